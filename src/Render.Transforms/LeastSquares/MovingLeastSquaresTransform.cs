namespace Render.Transforms;

/// <summary>
/// Moving least squares, mpicbg's MovingLeastSquaresTransform. The data string is <c>model 2 alpha</c>, then <c>px py qx qy weight</c> for each match;
/// the model is translation, rigid, similarity or affine.
/// </summary>
/// <remarks>
/// The server keeps matches in an order that changes from run to run, so that its last bits do, too. Of two matches with the same source point it
/// takes either one as the answer there; here it is the first.
/// </remarks>
[MpicbgTransform("mpicbg.trakem2.transform.MovingLeastSquaresTransform")]
public sealed partial class MovingLeastSquaresTransform : LeafTransform<MovingLeastSquares>
{
    /// <summary>Makes a transform of matches.</summary>
    /// <param name="squares">Model, alpha and matches.</param>
    public MovingLeastSquaresTransform(MovingLeastSquares squares)
        : base(squares)
    {
    }

    /// <summary>Model, alpha and matches.</summary>
    /// <exception cref="TransformDataException">The data string cannot be parsed.</exception>
    public MovingLeastSquares Squares => Parameters;

    /// <inheritdoc/>
    public override Point2D Apply(Point2D point) => Parameters.Apply(point);

    /// <inheritdoc/>
    protected override void ApplyCore(ReadOnlySpan<Point2D> source, Span<Point2D> destination) => Parameters.Apply(source, destination);

    /// <inheritdoc/>
    protected override MovingLeastSquares Parse(ref DataStringReader data) => MovingLeastSquares.Parse(ref data, inSinglePrecision: false);

    /// <inheritdoc/>
    protected override void Format(MovingLeastSquares parameters, DataStringWriter data) => parameters.Format(data);
}
