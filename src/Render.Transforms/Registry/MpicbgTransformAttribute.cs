namespace Render.Transforms;

/// <summary>
/// Names the Java class that a transform stands for in JSON. The generator gives the annotated class its constructor and its place in the
/// reading of transforms; it must be sealed, partial and derived from <see cref="LeafTransform{TParameters}"/>.
/// </summary>
/// <param name="className">The full Java class name, such as <c>mpicbg.trakem2.transform.AffineModel2D</c>.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class MpicbgTransformAttribute(string className) : Attribute
{
    /// <summary>The full Java class name.</summary>
    public string ClassName { get; } = className;
}
