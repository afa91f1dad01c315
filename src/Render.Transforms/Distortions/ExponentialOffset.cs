namespace Render.Transforms;

/// <summary>
/// The numbers of an exponential offset along one axis, of an <see cref="ExponentialFunctionOffsetTransform"/> or an
/// <see cref="ExponentialRecoveryOffsetTransform"/>. Coordinates are in pixels.
/// </summary>
/// <param name="A">Size of the exponential term in pixels.</param>
/// <param name="B">Rate of the exponential term, per pixel.</param>
/// <param name="C">Constant term in pixels.</param>
/// <param name="Axis">The coordinate that changes.</param>
public sealed record ExponentialOffset(double A, double B, double C, Axis Axis)
{
    internal static ExponentialOffset Parse(ref DataStringReader data)
    {
        double[] c = DistortionData.ReadCoefficients(ref data, 3, "a b c");
        return new ExponentialOffset(c[0], c[1], c[2], DistortionData.ReadAxis(ref data));
    }

    internal void Format(DataStringWriter data) => DistortionData.Write(data, [A, B, C], Axis);
}
