namespace Render.Transforms;

/// <summary>What JSON says of a leaf transform. It passes from the JSON reader through generated constructors to <see cref="LeafTransform{TParameters}"/>.</summary>
public readonly struct LeafTransformData
{
    internal LeafTransformData(in TransformMembers members, DataText? data)
    {
        Members = members;
        Data = data;
    }

    internal readonly TransformMembers Members;

    internal readonly DataText? Data;
}
