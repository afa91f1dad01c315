namespace Render.Transforms;

/// <summary>A transform with an inverse in closed form.</summary>
public interface IInvertibleTransform
{
    /// <summary>Maps one point back.</summary>
    /// <param name="point">A mapped location in pixels.</param>
    /// <returns>The location in pixels that is mapped to <paramref name="point"/>.</returns>
    /// <exception cref="NoninvertibleTransformException">The transform has no inverse.</exception>
    Point2D ApplyInverse(Point2D point);

    /// <summary>Maps many points back.</summary>
    /// <param name="source">Mapped locations in pixels.</param>
    /// <param name="destination">Receives the original locations in pixels. It may be the very span of <paramref name="source"/>.</param>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is shorter than <paramref name="source"/>.</exception>
    /// <exception cref="NoninvertibleTransformException">The transform has no inverse.</exception>
    void ApplyInverse(ReadOnlySpan<Point2D> source, Span<Point2D> destination);
}
