namespace Render.Transforms;

/// <summary>
/// <see cref="ExponentialFunctionOffsetTransform"/> with the other sign: v' = v + (a exp(-b v) + c). The data string is <c>a,b,c,dimension</c>; dimension 0 is x, 1 is y, the other coordinate stays. Only 4.3 has it.
/// </summary>
/// <remarks>A dimension other than 0 and 1 passes the server's parser, but every application fails there; here it is refused at once.</remarks>
[MpicbgTransform("org.janelia.alignment.transform.ExponentialFunctionOffsetTransformWithWrongSign")]
public sealed partial class ExponentialFunctionOffsetTransformWithWrongSign : LeafTransform<ExponentialOffset>
{
    /// <summary>Makes a distortion.</summary>
    /// <param name="numbers">Its numbers.</param>
    public ExponentialFunctionOffsetTransformWithWrongSign(ExponentialOffset numbers)
        : base(numbers)
    {
    }

    /// <summary>The numbers of the distortion.</summary>
    /// <exception cref="TransformDataException">The data string cannot be parsed.</exception>
    public ExponentialOffset Numbers => Parameters;

    /// <inheritdoc/>
    public override Point2D Apply(Point2D point) => PointLoop.Apply(new Kernel(Parameters), point);

    /// <inheritdoc/>
    public override bool IsKnownTo(ServerLine line) => line == ServerLine.Line43;

    /// <inheritdoc/>
    protected override void ApplyCore(ReadOnlySpan<Point2D> source, Span<Point2D> destination) =>
        PointLoop.Apply(new Kernel(Parameters), source, destination);

    /// <inheritdoc/>
    protected override ExponentialOffset Parse(ref DataStringReader data) => ExponentialOffset.Parse(ref data);

    /// <inheritdoc/>
    protected override void Format(ExponentialOffset parameters, DataStringWriter data) => parameters.Format(data);

    private readonly struct Kernel(ExponentialOffset c) : IPointKernel
    {
        public void Map<TLane>(ref TLane x, ref TLane y)
            where TLane : unmanaged, ILane<TLane>
        {
            ref TLane v = ref c.Axis == Axis.X ? ref x : ref y;
            v = v + (TLane.Create(c.A) * TLane.Exp(TLane.Create(-c.B) * v) + TLane.Create(c.C));
        }
    }
}
