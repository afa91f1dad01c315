namespace Render.Transforms;

/// <summary>
/// A rotation, a scale and a shift, mpicbg's SimilarityModel2D: x' = a x - b y + tx, y' = b x + a y + ty. The data string is <c>a b tx ty</c>, where
/// a is the scale times the cosine of the angle and b the scale times its sine.
/// </summary>
/// <remarks>
/// The server parses the four numbers in single precision, and so does this class when it reads a data string. <see cref="WithFullPrecision"/>
/// gives the transform that the text means. One that is made from numbers keeps them as doubles.
/// </remarks>
[MpicbgTransform("mpicbg.trakem2.transform.SimilarityModel2D")]
public sealed partial class SimilarityModel2D : LeafTransform<AffineMatrix>, IAffineTransform, ISinglePrecisionTransform<SimilarityModel2D>
{
    /// <summary>Makes a rotation, a scale and a shift, in the order of the data string.</summary>
    /// <param name="a">The scale times the cosine of the angle.</param>
    /// <param name="b">The scale times the sine of the angle.</param>
    /// <param name="tx">Shift of x in pixels.</param>
    /// <param name="ty">Shift of y in pixels.</param>
    public SimilarityModel2D(double a, double b, double tx, double ty)
        : base(ToMatrix(a, b, tx, ty))
    {
    }

    private SimilarityModel2D(SimilarityModel2D original, AffineMatrix matrix)
        : base(original, matrix)
    {
    }

    /// <summary>The factor by which lengths grow.</summary>
    public double Scale => double.Hypot(Matrix.M00, Matrix.M10);

    /// <summary>The angle in radians, from x towards y.</summary>
    public double Theta => Math.Atan2(Matrix.M10, Matrix.M00);

    /// <inheritdoc/>
    public AffineMatrix Matrix => Parameters;

    /// <inheritdoc/>
    public override Point2D Apply(Point2D point) => Matrix.Apply(point);

    /// <inheritdoc/>
    /// <remarks>As in the server, a scale of 0 is not refused: it gives NaN or infinity.</remarks>
    public Point2D ApplyInverse(Point2D point) => Inverse().Apply(point);

    /// <inheritdoc/>
    public void ApplyInverse(ReadOnlySpan<Point2D> source, Span<Point2D> destination) => Inverse().Apply(source, destination);

    /// <inheritdoc/>
    public SimilarityModel2D WithFullPrecision() => new(this, ParseInFullPrecision());

    /// <inheritdoc/>
    public SimilarityModel2D WithServerRounding() => new(this, ParseAsServer());

    /// <inheritdoc/>
    protected override void ApplyCore(ReadOnlySpan<Point2D> source, Span<Point2D> destination) => Matrix.Apply(source, destination);

    /// <inheritdoc/>
    protected override AffineMatrix Parse(ref DataStringReader data)
    {
        data.ExpectCount(4, "a b tx ty");
        return ToMatrix(data.ReadSingle("a"), data.ReadSingle("b"), data.ReadSingle("tx"), data.ReadSingle("ty"));
    }

    /// <inheritdoc/>
    protected override void Format(AffineMatrix parameters, DataStringWriter data) =>
        data.Write([parameters.M00, parameters.M10, parameters.M02, parameters.M12]);

    private static AffineMatrix ToMatrix(double a, double b, double tx, double ty) => new(a, b, -b, a, tx, ty);

    private AffineMatrix Inverse()
    {
        AffineMatrix m = Matrix;
        double determinant = m.M00 * m.M00 + m.M10 * m.M10;
        return ToMatrix(
            m.M00 / determinant,
            -m.M10 / determinant,
            (-m.M00 * m.M02 - m.M10 * m.M12) / determinant,
            (m.M10 * m.M02 - m.M00 * m.M12) / determinant);
    }
}
