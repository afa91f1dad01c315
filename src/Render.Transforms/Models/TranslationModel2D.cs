namespace Render.Transforms;

/// <summary>A shift, mpicbg's TranslationModel2D: x' = x + tx, y' = y + ty. The data string is <c>tx ty</c>.</summary>
/// <remarks>
/// The server parses the two numbers in single precision, and so does this class when it reads a data string. <see cref="WithFullPrecision"/>
/// gives the transform that the text means. One that is made from numbers keeps them as doubles.
/// </remarks>
[MpicbgTransform("mpicbg.trakem2.transform.TranslationModel2D")]
public sealed partial class TranslationModel2D : LeafTransform<AffineMatrix>, IAffineTransform, ISinglePrecisionTransform<TranslationModel2D>
{
    /// <summary>Makes a shift.</summary>
    /// <param name="tx">Shift of x in pixels.</param>
    /// <param name="ty">Shift of y in pixels.</param>
    public TranslationModel2D(double tx, double ty)
        : base(ToMatrix(tx, ty))
    {
    }

    private TranslationModel2D(TranslationModel2D original, AffineMatrix matrix)
        : base(original, matrix)
    {
    }

    /// <summary>Shift of x in pixels.</summary>
    public double Tx => Parameters.M02;

    /// <summary>Shift of y in pixels.</summary>
    public double Ty => Parameters.M12;

    /// <inheritdoc/>
    public AffineMatrix Matrix => Parameters;

    /// <inheritdoc/>
    public override Point2D Apply(Point2D point) => new(point.X + Tx, point.Y + Ty);

    /// <inheritdoc/>
    public Point2D ApplyInverse(Point2D point) => new(point.X - Tx, point.Y - Ty);

    /// <inheritdoc/>
    public void ApplyInverse(ReadOnlySpan<Point2D> source, Span<Point2D> destination) => ToMatrix(-Tx, -Ty).Apply(source, destination);

    /// <inheritdoc/>
    public TranslationModel2D WithFullPrecision() => new(this, ParseInFullPrecision());

    /// <inheritdoc/>
    public TranslationModel2D WithServerRounding() => new(this, ParseAsServer());

    /// <inheritdoc/>
    protected override void ApplyCore(ReadOnlySpan<Point2D> source, Span<Point2D> destination) => Matrix.Apply(source, destination);

    /// <inheritdoc/>
    protected override AffineMatrix Parse(ref DataStringReader data)
    {
        data.ExpectCount(2, "tx ty");
        return ToMatrix(data.ReadSingle("tx"), data.ReadSingle("ty"));
    }

    /// <inheritdoc/>
    protected override void Format(AffineMatrix parameters, DataStringWriter data) => data.Write([parameters.M02, parameters.M12]);

    private static AffineMatrix ToMatrix(double tx, double ty) => new(1, 0, 0, 1, tx, ty);
}
