namespace Render.Transforms;

/// <summary>Transforms are put together in a way that makes no sense.</summary>
public class InvalidTransformException : InvalidOperationException
{
    internal InvalidTransformException(string message)
        : base(message)
    {
    }
}
