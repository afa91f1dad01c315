namespace Render.Transforms;

/// <summary>A transform cannot be estimated from the matches that were given.</summary>
public class EstimationException : InvalidOperationException
{
    internal EstimationException(string message)
        : base(message)
    {
    }
}
