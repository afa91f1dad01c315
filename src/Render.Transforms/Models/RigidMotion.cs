namespace Render.Transforms;

/// <summary>The numbers of a <see cref="RigidModel2D"/>.</summary>
public sealed class RigidMotion
{
    /// <summary>Makes a rotation and a shift.</summary>
    /// <param name="theta">The angle in radians, from x towards y.</param>
    /// <param name="tx">Shift of x in pixels.</param>
    /// <param name="ty">Shift of y in pixels.</param>
    public RigidMotion(double theta, double tx, double ty)
    {
        (double sin, double cos) = (Math.Sin(theta), Math.Cos(theta));
        Theta = theta;
        Matrix = new AffineMatrix(cos, sin, -sin, cos, tx, ty);
    }

    /// <summary>The angle in radians, from x towards y.</summary>
    public double Theta { get; }

    /// <summary>The motion as an affine map.</summary>
    public AffineMatrix Matrix { get; }

    // The angle between -pi (excluded) and pi, as the server writes it.
    internal double NormalizedTheta => Math.Abs(Theta) < Math.PI ? Theta : Math.Atan2(Matrix.M10, Matrix.M00);

    // A rotation is inverted by transposing it, with no determinant to divide by.
    internal AffineMatrix Inverse
    {
        get
        {
            AffineMatrix m = Matrix;
            return new AffineMatrix(m.M00, -m.M10, m.M10, m.M00, -m.M00 * m.M02 - m.M10 * m.M12, m.M10 * m.M02 - m.M00 * m.M12);
        }
    }
}
