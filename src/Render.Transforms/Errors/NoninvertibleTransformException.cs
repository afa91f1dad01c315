namespace Render.Transforms;

/// <summary>A transform has no inverse, or none at a location.</summary>
public sealed class NoninvertibleTransformException : InvalidTransformException
{
    internal NoninvertibleTransformException(string message)
        : base(message)
    {
    }
}
