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

    /// <summary>The lens correction that maps the source points of matches as close as possible to their targets, by least squares with a penalty.</summary>
    /// <param name="matches">The matches in pixels. Their weights do not count.</param>
    /// <param name="dimension">The highest power.</param>
    /// <param name="ridge">The penalty on the square of the weights of features; 0 for none.</param>
    /// <param name="width">Width of the image in pixels, to be noted.</param>
    /// <param name="height">Height of the image in pixels, to be noted.</param>
    /// <returns>The lens correction.</returns>
    /// <exception cref="NotEnoughMatchesException">There are fewer matches than features, (dimension+1)(dimension+2)/2, and no penalty.</exception>
    /// <exception cref="IllDefinedMatchesException">The source points do not differ.</exception>
    public static LensCorrectionTransform Estimate(ReadOnlySpan<PointMatch> matches, int dimension, double ridge, int width, int height) =>
        new(NonLinearParameters.Estimate(matches, dimension, ridge, width, height));

    /// <summary>The class belongs to TrakEM2 and is not on the class path of the server.</summary>
    /// <param name="line">The line.</param>
    /// <returns>False for both lines.</returns>
    public override bool IsKnownTo(ServerLine line) => false;

    /// <inheritdoc/>
    public override Point2D Apply(Point2D point) => Parameters.Apply(point);

    /// <inheritdoc/>
    protected override void ApplyCore(ReadOnlySpan<Point2D> source, Span<Point2D> destination) => Parameters.Apply(source, destination);

    /// <inheritdoc/>
    protected override NonLinearParameters Parse(ref DataStringReader data) => NonLinearParameters.Parse(ref data);

    /// <inheritdoc/>
    protected override void Format(NonLinearParameters parameters, DataStringWriter data) => parameters.Format(data);
}
