namespace Render.Transforms;

public sealed partial class TranslationModel2D : IEstimableTransform<TranslationModel2D>
{
    /// <inheritdoc/>
    public static int MinimumMatches => 1;

    /// <inheritdoc/>
    public static TranslationModel2D Estimate(ReadOnlySpan<PointMatch> matches)
    {
        NotEnoughMatchesException.ThrowIfFewer("A translation", matches.Length, MinimumMatches);
        (Point2D p, Point2D q) = Moments.Centroids(matches);
        return new TranslationModel2D(q.X - p.X, q.Y - p.Y);
    }
}
