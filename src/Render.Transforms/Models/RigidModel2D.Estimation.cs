namespace Render.Transforms;

public sealed partial class RigidModel2D : IEstimableTransform<RigidModel2D>
{
    private const string Name = "A rigid transform";

    /// <inheritdoc/>
    public static int MinimumMatches => 2;

    /// <inheritdoc/>
    /// <remarks>
    /// Points that coincide, on either side, are refused where the server gives NaN. Weights may be as small as a double can be, where the server's
    /// squares vanish.
    /// </remarks>
    public static RigidModel2D Estimate(ReadOnlySpan<PointMatch> matches)
    {
        NotEnoughMatchesException.ThrowIfFewer(Name, matches.Length, MinimumMatches);
        MatchSpread.Require(matches, Name, needsTargets: true);
        var moments = new Moments(matches);
        double cos = moments.XToX + moments.YToY;
        double sin = moments.XToY - moments.YToX;
        double norm = double.Hypot(cos, sin);
        cos /= norm;
        sin /= norm;
        double tx = moments.Q.X - cos * moments.P.X + sin * moments.P.Y;
        double ty = moments.Q.Y - sin * moments.P.X - cos * moments.P.Y;
        MatchSpread.RequireResult(double.IsFinite(tx) && double.IsFinite(ty), matches, Name);
        return new RigidModel2D(Math.Atan2(sin, cos), tx, ty);
    }
}
