using System.Text.Json;

namespace Render.Transforms;

/// <summary>
/// A leaf transform of a class that this program does not know, or of none, or of one that several assemblies declare. It is written back as it
/// came, and cannot be applied.
/// </summary>
public sealed class UnknownTransform : LeafTransform
{
    private readonly string? className;
    private readonly string? conflict;

    internal UnknownTransform(in LeafTransformData json, string? className, string? typeName, string? conflict)
        : base(in json)
    {
        this.className = className;
        this.conflict = conflict;
        TypeName = typeName;
    }

    /// <inheritdoc/>
    public override string? ClassName => className;

    /// <summary>The <c>type</c> of the JSON object, if it is none of those that the server defines. The server takes it for a leaf.</summary>
    public string? TypeName { get; }

    internal override JsonEncodedText? EncodedClassName => className is null ? null : JsonEncodedText.Encode(className);

    /// <summary>Always fails: how this class maps points is not known.</summary>
    /// <param name="point">A location in pixels.</param>
    /// <returns>Nothing.</returns>
    /// <exception cref="UnknownTransformException">Always.</exception>
    public override Point2D Apply(Point2D point) => throw new UnknownTransformException(className, Id, conflict);

    /// <summary>Always fails: what this class expects is not known.</summary>
    /// <exception cref="UnknownTransformException">Always.</exception>
    public override void Validate() => throw new UnknownTransformException(className, Id, conflict);

    /// <summary>Always fails: what this class expects is not known.</summary>
    /// <returns>Nothing.</returns>
    /// <exception cref="UnknownTransformException">Always.</exception>
    public override string ToCanonicalDataString() => throw new UnknownTransformException(className, Id, conflict);

    internal override bool TryFormat(DataStringWriter text) => false;
}
