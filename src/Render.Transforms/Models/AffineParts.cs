namespace Render.Transforms;

/// <summary>An affine map taken apart: a rotation, then a shear, then a scale of both coordinates, then a shift.</summary>
/// <param name="ScaleX">Factor of x, negative if the map mirrors.</param>
/// <param name="ScaleY">Factor of y.</param>
/// <param name="Shear">What the one coordinate gains of the other, before they are scaled; NaN or infinite if the map has no inverse.</param>
/// <param name="Rotation">The angle in radians, from x towards y.</param>
/// <param name="Translation">The shift in pixels.</param>
/// <param name="Axis">The coordinate that is sheared.</param>
public sealed record AffineParts(double ScaleX, double ScaleY, double Shear, double Rotation, Point2D Translation, ShearAxis Axis)
{
    /// <summary>Puts the parts together.</summary>
    /// <returns>The affine map.</returns>
    public AffineMatrix ToMatrix()
    {
        (double sin, double cos) = (Math.Sin(Rotation), Math.Cos(Rotation));
        double shearX = Axis == ShearAxis.X ? Shear : 0;
        double shearY = Axis == ShearAxis.Y ? Shear : 0;
        return new AffineMatrix(
            ScaleX * (cos + shearX * sin),
            ScaleY * (sin + shearY * cos),
            ScaleX * (shearX * cos - sin),
            ScaleY * (cos - shearY * sin),
            Translation.X,
            Translation.Y);
    }

    internal static AffineParts Of(AffineMatrix m, ShearAxis axis)
    {
        double determinant = m.Determinant;
        double shear = (m.M00 * m.M10 + m.M01 * m.M11) / determinant;
        var translation = new Point2D(m.M02, m.M12);
        if (axis == ShearAxis.X)
        {
            double length = double.Hypot(m.M10, m.M11);
            return new AffineParts(length == 0 ? 0 : determinant / length, length, shear, Math.Atan2(m.M10, m.M11), translation, axis);
        }
        else
        {
            double length = double.Hypot(m.M00, m.M01);
            return new AffineParts(length, length == 0 ? 0 : determinant / length, shear, Math.Atan2(-m.M01, m.M00), translation, axis);
        }
    }
}
