namespace Render;

/// <summary>How point matches are derived from the images of tiles.</summary>
public sealed record MatchDerivationOptions
{
    /// <summary>How the canvases are rendered that features are sought in: scale, filter, which transforms.</summary>
    public ImageOptions Canvas { get; init; } = new() { NormalizeForMatching = true, ExcludeMask = true };

    /// <summary>How features are extracted. By default SIFT with descriptors of 8, between half and 0.85 of the canvas, in 3 steps.</summary>
    public FeatureExtractionParameters Features { get; init; } = new() { FdSize = 8, MinScale = 0.5, MaxScale = 0.85, Steps = 3 };

    /// <summary>
    /// How matches are derived from features. By default RANSAC with an affine model: at least 10 inliers within 20 pixels of the rendered
    /// canvas.
    /// </summary>
    public MatchDerivationParameters Matching { get; init; } = new()
    {
        MatchRod = 0.92f,
        MatchModelType = TransformModelType.Affine,
        MatchIterations = 1000,
        MatchMaxEpsilon = 20,
        MatchMinInlierRatio = 0,
        MatchMinNumInliers = 10,
        MatchMaxTrust = 3,
        MatchFilter = MatchFilterType.SingleSet,
    };

    /// <summary>How many pairs the server works on at the same time. Each takes it seconds of a processor core.</summary>
    public int Parallelism { get; init; } = 2;

    internal void Validate()
    {
        ArgumentNullException.ThrowIfNull(Canvas);
        ArgumentNullException.ThrowIfNull(Features);
        ArgumentNullException.ThrowIfNull(Matching);
        ArgumentOutOfRangeException.ThrowIfLessThan(Parallelism, 1);
    }
}
