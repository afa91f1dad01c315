namespace Render.Transforms;

public sealed partial class SimilarityModel2D : IEstimableTransform<SimilarityModel2D>
{
    /// <inheritdoc/>
    public static int MinimumMatches => 2;

    /// <inheritdoc/>
    /// <remarks>As in the server, coinciding source points are not refused: they give NaN.</remarks>
    public static SimilarityModel2D Estimate(ReadOnlySpan<PointMatch> matches)
    {
        NotEnoughMatchesException.ThrowIfFewer("A similarity transform", matches.Length, MinimumMatches);
        var moments = new Moments(matches);
        double squares = moments.XX + moments.YY;
        double a = (moments.XToX + moments.YToY) / squares;
        double b = (moments.XToY - moments.YToX) / squares;
        return new SimilarityModel2D(
            a,
            b,
            moments.Q.X - a * moments.P.X + b * moments.P.Y,
            moments.Q.Y - b * moments.P.X - a * moments.P.Y);
    }
}
