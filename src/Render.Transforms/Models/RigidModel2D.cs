namespace Render.Transforms;

/// <summary>
/// A rotation and a shift, mpicbg's RigidModel2D: x' = cos(theta) x - sin(theta) y + tx, y' = sin(theta) x + cos(theta) y + ty. The data string is
/// <c>theta tx ty</c>, theta in radians.
/// </summary>
/// <remarks>
/// The server parses the three numbers in single precision, and so does this class when it reads a data string: at 1e5 pixels that moves points
/// by up to 2e-3. <see cref="WithFullPrecision"/> gives the transform that the text means. One that is made from numbers keeps them as doubles.
/// </remarks>
[MpicbgTransform("mpicbg.trakem2.transform.RigidModel2D")]
public sealed partial class RigidModel2D : LeafTransform<RigidMotion>, IAffineTransform, ISinglePrecisionTransform<RigidModel2D>
{
    /// <summary>Makes a rotation and a shift.</summary>
    /// <param name="theta">The angle in radians, from x towards y.</param>
    /// <param name="tx">Shift of x in pixels.</param>
    /// <param name="ty">Shift of y in pixels.</param>
    public RigidModel2D(double theta, double tx, double ty)
        : base(new RigidMotion(theta, tx, ty))
    {
    }

    private RigidModel2D(RigidModel2D original, RigidMotion motion)
        : base(original, motion)
    {
    }

    /// <summary>The angle in radians, from x towards y.</summary>
    public double Theta => Parameters.Theta;

    /// <inheritdoc/>
    public AffineMatrix Matrix => Parameters.Matrix;

    /// <inheritdoc/>
    public override Point2D Apply(Point2D point) => Matrix.Apply(point);

    /// <inheritdoc/>
    public Point2D ApplyInverse(Point2D point) => Parameters.Inverse.Apply(point);

    /// <inheritdoc/>
    public void ApplyInverse(ReadOnlySpan<Point2D> source, Span<Point2D> destination) => Parameters.Inverse.Apply(source, destination);

    /// <inheritdoc/>
    public RigidModel2D WithFullPrecision() => new(this, ParseInFullPrecision());

    /// <inheritdoc/>
    public RigidModel2D WithServerRounding() => new(this, ParseAsServer());

    /// <inheritdoc/>
    protected override void ApplyCore(ReadOnlySpan<Point2D> source, Span<Point2D> destination) => Matrix.Apply(source, destination);

    /// <inheritdoc/>
    protected override RigidMotion Parse(ref DataStringReader data)
    {
        data.ExpectCount(3, "theta tx ty");
        return new RigidMotion(data.ReadSingle("theta"), data.ReadSingle("tx"), data.ReadSingle("ty"));
    }

    /// <inheritdoc/>
    protected override void Format(RigidMotion parameters, DataStringWriter data) =>
        data.Write([parameters.NormalizedTheta, parameters.Matrix.M02, parameters.Matrix.M12]);
}
