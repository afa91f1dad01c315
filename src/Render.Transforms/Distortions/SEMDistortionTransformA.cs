namespace Render.Transforms;

/// <summary>
/// The distortion of a scanning electron microscope where a scan line begins: v' = v + a exp(-v/b) + c exp(-v/d). The data string is <c>a,b,c,d,dimension</c>; dimension 0 is x, 1 is y, the other coordinate stays.
/// </summary>
/// <remarks>A dimension other than 0 and 1 passes the server's parser, but every application fails there; here it is refused at once.</remarks>
[MpicbgTransform("org.janelia.alignment.transform.SEMDistortionTransformA")]
public sealed partial class SEMDistortionTransformA : LeafTransform<SEMDistortionTransformA.Coefficients>
{
    /// <summary>Makes a distortion.</summary>
    /// <param name="coefficients">Its numbers.</param>
    public SEMDistortionTransformA(Coefficients coefficients)
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
    protected override Coefficients Parse(ref DataStringReader data) => Coefficients.Parse(ref data);

    /// <inheritdoc/>
    protected override void Format(Coefficients parameters, DataStringWriter data) => parameters.Format(data);

    /// <summary>
    /// The numbers of a <see cref="SEMDistortionTransformA"/> or a <see cref="StageCreepCorrectionTransform"/>. Coordinates are in pixels.
    /// </summary>
    /// <param name="A">Size of the first term in pixels.</param>
    /// <param name="B">Length in pixels over which the first term falls to 1/e.</param>
    /// <param name="C">Size of the second term in pixels.</param>
    /// <param name="D">Length in pixels over which the second term falls to 1/e.</param>
    /// <param name="Axis">The coordinate that changes.</param>
    public sealed record Coefficients(double A, double B, double C, double D, Axis Axis)
    {
        internal static Coefficients Parse(ref DataStringReader data)
        {
            double[] c = DistortionData.ReadCoefficients(ref data, 4, "a b c d");
            return new Coefficients(c[0], c[1], c[2], c[3], DistortionData.ReadAxis(ref data));
        }

        internal void Format(DataStringWriter data) => DistortionData.Write(data, [A, B, C, D], Axis);
    }

    private readonly struct Kernel(Coefficients c) : IPointKernel
    {
        public void Map<TLane>(ref TLane x, ref TLane y)
            where TLane : unmanaged, ILane<TLane>
        {
            ref TLane v = ref c.Axis == Axis.X ? ref x : ref y;
            v = v + (TLane.Create(c.A) * TLane.Exp((TLane.Create(0) - v) / TLane.Create(c.B))
                + TLane.Create(c.C) * TLane.Exp((TLane.Create(0) - v) / TLane.Create(c.D)));
        }
    }
}
