using System.Runtime.CompilerServices;

namespace Render;

/// <content>Reading pairs.</content>
public static partial class MatchCollectionExtensions
{
    private const int PairsReadAhead = 64;

    /// <summary>Reads the matches between two tiles (<c>Matches.GetMatchesBetweenTiles</c>).</summary>
    /// <param name="collection">The collection.</param>
    /// <param name="p">One side.</param>
    /// <param name="q">The other side.</param>
    /// <param name="query">What is read.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The pair with <paramref name="p"/> as p, however it is stored; <c>null</c> when the collection does not have it.</returns>
    /// <exception cref="RenderNotFoundException">The collection, or one to merge, does not exist.</exception>
    public static async Task<CanvasMatches?> TryGetMatchesAsync(
        this RenderMatchCollection collection,
        CanvasId p,
        CanvasId q,
        MatchQuery? query = null,
        CancellationToken cancellationToken = default)
    {
        var pairs = await collection.QueryAsync(
            query,
            (api, wanted) => api.GetMatchesBetweenTilesAsync(
                collection.Owner, collection.Name, p.GroupId, p.Id, q.GroupId, q.Id, wanted.Merged, cancellationToken),
            pair => pair.WithP(p)).ConfigureAwait(false);
        return pairs is [var only, ..] ? only : null;
    }

    /// <summary>Reads the matches between a tile and the tiles of a group (<c>Matches.GetMatchesBetweenTileAndGroup</c>).</summary>
    /// <param name="collection">The collection.</param>
    /// <param name="p">The tile.</param>
    /// <param name="qGroupId">The group.</param>
    /// <param name="query">What is read.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The pairs with <paramref name="p"/> as p, however they are stored.</returns>
    /// <exception cref="RenderNotFoundException">The collection, or one to merge, does not exist.</exception>
    public static Task<IReadOnlyList<CanvasMatches>> GetMatchesBetweenTileAndGroupAsync(
        this RenderMatchCollection collection,
        CanvasId p,
        string qGroupId,
        MatchQuery? query = null,
        CancellationToken cancellationToken = default) =>
        collection.QueryAsync(
            query,
            (api, wanted) => api.GetMatchesBetweenTileAndGroupAsync(
                collection.Owner, collection.Name, p.GroupId, p.Id, qGroupId, wanted.ExcludeDetails, wanted.Merged, cancellationToken),
            pair => pair.WithP(p));

    /// <summary>Reads the matches between the tiles of two groups (<c>Matches.GetMatchesBetweenGroups</c>).</summary>
    /// <param name="collection">The collection.</param>
    /// <param name="pGroupId">One group.</param>
    /// <param name="qGroupId">The other group.</param>
    /// <param name="query">What is read.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The pairs with the tiles of <paramref name="pGroupId"/> as p, however they are stored.</returns>
    /// <exception cref="RenderNotFoundException">The collection, or one to merge, does not exist.</exception>
    public static Task<IReadOnlyList<CanvasMatches>> GetMatchesBetweenGroupsAsync(
        this RenderMatchCollection collection,
        string pGroupId,
        string qGroupId,
        MatchQuery? query = null,
        CancellationToken cancellationToken = default) =>
        collection.QueryAsync(
            query,
            (api, wanted) => api.GetMatchesBetweenGroupsAsync(
                collection.Owner, collection.Name, pGroupId, qGroupId, wanted.ExcludeDetails, wanted.Merged, cancellationToken),
            pair => pair.PGroupId == pGroupId ? pair : pair.Swap());

    /// <summary>Reads the matches between tiles of the same group (<c>Matches.GetMatchesWithinGroup</c>).</summary>
    /// <param name="collection">The collection.</param>
    /// <param name="groupId">The group.</param>
    /// <param name="query">What is read.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The pairs as they are stored.</returns>
    /// <exception cref="RenderNotFoundException">The collection, or one to merge, does not exist.</exception>
    public static Task<IReadOnlyList<CanvasMatches>> GetMatchesWithinGroupAsync(
        this RenderMatchCollection collection, string groupId, MatchQuery? query = null, CancellationToken cancellationToken = default) =>
        collection.QueryAsync(
            query,
            (api, wanted) => api.GetMatchesWithinGroupAsync(
                collection.Owner, collection.Name, groupId, wanted.ExcludeDetails, wanted.Merged, cancellationToken));

    /// <summary>Reads the matches between tiles of a group and tiles of other groups (<c>Matches.GetMatchesOutsideGroup</c>).</summary>
    /// <param name="collection">The collection.</param>
    /// <param name="groupId">The group.</param>
    /// <param name="query">What is read.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The pairs with the tiles of <paramref name="groupId"/> as p, however they are stored.</returns>
    /// <exception cref="RenderNotFoundException">The collection, or one to merge, does not exist.</exception>
    public static Task<IReadOnlyList<CanvasMatches>> GetMatchesOutsideGroupAsync(
        this RenderMatchCollection collection, string groupId, MatchQuery? query = null, CancellationToken cancellationToken = default) =>
        collection.QueryAsync(
            query,
            (api, wanted) => api.GetMatchesOutsideGroupAsync(
                collection.Owner, collection.Name, groupId, wanted.ExcludeDetails, wanted.Merged, cancellationToken),
            pair => pair.PGroupId == groupId ? pair : pair.Swap());

    /// <summary>Reads all matches of a tile (<c>Matches.GetMatchesInvolvingTile</c>).</summary>
    /// <param name="collection">The collection.</param>
    /// <param name="tile">The tile.</param>
    /// <param name="query">What is read.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The pairs with <paramref name="tile"/> as p, however they are stored.</returns>
    /// <exception cref="RenderNotFoundException">The collection, or one to merge, does not exist.</exception>
    public static Task<IReadOnlyList<CanvasMatches>> GetMatchesInvolvingTileAsync(
        this RenderMatchCollection collection, CanvasId tile, MatchQuery? query = null, CancellationToken cancellationToken = default) =>
        collection.QueryAsync(
            query,
            (api, wanted) => api.GetMatchesInvolvingTileAsync(
                collection.Owner, collection.Name, tile.GroupId, tile.Id, wanted.Merged, cancellationToken),
            pair => pair.WithP(tile));

    /// <summary>Reads the matches that are stored with a group as p (<c>Matches.GetPGroupMatches</c>).</summary>
    /// <param name="collection">The collection.</param>
    /// <param name="pGroupId">The group. One that is only ever q gives nothing.</param>
    /// <param name="query">What is read.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The pairs as they are stored.</returns>
    /// <exception cref="RenderNotFoundException">The collection, or one to merge, does not exist.</exception>
    public static Task<IReadOnlyList<CanvasMatches>> GetPGroupMatchesAsync(
        this RenderMatchCollection collection, string pGroupId, MatchQuery? query = null, CancellationToken cancellationToken = default) =>
        collection.QueryAsync(
            query,
            (api, wanted) => api.GetPGroupMatchesAsync(
                collection.Owner, collection.Name, pGroupId, wanted.ExcludeDetails, wanted.Merged, cancellationToken));

    /// <summary>
    /// Reads all matches, p group by p group, several groups side by side (<c>Matches.GetPGroupIds</c>, <c>Matches.GetPGroupMatches</c>).
    /// Memory is bounded by a few pairs of each group that is read ahead.
    /// </summary>
    /// <param name="collection">The collection.</param>
    /// <param name="query">What is read.</param>
    /// <param name="parallelism">How many groups are read ahead.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>The pairs as they are stored.</returns>
    /// <exception cref="RenderNotFoundException">The collection, or one to merge, does not exist.</exception>
    public static IAsyncEnumerable<CanvasMatches> ReadMatchesAsync(
        this RenderMatchCollection collection,
        MatchQuery? query = null,
        int parallelism = OrderedParallel.DefaultParallelism,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(collection);
        ArgumentOutOfRangeException.ThrowIfLessThan(parallelism, 1);
        query ??= new MatchQuery();
        query.Validate();
        return ReadGroupsAsync(collection, query, parallelism, cancellationToken);
    }

    private static async IAsyncEnumerable<CanvasMatches> ReadGroupsAsync(
        RenderMatchCollection collection,
        MatchQuery query,
        int parallelism,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var groupIds = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var name in query.MergeCollections.Prepend(collection.Name))
        {
            groupIds.UnionWith(
                await collection.Client.Api.Matches.GetPGroupIdsAsync(collection.Owner, name, cancellationToken).ConfigureAwait(false));
        }

        var pairs = groupIds.ConcatParallel(
            parallelism, PairsReadAhead, (groupId, token) => collection.ReadPGroupMatchesAsync(groupId, query, token), cancellationToken);
        await foreach (var pair in pairs.ConfigureAwait(false))
        {
            yield return pair;
        }
    }

    /// <summary>
    /// Reads the matches that are stored with a group as p while they arrive (<c>Matches.GetPGroupMatches</c>): memory does not grow with the
    /// group.
    /// </summary>
    /// <remarks>An answer that breaks off is asked for again, and reading goes on behind the last pair.</remarks>
    /// <param name="collection">The collection.</param>
    /// <param name="pGroupId">The group. One that is only ever q gives nothing.</param>
    /// <param name="query">What is read.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>The pairs as they are stored, by the group and id of p, then of q.</returns>
    /// <exception cref="RenderNotFoundException">The collection, or one to merge, does not exist.</exception>
    public static async IAsyncEnumerable<CanvasMatches> ReadPGroupMatchesAsync(
        this RenderMatchCollection collection,
        string pGroupId,
        MatchQuery? query = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(collection);
        query ??= new MatchQuery();
        query.Validate();
        var pairs = collection.Client.ReadToEndAsync(
            stop => collection.Client.Api.Matches.StreamPGroupMatchesAsync(
                collection.Owner, collection.Name, pGroupId, query.ExcludeDetails, query.Merged, stop),
            static (a, b) => a.P() == b.P() && a.Q() == b.Q(),
            meansNothing: null,
            cancellationToken);
        await foreach (var pair in pairs.ConfigureAwait(false))
        {
            yield return query.Apply(pair);
        }
    }

    private static async Task<IReadOnlyList<CanvasMatches>> QueryAsync(
        this RenderMatchCollection collection,
        MatchQuery? query,
        Func<IMatchesClient, MatchQuery, Task<IReadOnlyList<CanvasMatches>>> call,
        Func<CanvasMatches, CanvasMatches>? turn = null)
    {
        ArgumentNullException.ThrowIfNull(collection);
        query ??= new MatchQuery();
        query.Validate();
        var answer = await call(collection.Client.Api.Matches, query).ConfigureAwait(false);
        var pairs = answer.Select(query.Apply);
        return [.. turn is null ? pairs : pairs.Select(turn)];
    }
}
