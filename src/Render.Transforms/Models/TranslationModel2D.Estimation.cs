namespace Render.Transforms;

public sealed partial class TranslationModel2D : IEstimableTransform<TranslationModel2D>
{
    private const string Name = "A translation";

    /// <inheritdoc/>
    public static int MinimumMatches => 1;

    /// <inheritdoc/>
    public static TranslationModel2D Estimate(ReadOnlySpan<PointMatch> matches)
    {
        NotEnoughMatchesException.ThrowIfFewer(Name, matches.Length, MinimumMatches);
        (Point2D p, Point2D q) = Moments.Centroids(matches);
        (double tx, double ty) = (q.X - p.X, q.Y - p.Y);
        MatchSpread.RequireResult(double.IsFinite(tx) && double.IsFinite(ty), matches, Name);
        return new TranslationModel2D(tx, ty);
    }
}
