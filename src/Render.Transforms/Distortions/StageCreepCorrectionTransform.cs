namespace Render.Transforms;

/// <summary>
/// Undoes the creep of a stage where a scan begins: v' solves v' + a exp(-v'/b) + c exp(-v'/d) = v. The data string is <c>a,b,c,d,dimension</c>; dimension 0 is x, 1 is y, the other coordinate stays. Only 4.3 has it.
/// </summary>
/// <remarks>
/// The equation is solved as the server does: by Newton's method from v' = v, until it holds to 1e-9, and for no more than 10 steps. What is reached
/// then counts, be it NaN. A dimension other than 0 and 1 passes the server's parser, but every application fails there; here it is refused at once.
/// </remarks>
[MpicbgTransform("org.janelia.alignment.transform.StageCreepCorrectionTransform")]
public sealed partial class StageCreepCorrectionTransform : LeafTransform<SEMDistortionTransformA.Coefficients>
{
    private const int MostSteps = 10;
    private const double Exactness = 1e-9;

    /// <summary>Makes a correction.</summary>
    /// <param name="coefficients">Its numbers.</param>
    public StageCreepCorrectionTransform(SEMDistortionTransformA.Coefficients coefficients)
        : base(coefficients)
    {
    }

    /// <summary>The numbers of the correction.</summary>
    /// <exception cref="TransformDataException">The data string cannot be parsed.</exception>
    public SEMDistortionTransformA.Coefficients Numbers => Parameters;

    /// <inheritdoc/>
    public override Point2D Apply(Point2D point) => PointLoop.Apply(new Kernel(Parameters), point);

    /// <inheritdoc/>
    public override bool IsKnownTo(ServerLine line) => line == ServerLine.Line43;

    /// <inheritdoc/>
    protected override void ApplyCore(ReadOnlySpan<Point2D> source, Span<Point2D> destination) =>
        PointLoop.Apply(new Kernel(Parameters), source, destination);

    /// <inheritdoc/>
    protected override SEMDistortionTransformA.Coefficients Parse(ref DataStringReader data) => SEMDistortionTransformA.Coefficients.Parse(ref data);

    /// <inheritdoc/>
    protected override void Format(SEMDistortionTransformA.Coefficients parameters, DataStringWriter data) => parameters.Format(data);

    private readonly struct Kernel(SEMDistortionTransformA.Coefficients c) : IPointKernel
    {
        public void Map<TLane>(ref TLane x, ref TLane y)
            where TLane : unmanaged, ILane<TLane>
        {
            ref TLane v = ref c.Axis == Axis.X ? ref x : ref y;
            TLane zero = TLane.Create(0);
            TLane exactness = TLane.Create(Exactness);
            TLane wanted = v;
            TLane found = v;
            // Where it does not converge, the method carries the last bit of an exponential into the tenth digit.
            for (int step = 0; step < MostSteps; step++)
            {
                TLane first = TLane.ScalarExp((zero - found) / TLane.Create(c.B));
                TLane second = TLane.ScalarExp((zero - found) / TLane.Create(c.D));
                TLane error = found + TLane.Create(c.A) * first + TLane.Create(c.C) * second - wanted;
                TLane distance = TLane.Max(error, zero - error);
                if (TLane.AreLess(distance, exactness))
                    break;

                TLane slope = TLane.Create(1) - TLane.Create(c.A / c.B) * first - TLane.Create(c.C / c.D) * second;
                found = TLane.SelectLess(distance, exactness, found, found - error / slope);
            }

            v = found;
        }
    }
}
