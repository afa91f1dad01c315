namespace Render.Transforms;

/// <summary>
/// A cubic B-spline of bUnwarpJ, as TrakEM2 stores it. The data string is <c>width height intervals</c>, then (intervals+3)² coefficients of x' row by
/// row, then as many of y'. The render server itself does not have this class.
/// </summary>
/// <remarks>Beyond the image the spline falls to 0 within two intervals, and what bUnwarpJ gives there is not reproduced in every corner.</remarks>
[MpicbgTransform("bunwarpj.trakem2.transform.CubicBSplineTransform")]
public sealed partial class CubicBSplineTransform : LeafTransform<CubicBSpline>
{
    /// <summary>Makes a transform of a spline.</summary>
    /// <param name="spline">The spline.</param>
    public CubicBSplineTransform(CubicBSpline spline)
        : base(spline)
    {
    }

    /// <summary>The spline.</summary>
    /// <exception cref="TransformDataException">The data string cannot be parsed.</exception>
    public CubicBSpline Spline => Parameters;

    /// <summary>The class belongs to TrakEM2 and is not on the class path of the server.</summary>
    /// <param name="line">The line.</param>
    /// <returns>False for both lines.</returns>
    public override bool IsKnownTo(ServerLine line) => false;

    /// <inheritdoc/>
    public override Point2D Apply(Point2D point) => Parameters.Apply(point);

    /// <inheritdoc/>
    protected override CubicBSpline Parse(ref DataStringReader data)
    {
        int width = data.ReadInt32("width");
        int height = data.ReadInt32("height");
        int intervals = data.ReadInt32("intervals");
        if (intervals < 1 || data.Count != CubicBSpline.CoefficientCount(intervals))
            throw data.Error($"2 (intervals+3)² coefficients for {intervals} intervals, not {data.Count}");

        double[] coefficients = new double[data.Count];
        data.ReadDoubles(coefficients, "a coefficient");
        return new CubicBSpline(width, height, intervals, coefficients);
    }

    /// <inheritdoc/>
    protected override void Format(CubicBSpline parameters, DataStringWriter data)
    {
        data.Write(parameters.Width);
        data.Write(parameters.Height);
        data.Write(parameters.Intervals);
        data.Write(parameters.Coefficients);
    }
}
