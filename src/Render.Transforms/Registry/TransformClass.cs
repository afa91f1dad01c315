using System.Text.Json;

namespace Render.Transforms;

/// <summary>A transform class: the Java class that it stands for in JSON, and how it is made. Generated code has one for each class.</summary>
public sealed class TransformClass
{
    private JsonEncodedText? encodedName;

    /// <summary>Describes a transform class.</summary>
    /// <param name="name">The full Java class name.</param>
    /// <param name="factory">Makes a transform of this class.</param>
    public TransformClass(string name, TransformFactory factory)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(factory);
        Name = name;
        Factory = factory;
    }

    /// <summary>A class that several assemblies declare: what it means is not known.</summary>
    internal TransformClass(string name, string conflict)
    {
        Name = name;
        Conflict = conflict;
    }

    /// <summary>The full Java class name, such as <c>mpicbg.trakem2.transform.AffineModel2D</c>.</summary>
    public string Name { get; }

    internal TransformFactory? Factory { get; }

    internal string? Conflict { get; }

    // Only writing needs it; many programs only read.
    internal JsonEncodedText EncodedName => encodedName ??= JsonEncodedText.Encode(Name);
}
