namespace Render.Transforms;

/// <summary>The matches leave the transform undetermined: their source points coincide or lie on a line.</summary>
public sealed class IllDefinedMatchesException : EstimationException
{
    internal IllDefinedMatchesException(string message)
        : base(message)
    {
    }
}
