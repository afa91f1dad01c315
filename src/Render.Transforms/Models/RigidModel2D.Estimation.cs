namespace Render.Transforms;

public sealed partial class RigidModel2D : IEstimableTransform<RigidModel2D>
{
    /// <inheritdoc/>
    public static int MinimumMatches => 2;

    /// <inheritdoc/>
    /// <remarks>As in the server, coinciding points are not refused: they give NaN. Weights may be as small as a double
    /// can be, where the server's squares vanish.</remarks>
    public static RigidModel2D Estimate(ReadOnlySpan<PointMatch> matches)
    {
        NotEnoughMatchesException.ThrowIfFewer("A rigid transform", matches.Length, MinimumMatches);
        var moments = new Moments(matches);
        double cos = moments.XToX + moments.YToY;
        double sin = moments.XToY - moments.YToX;
        double norm = double.Hypot(cos, sin);
        cos /= norm;
        sin /= norm;
        return new RigidModel2D(
            Math.Atan2(sin, cos),
            moments.Q.X - cos * moments.P.X + sin * moments.P.Y,
            moments.Q.Y - sin * moments.P.X - cos * moments.P.Y);
    }
}
