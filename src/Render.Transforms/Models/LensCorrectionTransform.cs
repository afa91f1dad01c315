namespace Render.Transforms;

/// <summary>
/// A lens correction under its name in TrakEM2, lenscorrection.NonLinearTransform: a <see cref="NonLinearCoordinateTransform"/>. The data string, with exactly one blank between two tokens, is <c>dimension length</c>,
/// then length pairs of weights for x' and y', length values of normMean, length of normVar, <c>width height</c>.
/// </summary>
/// <remarks>
/// The features of a location are its powers x, y, x², xy, y², … up to the dimension, minus normMean, over normVar, and the constant 100; x' and y' are
/// their weighted sums. Too few features for the dimension pass the server's parser, but every application fails there; here they are
/// refused at once.
/// </remarks>
[MpicbgTransform("lenscorrection.NonLinearTransform")]
public sealed partial class LensCorrectionTransform : LeafTransform<NonLinearParameters>
{
    /// <summary>Makes a lens correction.</summary>
    /// <param name="parameters">Its features and their weights.</param>
    public LensCorrectionTransform(NonLinearParameters parameters)
        : base(parameters)
    {
    }

    /// <summary>Features and weights.</summary>
    public new NonLinearParameters Parameters => base.Parameters;

    /// <inheritdoc/>
    public override Point2D Apply(Point2D point) => Parameters.Apply(point);

    /// <inheritdoc/>
    protected override void ApplyCore(ReadOnlySpan<Point2D> source, Span<Point2D> destination) => Parameters.Apply(source, destination);

    /// <inheritdoc/>
    protected override NonLinearParameters Parse(ref DataStringReader data) => NonLinearParameters.Parse(ref data);

    /// <inheritdoc/>
    protected override void Format(NonLinearParameters parameters, DataStringWriter data) => parameters.Format(data);
}
