namespace Render.Transforms;

/// <summary>
/// An affine transform, mpicbg's AffineModel2D: x' = m00 x + m01 y + m02, y' = m10 x + m11 y + m12. The data string lists the columns:
/// <c>m00 m10 m01 m11 m02 m12</c>.
/// </summary>
[MpicbgTransform("mpicbg.trakem2.transform.AffineModel2D")]
public sealed partial class AffineModel2D : LeafTransform<AffineMatrix>, IAffineTransform
{
    /// <summary>Makes an affine transform, in the order of the data string.</summary>
    /// <inheritdoc cref="AffineMatrix(double, double, double, double, double, double)" path="/param"/>
    public AffineModel2D(double m00, double m10, double m01, double m11, double m02, double m12)
        : base(new AffineMatrix(m00, m10, m01, m11, m02, m12))
    {
    }

    /// <summary>Makes an affine transform.</summary>
    /// <param name="matrix">The affine map.</param>
    public AffineModel2D(AffineMatrix matrix)
        : base(matrix)
    {
    }

    /// <inheritdoc/>
    public AffineMatrix Matrix => Parameters;

    /// <inheritdoc/>
    public override Point2D Apply(Point2D point) => Parameters.Apply(point);

    /// <inheritdoc/>
    /// <remarks>The refusal is the server's: only a determinant of exactly 0.</remarks>
    public Point2D ApplyInverse(Point2D point) => Parameters.Invert().Apply(point);

    /// <inheritdoc/>
    public void ApplyInverse(ReadOnlySpan<Point2D> source, Span<Point2D> destination) => Parameters.Invert().Apply(source, destination);

    /// <inheritdoc/>
    protected override void ApplyCore(ReadOnlySpan<Point2D> source, Span<Point2D> destination) => Parameters.Apply(source, destination);

    /// <inheritdoc/>
    protected override AffineMatrix Parse(ref DataStringReader data)
    {
        data.ExpectCount(6, "m00 m10 m01 m11 m02 m12");
        return new AffineMatrix(
            data.ReadDouble("m00"),
            data.ReadDouble("m10"),
            data.ReadDouble("m01"),
            data.ReadDouble("m11"),
            data.ReadDouble("m02"),
            data.ReadDouble("m12"));
    }

    /// <inheritdoc/>
    protected override void Format(AffineMatrix parameters, DataStringWriter data) =>
        data.Write([parameters.M00, parameters.M10, parameters.M01, parameters.M11, parameters.M02, parameters.M12]);
}
