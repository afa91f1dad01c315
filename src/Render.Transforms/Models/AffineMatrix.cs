namespace Render.Transforms;

/// <summary>An affine map of the plane: x' = m00 x + m01 y + m02, y' = m10 x + m11 y + m12.</summary>
/// <param name="M00">Share of x in x'.</param>
/// <param name="M10">Share of x in y'.</param>
/// <param name="M01">Share of y in x'.</param>
/// <param name="M11">Share of y in y'.</param>
/// <param name="M02">Shift of x' in pixels.</param>
/// <param name="M12">Shift of y' in pixels.</param>
public sealed record AffineMatrix(double M00, double M10, double M01, double M11, double M02, double M12)
{
    /// <summary>The map that leaves points where they are.</summary>
    public static AffineMatrix Identity { get; } = new(1, 0, 0, 1, 0, 0);

    /// <summary>The signed area of the image of the unit square: negative for a mirrored image, 0 if there is no inverse.</summary>
    public double Determinant => M00 * M11 - M01 * M10;

    /// <summary>Maps one point.</summary>
    /// <param name="point">A location in pixels.</param>
    /// <returns>The mapped location in pixels.</returns>
    public Point2D Apply(Point2D point) =>
        new(point.X * M00 + point.Y * M01 + M02, point.X * M10 + point.Y * M11 + M12);

    /// <summary>Maps many points.</summary>
    /// <param name="source">Locations in pixels.</param>
    /// <param name="destination">Receives the mapped locations; at least as long, and the same span or another one.</param>
    public void Apply(ReadOnlySpan<Point2D> source, Span<Point2D> destination) => AffineLoop.Apply(this, source, destination);

    /// <summary>The map that undoes this one.</summary>
    /// <returns>The inverse map.</returns>
    /// <exception cref="NoninvertibleTransformException">The determinant is exactly 0.</exception>
    public AffineMatrix Invert()
    {
        double determinant = Determinant;
        if (determinant == 0)
            throw new NoninvertibleTransformException($"An affine transform with determinant 0 has no inverse: {this}.");

        return new AffineMatrix(
            M00: M11 / determinant,
            M10: -M10 / determinant,
            M01: -M01 / determinant,
            M11: M00 / determinant,
            M02: (M01 * M12 - M02 * M11) / determinant,
            M12: (M02 * M10 - M00 * M12) / determinant);
    }

    /// <summary>The map that applies this one first and then another.</summary>
    /// <param name="next">The map that is applied to the result of this one.</param>
    /// <returns>Both in one.</returns>
    public AffineMatrix Then(AffineMatrix next)
    {
        ArgumentNullException.ThrowIfNull(next);
        return new AffineMatrix(
            M00: next.M00 * M00 + next.M01 * M10,
            M10: next.M10 * M00 + next.M11 * M10,
            M01: next.M00 * M01 + next.M01 * M11,
            M11: next.M10 * M01 + next.M11 * M11,
            M02: next.M00 * M02 + next.M01 * M12 + next.M02,
            M12: next.M10 * M02 + next.M11 * M12 + next.M12);
    }

    /// <summary>Takes the map apart into rotation, shear, scale and shift.</summary>
    /// <param name="axis">The coordinate that is sheared.</param>
    /// <returns>The parts.</returns>
    public AffineParts Decompose(ShearAxis axis = ShearAxis.X) => AffineParts.Of(this, axis);
}
