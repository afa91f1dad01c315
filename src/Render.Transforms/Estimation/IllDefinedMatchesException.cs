namespace Render.Transforms;

/// <summary>The matches leave the transform undetermined: their points coincide or lie on a line, no weight counts, or a number is not finite.</summary>
public sealed class IllDefinedMatchesException : EstimationException
{
    internal IllDefinedMatchesException(string message)
        : base(message)
    {
    }
}
