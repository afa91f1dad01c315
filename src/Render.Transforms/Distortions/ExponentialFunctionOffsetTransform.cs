namespace Render.Transforms;

/// <summary>
/// An offset that falls exponentially along one axis: v' = v - (a exp(-b v) + c). The data string is <c>a,b,c,dimension</c>; dimension 0 is x, 1 is y, the other coordinate stays.
/// </summary>
/// <remarks>A dimension other than 0 and 1 passes the server's parser, but every application fails there; here it is refused at once.</remarks>
[MpicbgTransform("org.janelia.alignment.transform.ExponentialFunctionOffsetTransform")]
public sealed partial class ExponentialFunctionOffsetTransform : LeafTransform<ExponentialFunctionOffsetTransform.Coefficients>
{
    /// <summary>Makes a distortion.</summary>
    /// <param name="coefficients">Its numbers.</param>
    public ExponentialFunctionOffsetTransform(Coefficients coefficients)
        : base(coefficients)
    {
    }

    /// <summary>The numbers of the distortion.</summary>
    /// <exception cref="TransformDataException">The data string cannot be parsed.</exception>
    public Coefficients Numbers => Parameters;

    /// <inheritdoc/>
    public override Point2D Apply(Point2D point) => PointLoop.Apply(new Kernel(Parameters), point);

    /// <inheritdoc/>
    protected override void ApplyCore(ReadOnlySpan<Point2D> source, Span<Point2D> destination) =>
        PointLoop.Apply(new Kernel(Parameters), source, destination);

    /// <inheritdoc/>
    protected override Coefficients Parse(ref DataStringReader data)
    {
        double[] c = DistortionData.ReadCoefficients(ref data, 3, "a b c");
        return new Coefficients(c[0], c[1], c[2], DistortionData.ReadAxis(ref data));
    }

    /// <inheritdoc/>
    protected override void Format(Coefficients parameters, DataStringWriter data) =>
        DistortionData.Write(data, [parameters.A, parameters.B, parameters.C], parameters.Axis);

    /// <summary>The numbers of a <see cref="ExponentialFunctionOffsetTransform"/>. Coordinates are in pixels.</summary>
    /// <param name="A">Size of the exponential term in pixels.</param>
    /// <param name="B">Rate of the exponential term, per pixel.</param>
    /// <param name="C">Constant term in pixels.</param>
    /// <param name="Axis">The coordinate that changes.</param>
    public sealed record Coefficients(double A, double B, double C, Axis Axis);

    private readonly struct Kernel(Coefficients c) : IPointKernel
    {
        public void Map<TLane>(ref TLane x, ref TLane y)
            where TLane : unmanaged, ILane<TLane>
        {
            ref TLane v = ref c.Axis == Axis.X ? ref x : ref y;
            v = v - (TLane.Create(c.A) * TLane.Exp(TLane.Create(-c.B) * v) + TLane.Create(c.C));
        }
    }
}
