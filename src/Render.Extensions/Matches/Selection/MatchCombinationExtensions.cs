using System.Runtime.CompilerServices;

namespace Render;

/// <summary>Putting matches of the same pair together.</summary>
public static class MatchCombinationExtensions
{
    /// <summary>Puts the points of a pair from two sources together, those of the first one first.</summary>
    /// <param name="first">The pair. It stays as it is.</param>
    /// <param name="second">The same pair, either way round. It stays as it is.</param>
    /// <returns>A pair with all points and the sides of <paramref name="first"/>.</returns>
    /// <exception cref="ArgumentException">These are different pairs.</exception>
    /// <exception cref="RenderException">One was read without points, or its lengths disagree; the message names it.</exception>
    public static CanvasMatches Combine(this CanvasMatches first, CanvasMatches second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        if (first.Key() != second.Key())
        {
            throw new ArgumentException(
                $"The pair {first.P()}, {first.Q()} cannot be combined with another one, {second.P()}, {second.Q()}.", nameof(second));
        }

        return Join(first, [first, second]);
    }

    /// <summary>Puts the points of equal pairs together, in the order in which the pairs come.</summary>
    /// <param name="matches">Pairs, either way round. They stay as they are.</param>
    /// <returns>Each pair once, as the server stores it and in its order: by groups of p and q, then by ids, as text.</returns>
    /// <exception cref="RenderException">A pair that comes twice was read without points, or its lengths disagree; the message names it.</exception>
    public static IReadOnlyList<CanvasMatches> CombineByPair(this IEnumerable<CanvasMatches> matches) =>
    [
        .. matches
            .GroupBy(static pair => pair.Key())
            .Select(static same => same.ToArray() is [var only] ? only.Normalize() : Join(same.First().Normalize(), [.. same]))
            .OrderBy(static pair => pair.PGroupId, StringComparer.Ordinal)
            .ThenBy(static pair => pair.QGroupId, StringComparer.Ordinal)
            .ThenBy(static pair => pair.PId, StringComparer.Ordinal)
            .ThenBy(static pair => pair.QId, StringComparer.Ordinal),
    ];

    /// <summary>
    /// Reads several collections as if they were one, also those of different owners and servers: the points of equal pairs are put together,
    /// p group by p group, several groups side by side (<c>Matches.GetPGroupIds</c>, <c>Matches.GetPGroupMatches</c>).
    /// </summary>
    /// <remarks>
    /// For collections of one owner, <see cref="MatchQuery.MergeCollections"/> lets the server do it. Memory is bounded by the groups that
    /// are read ahead.
    /// </remarks>
    /// <param name="collections">The collections; the points of earlier ones come first.</param>
    /// <param name="parallelism">How many groups are read ahead.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>The pairs by group and id of p, then of q, as the server stores them.</returns>
    /// <exception cref="RenderNotFoundException">A collection does not exist.</exception>
    /// <exception cref="RenderException">A pair that several collections have is damaged; the message names it.</exception>
    public static IAsyncEnumerable<CanvasMatches> ReadMergedMatchesAsync(
        this IEnumerable<RenderMatchCollection> collections,
        int parallelism = OrderedParallel.DefaultParallelism,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(collections);
        ArgumentOutOfRangeException.ThrowIfLessThan(parallelism, 1);
        return ReadGroupsAsync(collections, parallelism, cancellationToken);
    }

    private static async IAsyncEnumerable<CanvasMatches> ReadGroupsAsync(
        IEnumerable<RenderMatchCollection> collections, int parallelism, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        SortedDictionary<string, List<RenderMatchCollection>> groups = new(StringComparer.Ordinal);
        foreach (var collection in collections)
        {
            foreach (var groupId in await collection.GetPGroupIdsAsync(cancellationToken).ConfigureAwait(false))
            {
                if (!groups.TryGetValue(groupId, out var holders))
                {
                    groups.Add(groupId, holders = []);
                }

                holders.Add(collection);
            }
        }

        await foreach (var group in groups.SelectParallel(parallelism, ReadGroupAsync, cancellationToken).ConfigureAwait(false))
        {
            foreach (var pair in group)
            {
                yield return pair;
            }
        }
    }

    private static async Task<IReadOnlyList<CanvasMatches>> ReadGroupAsync(
        KeyValuePair<string, List<RenderMatchCollection>> group, CancellationToken cancellationToken)
    {
        List<CanvasMatches> pairs = [];
        foreach (var collection in group.Value)
        {
            pairs.AddRange(
                await collection.GetPGroupMatchesAsync(group.Key, cancellationToken: cancellationToken).ConfigureAwait(false));
        }

        return pairs.CombineByPair();
    }

    private static CanvasMatches Join(CanvasMatches seen, CanvasMatches[] parts)
    {
        CanvasMatches[] turned = [.. parts.Select(pair => pair.WithP(seen.P()))];
        return seen.WithPoints(
            [.. turned.SelectMany(static pair => pair.PPoints())],
            [.. turned.SelectMany(static pair => pair.QPoints())],
            [.. turned.SelectMany(static pair => pair.RequirePoints().W)]);
    }
}
