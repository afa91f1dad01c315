namespace Render.Transforms;

/// <summary>A transform that can be estimated from point matches.</summary>
/// <typeparam name="TSelf">The transform.</typeparam>
public interface IEstimableTransform<TSelf>
    where TSelf : TransformSpec, IEstimableTransform<TSelf>
{
    /// <summary>The number of matches that the transform needs.</summary>
    static abstract int MinimumMatches { get; }

    /// <summary>The transform that maps the source points of matches as close as possible to their targets, by weighted least squares.</summary>
    /// <param name="matches">The matches in pixels.</param>
    /// <returns>The best transform. All of its numbers are finite.</returns>
    /// <exception cref="NotEnoughMatchesException">There are fewer than <see cref="MinimumMatches"/> matches.</exception>
    /// <exception cref="IllDefinedMatchesException">
    /// The matches do not determine the transform: points coincide or lie on a line, no weight counts, or a number is not finite. The message says which.
    /// </exception>
    static abstract TSelf Estimate(ReadOnlySpan<PointMatch> matches);
}
