namespace Render.Transforms;

/// <summary>Matches that agree with one another, and the transform on which they agree.</summary>
/// <typeparam name="TTransform">The transform.</typeparam>
/// <param name="Transform">The transform, estimated from all matches of the consensus.</param>
/// <param name="Inliers">The places of the matches of the consensus among all matches, rising.</param>
public sealed record Consensus<TTransform>(TTransform Transform, IReadOnlyList<int> Inliers);
