namespace Render.Transforms;

/// <summary>
/// A transform has a class that this program does not know, or that several of its assemblies declare, so that it cannot be computed; or one that a
/// server does not have.
/// </summary>
public sealed class UnknownTransformException : InvalidTransformException
{
    private const string NotKnown = "is not known here. Declare a class with [MpicbgTransform] to compute it.";

    internal UnknownTransformException(string? className, string? id, ServerLine line)
        : this(
            className,
            id,
            $"is not known to servers of the line {(line == ServerLine.Line43 ? "4.3" : "4.0.2")}. Put another transform in its place, or store the tile on a server that has the class.")
    {
    }

    internal UnknownTransformException(string? className, string? id, string? conflict)
        : base($"{(className is null ? "A transform without className" : $"The transform class '{className}'")}{(id is null ? "" : $" (id '{id}')")} {conflict ?? NotKnown}")
    {
        ClassName = className;
        Id = id;
    }

    /// <summary>The class that is not known, or missing on the server; null if the transform names none.</summary>
    public string? ClassName { get; }

    /// <summary>The id of the transform, if it has one.</summary>
    public string? Id { get; }
}
