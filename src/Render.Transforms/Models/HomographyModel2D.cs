namespace Render.Transforms;

/// <summary>
/// A projective transform, mpicbg's HomographyModel2D. The data string lists the rows of the matrix:
/// <c>m00 m01 m02 m10 m11 m12 m20 m21 m22</c>.
/// </summary>
[MpicbgTransform("mpicbg.trakem2.transform.HomographyModel2D")]
public sealed partial class HomographyModel2D : LeafTransform<HomographyMatrix>, IInvertibleTransform
{
    /// <summary>Makes a projective transform.</summary>
    /// <param name="matrix">The projective map.</param>
    public HomographyModel2D(HomographyMatrix matrix)
        : base(matrix)
    {
    }

    /// <summary>The projective map.</summary>
    /// <exception cref="TransformDataException">The data string cannot be parsed.</exception>
    public HomographyMatrix Matrix => Parameters;

    /// <inheritdoc/>
    public override Point2D Apply(Point2D point) => Parameters.Apply(point);

    /// <inheritdoc/>
    /// <remarks>As in the server, a singular matrix is not refused: it gives NaN or infinity.</remarks>
    public Point2D ApplyInverse(Point2D point) => Parameters.Invert().Apply(point);

    /// <inheritdoc/>
    public void ApplyInverse(ReadOnlySpan<Point2D> source, Span<Point2D> destination) => Parameters.Invert().Apply(source, destination);

    /// <inheritdoc/>
    protected override void ApplyCore(ReadOnlySpan<Point2D> source, Span<Point2D> destination) => Parameters.Apply(source, destination);

    /// <inheritdoc/>
    protected override HomographyMatrix Parse(ref DataStringReader data)
    {
        data.ExpectCount(9, "m00 m01 m02 m10 m11 m12 m20 m21 m22");
        return new HomographyMatrix(
            data.ReadDouble("m00"), data.ReadDouble("m01"), data.ReadDouble("m02"),
            data.ReadDouble("m10"), data.ReadDouble("m11"), data.ReadDouble("m12"),
            data.ReadDouble("m20"), data.ReadDouble("m21"), data.ReadDouble("m22"));
    }

    /// <inheritdoc/>
    protected override void Format(HomographyMatrix parameters, DataStringWriter data)
    {
        HomographyMatrix m = parameters;
        data.Write([m.M00, m.M01, m.M02, m.M10, m.M11, m.M12, m.M20, m.M21, m.M22]);

        // The server's own form ends with a blank.
        data.Write(""u8);
    }
}
