namespace Render.Transforms;

public sealed partial class SimilarityModel2D : IEstimableTransform<SimilarityModel2D>
{
    private const string Name = "A similarity transform";

    /// <inheritdoc/>
    public static int MinimumMatches => 2;

    /// <inheritdoc/>
    /// <remarks>Source points that coincide are refused where the server gives NaN.</remarks>
    public static SimilarityModel2D Estimate(ReadOnlySpan<PointMatch> matches)
    {
        NotEnoughMatchesException.ThrowIfFewer(Name, matches.Length, MinimumMatches);
        MatchSpread.Require(matches, Name);
        var moments = new Moments(matches);
        double squares = moments.XX + moments.YY;
        double a = (moments.XToX + moments.YToY) / squares;
        double b = (moments.XToY - moments.YToX) / squares;
        double tx = moments.Q.X - a * moments.P.X + b * moments.P.Y;
        double ty = moments.Q.Y - b * moments.P.X - a * moments.P.Y;
        MatchSpread.RequireResult(double.IsFinite(tx) && double.IsFinite(ty), matches, Name);
        return new SimilarityModel2D(a, b, tx, ty);
    }
}
