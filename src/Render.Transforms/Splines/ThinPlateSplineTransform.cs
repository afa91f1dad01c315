namespace Render.Transforms;

/// <summary>
/// A thin plate spline, mpicbg's ThinPlateSplineTransform: an affine map and a smooth displacement that control points pull. The data string is
/// <c>ThinPlateSplineR2LogR 2 n affine points</c>, where both blocks are doubles in base64 and <c>affine</c> may be <c>null</c>.
/// </summary>
/// <remarks>
/// p' = p + A p + b + Σ wᵢ r² ln r, where r is the distance of p from control point i: A and b are deviations from the identity. A zlib block
/// that ends early counts as filled up with zeros, as in the server, unless that would need much more memory than the text has.
/// </remarks>
[MpicbgTransform("mpicbg.trakem2.transform.ThinPlateSplineTransform")]
public sealed partial class ThinPlateSplineTransform : LeafTransform<ThinPlateSpline>, IEstimableTransform<ThinPlateSplineTransform>
{
    /// <summary>Makes a transform of a spline.</summary>
    /// <param name="spline">The spline.</param>
    public ThinPlateSplineTransform(ThinPlateSpline spline)
        : base(spline)
    {
    }

    /// <inheritdoc/>
    public static int MinimumMatches => 1;

    /// <summary>Control points, weights and the affine part.</summary>
    /// <exception cref="TransformDataException">The data string cannot be parsed.</exception>
    public ThinPlateSpline Spline => Parameters;

    /// <inheritdoc/>
    /// <remarks>A spline passes through all targets: weights of the matches do not count.</remarks>
    public static ThinPlateSplineTransform Estimate(ReadOnlySpan<PointMatch> matches) => new(ThinPlateSpline.Fit(matches));

    /// <inheritdoc/>
    public override Point2D Apply(Point2D point) => Parameters.Apply(point);

    /// <inheritdoc/>
    protected override void ApplyCore(ReadOnlySpan<Point2D> source, Span<Point2D> destination) => Parameters.Apply(source, destination);

    /// <inheritdoc/>
    protected override ThinPlateSpline Parse(ref DataStringReader data)
    {
        data.ReadToken("the name of the kernel");
        int dimensions = data.ReadInt32("the number of dimensions");
        if (dimensions != 2)
            throw data.Error($"2 dimensions, not {dimensions}");

        int count = data.ReadInt32("the number of control points");
        if (count < 0)
            throw data.Error($"a number of control points, not {count}");

        ReadOnlySpan<byte> affineToken = data.ReadToken("the affine block");
        double[]? affine = affineToken.SequenceEqual("null"u8) ? null : DoubleBlock.Decode(in data, affineToken, 6, "the affine part");
        double[] points = DoubleBlock.Decode(in data, data.ReadToken("the block of points and weights"), 4L * count, "points and weights");
        data.SkipRest();
        return new ThinPlateSpline(points, affine);
    }

    /// <inheritdoc/>
    protected override void Format(ThinPlateSpline parameters, DataStringWriter data)
    {
        data.Write("ThinPlateSplineR2LogR"u8);
        data.Write(2);
        data.Write(parameters.Count);
        data.Write(parameters.Affine.IsEmpty ? "null"u8 : DoubleBlock.Encode(parameters.Affine));
        data.Write(DoubleBlock.Encode(parameters.PointsAndWeights));
    }
}
