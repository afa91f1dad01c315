namespace Render.Transforms;

/// <summary>
/// A projective map of the plane: x' = (m00 x + m01 y + m02) / s, y' = (m10 x + m11 y + m12) / s, s = m20 x + m21 y + m22.
/// </summary>
/// <param name="M00">First row, share of x.</param>
/// <param name="M01">First row, share of y.</param>
/// <param name="M02">First row, constant.</param>
/// <param name="M10">Second row, share of x.</param>
/// <param name="M11">Second row, share of y.</param>
/// <param name="M12">Second row, constant.</param>
/// <param name="M20">Third row, share of x.</param>
/// <param name="M21">Third row, share of y.</param>
/// <param name="M22">Third row, constant.</param>
public sealed record HomographyMatrix(
    double M00, double M01, double M02, double M10, double M11, double M12, double M20, double M21, double M22)
{
    /// <summary>The determinant; 0 if there is no inverse.</summary>
    public double Determinant =>
        M00 * M11 * M22 + M10 * M21 * M02 + M20 * M01 * M12 - M02 * M11 * M20 - M12 * M21 * M00 - M22 * M01 * M10;

    /// <summary>Maps one point.</summary>
    /// <param name="point">A location in pixels.</param>
    /// <returns>The mapped location in pixels; infinite or NaN on the horizon.</returns>
    public Point2D Apply(Point2D point) => PointLoop.Apply(new Kernel(this), point);

    /// <summary>Maps many points.</summary>
    /// <param name="source">Locations in pixels.</param>
    /// <param name="destination">Receives the mapped locations; at least as long, and the same span or another one.</param>
    public void Apply(ReadOnlySpan<Point2D> source, Span<Point2D> destination) => PointLoop.Apply(new Kernel(this), source, destination);

    /// <summary>The map that undoes this one. A singular one is not refused: its inverse has infinite or NaN entries.</summary>
    /// <returns>The inverse map.</returns>
    public HomographyMatrix Invert()
    {
        double determinant = Determinant;
        return new HomographyMatrix(
            (M11 * M22 - M12 * M21) / determinant,
            (M02 * M21 - M01 * M22) / determinant,
            (M01 * M12 - M02 * M11) / determinant,
            (M12 * M20 - M10 * M22) / determinant,
            (M00 * M22 - M02 * M20) / determinant,
            (M02 * M10 - M00 * M12) / determinant,
            (M10 * M21 - M11 * M20) / determinant,
            (M01 * M20 - M00 * M21) / determinant,
            (M00 * M11 - M01 * M10) / determinant);
    }

    private readonly struct Kernel(HomographyMatrix m) : IPointKernel
    {
        public void Map<TLane>(ref TLane x, ref TLane y)
            where TLane : unmanaged, ILane<TLane>
        {
            TLane scale = TLane.Create(m.M20) * x + TLane.Create(m.M21) * y + TLane.Create(m.M22);
            TLane across = TLane.Create(m.M00) * x + TLane.Create(m.M01) * y + TLane.Create(m.M02);
            TLane down = TLane.Create(m.M10) * x + TLane.Create(m.M11) * y + TLane.Create(m.M12);
            x = across / scale;
            y = down / scale;
        }
    }
}
