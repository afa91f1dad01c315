namespace Render.Transforms;

/// <summary>
/// Moving least squares, mpicbg's MovingLeastSquaresTransform2. The data string is <c>model 2 alpha</c>, then <c>px py qx qy weight</c> for each
/// match; the model is translation, rigid, similarity or affine.
/// </summary>
/// <remarks>
/// The server parses all numbers, and rounds the weights at every location, in single precision, and so does this class when it reads a data string.
/// <see cref="WithFullPrecision"/> gives the transform that the text means. One that is made from numbers keeps them as doubles.
/// </remarks>
[MpicbgTransform("mpicbg.trakem2.transform.MovingLeastSquaresTransform2")]
public sealed partial class MovingLeastSquaresTransform2 : LeafTransform<MovingLeastSquares>, ISinglePrecisionTransform<MovingLeastSquaresTransform2>
{
    /// <summary>Makes a transform of matches.</summary>
    /// <param name="squares">Model, alpha and matches.</param>
    public MovingLeastSquaresTransform2(MovingLeastSquares squares)
        : base(squares)
    {
    }

    private MovingLeastSquaresTransform2(MovingLeastSquaresTransform2 original, MovingLeastSquares squares)
        : base(original, squares)
    {
    }

    /// <summary>Model, alpha and matches.</summary>
    /// <exception cref="TransformDataException">The data string cannot be parsed.</exception>
    public MovingLeastSquares Squares => Parameters;

    /// <inheritdoc/>
    public override Point2D Apply(Point2D point) => Parameters.Apply(point);

    /// <inheritdoc/>
    public MovingLeastSquaresTransform2 WithFullPrecision() => new(this, ParseInFullPrecision());

    /// <inheritdoc/>
    public MovingLeastSquaresTransform2 WithServerRounding() => new(this, ParseAsServer());

    /// <inheritdoc/>
    protected override void ApplyCore(ReadOnlySpan<Point2D> source, Span<Point2D> destination) => Parameters.Apply(source, destination);

    /// <inheritdoc/>
    protected override MovingLeastSquares Parse(ref DataStringReader data) => MovingLeastSquares.Parse(ref data, inSinglePrecision: true);

    /// <inheritdoc/>
    protected override void Format(MovingLeastSquares parameters, DataStringWriter data) => parameters.Format(data);
}
