namespace Render.Transforms;

/// <summary>A transform has a class that this program does not know, so that it cannot be computed.</summary>
public sealed class UnknownTransformException : InvalidTransformException
{
    internal UnknownTransformException(string? className, string? id)
        : base((className is null ? "A transform without className" : $"The transform class '{className}'")
            + (id is null ? "" : $" (id '{id}')")
            + " is not known here. Declare a class with [MpicbgTransform] to compute it.")
    {
        ClassName = className;
        Id = id;
    }

    /// <summary>The class that is not known; null if the transform names none.</summary>
    public string? ClassName { get; }

    /// <summary>The id of the transform, if it has one.</summary>
    public string? Id { get; }
}
