namespace Render.LocalServer;

/// <summary>A pair whose points stay the text that they came as.</summary>
internal sealed class RawPair : CanvasMatches
{
    /// <summary>JSON of the points and weights, the canvas that is stored first as p.</summary>
    public required byte[] Json { get; init; }

    /// <summary>The number of weights.</summary>
    public required int WeightCount { get; init; }
}
