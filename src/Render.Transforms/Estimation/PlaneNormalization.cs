namespace Render.Transforms;

/// <summary>
/// Shifts and scales points so that they lie about the origin at a distance of about 1: systems of equations of such points are well conditioned,
/// where those of pixels are not.
/// </summary>
internal readonly record struct PlaneNormalization(Point2D Centre, double Scale)
{
    public static PlaneNormalization OfSources(ReadOnlySpan<PointMatch> matches) => Of(matches, match => match.P);

    public static PlaneNormalization OfTargets(ReadOnlySpan<PointMatch> matches) => Of(matches, match => match.Q);

    public Point2D Apply(Point2D point) => new((point.X - Centre.X) * Scale, (point.Y - Centre.Y) * Scale);

    /// <summary>The homography between points as they were, given the one between normalised points; its last entry is 1 where that is possible.</summary>
    public HomographyMatrix Undo(HomographyMatrix h, PlaneNormalization target)
    {
        double s = Scale;
        (double x, double y) = Centre;
        double m20 = h.M20 * s;
        double m21 = h.M21 * s;
        double m22 = h.M22 - m20 * x - m21 * y;
        double m00 = h.M00 * s / target.Scale + target.Centre.X * m20;
        double m01 = h.M01 * s / target.Scale + target.Centre.X * m21;
        double m02 = (h.M02 - h.M00 * s * x - h.M01 * s * y) / target.Scale + target.Centre.X * m22;
        double m10 = h.M10 * s / target.Scale + target.Centre.Y * m20;
        double m11 = h.M11 * s / target.Scale + target.Centre.Y * m21;
        double m12 = (h.M12 - h.M10 * s * x - h.M11 * s * y) / target.Scale + target.Centre.Y * m22;
        double unit = m22 != 0 ? m22 : 1;
        return new HomographyMatrix(m00 / unit, m01 / unit, m02 / unit, m10 / unit, m11 / unit, m12 / unit, m20 / unit, m21 / unit, m22 / unit);
    }

    private static PlaneNormalization Of(ReadOnlySpan<PointMatch> matches, Func<PointMatch, Point2D> side)
    {
        double x = 0;
        double y = 0;
        foreach (PointMatch match in matches)
        {
            x += side(match).X / matches.Length;
            y += side(match).Y / matches.Length;
        }

        double distance = 0;
        foreach (PointMatch match in matches)
            distance += double.Hypot(side(match).X - x, side(match).Y - y) / matches.Length;

        return new PlaneNormalization(new Point2D(x, y), distance > 0 ? 1 / distance : 1);
    }
}
