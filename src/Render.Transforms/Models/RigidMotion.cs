namespace Render.Transforms;

/// <summary>The numbers of a <see cref="RigidModel2D"/>.</summary>
/// <param name="Theta">The angle in radians, from x towards y.</param>
/// <param name="Tx">Shift of x in pixels.</param>
/// <param name="Ty">Shift of y in pixels.</param>
public sealed record RigidMotion(double Theta, double Tx, double Ty)
{
    /// <summary>The angle between -pi (excluded) and pi.</summary>
    public double NormalizedTheta => Math.Abs(Theta) < Math.PI ? Theta : Math.Atan2(Math.Sin(Theta), Math.Cos(Theta));

    /// <summary>The motion as an affine map.</summary>
    public AffineMatrix Matrix { get; } =
        new(Math.Cos(Theta), Math.Sin(Theta), -Math.Sin(Theta), Math.Cos(Theta), Tx, Ty);

    // A rotation is inverted by transposing it, with no determinant to divide by.
    internal AffineMatrix Inverse => new(
        Matrix.M00,
        -Matrix.M10,
        Matrix.M10,
        Matrix.M00,
        -Matrix.M00 * Tx - Matrix.M10 * Ty,
        Matrix.M10 * Tx - Matrix.M00 * Ty);
}
