using Render.Transforms;

namespace Render;

/// <summary>The matches of a pair that agree on a transform.</summary>
/// <typeparam name="TTransform">The transform.</typeparam>
/// <param name="Matches">The pair with the points that agree.</param>
/// <param name="Transform">The transform from p to q on which they agree, in the space of the points.</param>
/// <param name="Dropped">The number of points that do not agree.</param>
public sealed record MatchConsensus<TTransform>(CanvasMatches Matches, TTransform Transform, int Dropped)
    where TTransform : TransformSpec, IEstimableTransform<TTransform>;
