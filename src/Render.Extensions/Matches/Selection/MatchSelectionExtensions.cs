using Render.Transforms;

namespace Render;

/// <summary>Choosing among pairs and their points.</summary>
public static class MatchSelectionExtensions
{
    /// <summary>Keeps some of the points of a pair.</summary>
    /// <param name="matches">The pair. It stays as it is.</param>
    /// <param name="places">The places of the points to keep, in the order in which they are wanted.</param>
    /// <returns>A pair with these points.</returns>
    /// <exception cref="RenderException">The pair has no points, or its lengths disagree; the message names it.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no point in a place.</exception>
    public static CanvasMatches TakePoints(this CanvasMatches matches, IReadOnlyList<int> places)
    {
        ArgumentNullException.ThrowIfNull(places);
        var (pPoints, qPoints, weights) = (matches.PPoints(), matches.QPoints(), matches.RequirePoints().W);
        foreach (var place in places)
        {
            if (place < 0 || place >= weights.Count)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(places), place, $"The pair {matches.P()}, {matches.Q()} has {weights.Count} points.");
            }
        }

        return matches.WithPoints(
            [.. places.Select(place => pPoints[place])],
            [.. places.Select(place => qPoints[place])],
            [.. places.Select(place => weights[place])]);
    }

    /// <summary>Drops points that are too light or too many, and the pair if too few are left.</summary>
    /// <param name="matches">The pair. It stays as it is.</param>
    /// <param name="filter">What is kept.</param>
    /// <returns>The pair itself if all of it is kept, a pair with fewer points, or <c>null</c>.</returns>
    /// <remarks>A pair that was read without points is judged by its <see cref="CanvasMatches.MatchCount"/> alone.</remarks>
    /// <exception cref="RenderException">
    /// The lengths of the pair disagree, or points would have to be chosen but were not read; the message names the pair.
    /// </exception>
    public static CanvasMatches? Filter(this CanvasMatches matches, MatchFilter filter)
    {
        ArgumentNullException.ThrowIfNull(matches);
        ArgumentNullException.ThrowIfNull(filter);
        filter.Validate();
        if (matches.Matches is null && double.IsNegativeInfinity(filter.MinimumWeight) && !(matches.MatchCount > filter.MaximumMatches))
        {
            return matches.MatchCount.GetValueOrDefault() >= filter.MinimumMatches ? matches : null;
        }

        var weights = matches.RequirePoints().W;
        int[] kept = [.. Enumerable.Range(0, weights.Count).Where(place => weights[place] >= filter.MinimumWeight)];
        if (kept.Length < filter.MinimumMatches)
        {
            return null;
        }

        if (kept.Length > filter.MaximumMatches)
        {
            kept = filter.Choice == MatchChoice.Random
                ? Sample(kept, filter.MaximumMatches, new Random(Seed(matches, filter.Seed)))
                : [.. kept.OrderByDescending(place => weights[place]).Take(filter.MaximumMatches)];
            Array.Sort(kept);
        }

        return kept.Length == weights.Count ? matches : matches.TakePoints(kept);
    }

    /// <summary>Drops points that are too light or too many, and pairs with too few, one pair at a time.</summary>
    /// <param name="matches">The pairs.</param>
    /// <param name="filter">What is kept.</param>
    /// <returns>The pairs that are kept, in their order.</returns>
    /// <exception cref="RenderException">As for a single pair.</exception>
    public static IEnumerable<CanvasMatches> Filter(this IEnumerable<CanvasMatches> matches, MatchFilter filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        filter.Validate();
        return matches.Select(pair => pair.Filter(filter)).OfType<CanvasMatches>();
    }

    /// <inheritdoc cref="Filter(IEnumerable{CanvasMatches}, MatchFilter)"/>
    public static IAsyncEnumerable<CanvasMatches> Filter(this IAsyncEnumerable<CanvasMatches> matches, MatchFilter filter)
    {
        ArgumentNullException.ThrowIfNull(filter);
        filter.Validate();
        return matches.Select(pair => pair.Filter(filter)).Where(static pair => pair is not null).Select(static pair => pair!);
    }

    /// <summary>Tells true matches of a pair from false ones: those that agree on one transform from p to q are true (RANSAC).</summary>
    /// <typeparam name="TTransform">The kind of transform, such as <see cref="RigidModel2D"/> or <see cref="AffineModel2D"/>.</typeparam>
    /// <param name="matches">The pair. It stays as it is.</param>
    /// <param name="options">How the consensus is looked for.</param>
    /// <returns>The matches that agree, or <c>null</c> when no set is as large as the options ask for.</returns>
    /// <exception cref="RenderException">The pair has no points, or its lengths disagree; the message names it.</exception>
    public static MatchConsensus<TTransform>? FindConsensus<TTransform>(this CanvasMatches matches, RansacOptions? options = null)
        where TTransform : TransformSpec, IEstimableTransform<TTransform>
    {
        var points = matches.ToPointMatches();
        return Ransac.TryEstimate<TTransform>(points, options ?? new RansacOptions(), out var consensus)
            ? new MatchConsensus<TTransform>(
                matches.TakePoints(consensus.Inliers), consensus.Transform, points.Length - consensus.Inliers.Count)
            : null;
    }

    /// <summary>The points of a pair as transforms are estimated from: from p to q.</summary>
    /// <param name="matches">The pair.</param>
    /// <returns>One match for each point, with its weight.</returns>
    /// <exception cref="RenderException">The pair has no points, or its lengths disagree; the message names it.</exception>
    public static PointMatch[] ToPointMatches(this CanvasMatches matches)
    {
        var (pPoints, qPoints, weights) = (matches.PPoints(), matches.QPoints(), matches.RequirePoints().W);
        var points = new PointMatch[pPoints.Length];
        for (var i = 0; i < points.Length; i++)
        {
            points[i] = new PointMatch(pPoints[i], qPoints[i], weights[i]);
        }

        return points;
    }

    // The first steps of a shuffle.
    private static int[] Sample(int[] places, int count, Random random)
    {
        for (var i = 0; i < count; i++)
        {
            var other = random.Next(i, places.Length);
            (places[i], places[other]) = (places[other], places[i]);
        }

        return places[..count];
    }

    // FNV-1a over the ids (the hash code of a string is another one in every process).
    private static int Seed(CanvasMatches matches, int seed)
    {
        var hash = 2166136261u ^ (uint)seed;
        foreach (var id in new[] { matches.PGroupId, matches.PId, matches.QGroupId, matches.QId })
        {
            foreach (var character in id)
            {
                hash = (hash ^ character) * 16777619u;
            }

            hash *= 16777619u;
        }

        return (int)hash;
    }
}
