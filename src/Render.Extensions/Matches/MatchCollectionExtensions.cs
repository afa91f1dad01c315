using System.Runtime.CompilerServices;

namespace Render;

/// <summary>What can be done with a collection of point matches.</summary>
/// <remarks>
/// The server stores each pair once, with p the side that comes first as text. Queries that name their sides answer the way they were
/// asked: p of the answer is p of the question.
/// </remarks>
public static class MatchCollectionExtensions
{
    private const int PairsReadAhead = 64;

    /// <summary>
    /// Stores matches, in chunks, several side by side (<c>Matches.SaveMatches</c>). A pair that the collection has is replaced.
    /// </summary>
    /// <param name="collection">The collection; the first pair creates it.</param>
    /// <param name="matches">The pairs, either side as p. They are read as they are sent: memory is bounded however many there are.</param>
    /// <param name="options">Chunk size and parallelism.</param>
    /// <param name="progress">Is told after each chunk what is stored.</param>
    /// <param name="cancellationToken">Stops the import; what is stored stays.</param>
    /// <returns>
    /// What is stored, and which pairs were not sent because ids are missing, the lengths of p, q and w disagree, or numbers are not finite.
    /// </returns>
    /// <exception cref="MatchImportException">A request failed, or the pairs could not be read; the report says what is stored.</exception>
    /// <exception cref="MatchImportCanceledException">The import was cancelled; the report says what is stored.</exception>
    public static Task<MatchImportReport> ImportMatchesAsync(
        this RenderMatchCollection collection,
        IAsyncEnumerable<CanvasMatches> matches,
        MatchImportOptions? options = null,
        IProgress<MatchImportProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(collection);
        ArgumentNullException.ThrowIfNull(matches);
        return new MatchImport(collection, options ?? new MatchImportOptions(), progress).RunAsync(matches, cancellationToken);
    }

    /// <inheritdoc cref="ImportMatchesAsync(RenderMatchCollection, IAsyncEnumerable{CanvasMatches}, MatchImportOptions?, IProgress{MatchImportProgress}?, CancellationToken)"/>
    public static Task<MatchImportReport> ImportMatchesAsync(
        this RenderMatchCollection collection,
        IEnumerable<CanvasMatches> matches,
        MatchImportOptions? options = null,
        IProgress<MatchImportProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(matches);
        return collection.ImportMatchesAsync(matches.ToAsyncEnumerable(), options, progress, cancellationToken);
    }

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
        ArgumentNullException.ThrowIfNull(collection);
        query ??= new MatchQuery();
        var answer = await collection.Client.Api.Matches
            .GetMatchesBetweenTilesAsync(collection.Owner, collection.Name, p.GroupId, p.Id, q.GroupId, q.Id, query.Merged, cancellationToken)
            .ConfigureAwait(false);
        return answer is [var pair, ..] ? query.Apply(pair).WithP(p) : null;
    }

    /// <summary>Reads the matches between a tile and the tiles of a group (<c>Matches.GetMatchesBetweenTileAndGroup</c>).</summary>
    /// <param name="collection">The collection.</param>
    /// <param name="p">The tile.</param>
    /// <param name="qGroupId">The group.</param>
    /// <param name="query">What is read.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The pairs with <paramref name="p"/> as p, however they are stored.</returns>
    /// <exception cref="RenderNotFoundException">The collection, or one to merge, does not exist.</exception>
    public static async Task<IReadOnlyList<CanvasMatches>> GetMatchesBetweenTileAndGroupAsync(
        this RenderMatchCollection collection,
        CanvasId p,
        string qGroupId,
        MatchQuery? query = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(collection);
        query ??= new MatchQuery();
        var answer = await collection.Client.Api.Matches
            .GetMatchesBetweenTileAndGroupAsync(
                collection.Owner, collection.Name, p.GroupId, p.Id, qGroupId, query.ExcludeDetails, query.Merged, cancellationToken)
            .ConfigureAwait(false);
        return [.. answer.Select(pair => query.Apply(pair).WithP(p))];
    }

    /// <summary>Reads the matches between the tiles of two groups (<c>Matches.GetMatchesBetweenGroups</c>).</summary>
    /// <param name="collection">The collection.</param>
    /// <param name="pGroupId">One group.</param>
    /// <param name="qGroupId">The other group.</param>
    /// <param name="query">What is read.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The pairs with the tiles of <paramref name="pGroupId"/> as p, however they are stored.</returns>
    /// <exception cref="RenderNotFoundException">The collection, or one to merge, does not exist.</exception>
    public static async Task<IReadOnlyList<CanvasMatches>> GetMatchesBetweenGroupsAsync(
        this RenderMatchCollection collection,
        string pGroupId,
        string qGroupId,
        MatchQuery? query = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(collection);
        query ??= new MatchQuery();
        var answer = await collection.Client.Api.Matches
            .GetMatchesBetweenGroupsAsync(
                collection.Owner, collection.Name, pGroupId, qGroupId, query.ExcludeDetails, query.Merged, cancellationToken)
            .ConfigureAwait(false);
        return [.. answer.Select(pair => query.Apply(pair).PGroupId == pGroupId ? pair : pair.Swap())];
    }

    /// <summary>Reads the matches between tiles of the same group (<c>Matches.GetMatchesWithinGroup</c>).</summary>
    /// <param name="collection">The collection.</param>
    /// <param name="groupId">The group.</param>
    /// <param name="query">What is read.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The pairs as they are stored.</returns>
    /// <exception cref="RenderNotFoundException">The collection, or one to merge, does not exist.</exception>
    public static async Task<IReadOnlyList<CanvasMatches>> GetMatchesWithinGroupAsync(
        this RenderMatchCollection collection, string groupId, MatchQuery? query = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(collection);
        query ??= new MatchQuery();
        var answer = await collection.Client.Api.Matches
            .GetMatchesWithinGroupAsync(
                collection.Owner, collection.Name, groupId, query.ExcludeDetails, query.Merged, cancellationToken)
            .ConfigureAwait(false);
        return [.. answer.Select(query.Apply)];
    }

    /// <summary>Reads the matches between tiles of a group and tiles of other groups (<c>Matches.GetMatchesOutsideGroup</c>).</summary>
    /// <param name="collection">The collection.</param>
    /// <param name="groupId">The group.</param>
    /// <param name="query">What is read.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The pairs with the tiles of <paramref name="groupId"/> as p, however they are stored.</returns>
    /// <exception cref="RenderNotFoundException">The collection, or one to merge, does not exist.</exception>
    public static async Task<IReadOnlyList<CanvasMatches>> GetMatchesOutsideGroupAsync(
        this RenderMatchCollection collection, string groupId, MatchQuery? query = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(collection);
        query ??= new MatchQuery();
        var answer = await collection.Client.Api.Matches
            .GetMatchesOutsideGroupAsync(
                collection.Owner, collection.Name, groupId, query.ExcludeDetails, query.Merged, cancellationToken)
            .ConfigureAwait(false);
        return [.. answer.Select(pair => query.Apply(pair).PGroupId == groupId ? pair : pair.Swap())];
    }

    /// <summary>Reads all matches of a tile (<c>Matches.GetMatchesInvolvingTile</c>).</summary>
    /// <param name="collection">The collection.</param>
    /// <param name="tile">The tile.</param>
    /// <param name="query">What is read.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The pairs with <paramref name="tile"/> as p, however they are stored.</returns>
    /// <exception cref="RenderNotFoundException">The collection, or one to merge, does not exist.</exception>
    public static async Task<IReadOnlyList<CanvasMatches>> GetMatchesInvolvingTileAsync(
        this RenderMatchCollection collection, CanvasId tile, MatchQuery? query = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(collection);
        query ??= new MatchQuery();
        var answer = await collection.Client.Api.Matches
            .GetMatchesInvolvingTileAsync(
                collection.Owner, collection.Name, tile.GroupId, tile.Id, query.Merged, cancellationToken)
            .ConfigureAwait(false);
        return [.. answer.Select(pair => query.Apply(pair).WithP(tile))];
    }

    /// <summary>Reads the matches that are stored with a group as p (<c>Matches.GetPGroupMatches</c>).</summary>
    /// <param name="collection">The collection.</param>
    /// <param name="pGroupId">The group. One that is only ever q gives nothing.</param>
    /// <param name="query">What is read.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The pairs as they are stored.</returns>
    /// <exception cref="RenderNotFoundException">The collection, or one to merge, does not exist.</exception>
    public static async Task<IReadOnlyList<CanvasMatches>> GetPGroupMatchesAsync(
        this RenderMatchCollection collection, string pGroupId, MatchQuery? query = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(collection);
        query ??= new MatchQuery();
        var answer = await collection.Client.Api.Matches
            .GetPGroupMatchesAsync(collection.Owner, collection.Name, pGroupId, query.ExcludeDetails, query.Merged, cancellationToken)
            .ConfigureAwait(false);
        return [.. answer.Select(query.Apply)];
    }

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
    public static async IAsyncEnumerable<CanvasMatches> ReadMatchesAsync(
        this RenderMatchCollection collection,
        MatchQuery? query = null,
        int parallelism = OrderedParallel.DefaultParallelism,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(collection);
        var groupIds = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var name in (query ?? new MatchQuery()).MergeCollections.Prepend(collection.Name))
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

    /// <summary>Lists all groups that have matches (<c>Matches.GetGroupIds</c>).</summary>
    /// <param name="collection">The collection.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The group ids.</returns>
    /// <exception cref="RenderNotFoundException">The collection does not exist.</exception>
    public static Task<IReadOnlyList<string>> GetGroupIdsAsync(
        this RenderMatchCollection collection, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(collection);
        return collection.Client.Api.Matches.GetGroupIdsAsync(collection.Owner, collection.Name, cancellationToken);
    }

    /// <summary>Lists the groups that are p of a stored pair (<c>Matches.GetPGroupIds</c>).</summary>
    /// <param name="collection">The collection.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The group ids.</returns>
    /// <exception cref="RenderNotFoundException">The collection does not exist.</exception>
    public static Task<IReadOnlyList<string>> GetPGroupIdsAsync(
        this RenderMatchCollection collection, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(collection);
        return collection.Client.Api.Matches.GetPGroupIdsAsync(collection.Owner, collection.Name, cancellationToken);
    }

    /// <summary>Lists the groups that are q of a stored pair (<c>Matches.GetQGroupIds</c>).</summary>
    /// <param name="collection">The collection.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The group ids.</returns>
    /// <exception cref="RenderNotFoundException">The collection does not exist.</exception>
    public static Task<IReadOnlyList<string>> GetQGroupIdsAsync(
        this RenderMatchCollection collection, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(collection);
        return collection.Client.Api.Matches.GetQGroupIdsAsync(collection.Owner, collection.Name, cancellationToken);
    }

    /// <summary>Asks whether the collection exists (<c>Matches.ListCollections</c>).</summary>
    /// <param name="collection">The collection.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>Whether it exists. One that was emptied does; one that never had a pair does not.</returns>
    public static async Task<bool> ExistsAsync(this RenderMatchCollection collection, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(collection);
        var collections = await collection.Client.ListMatchCollectionsAsync(collection.Owner, cancellationToken).ConfigureAwait(false);
        return collections.Any(known => known.CollectionId?.Name == collection.Name);
    }

    /// <summary>Deletes the collection with its matches (<c>Matches.DeleteCollection</c>). One that does not exist counts as deleted.</summary>
    /// <param name="collection">The collection.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public static async Task DeleteAsync(this RenderMatchCollection collection, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(collection);
        try
        {
            await collection.Client.Api.Matches
                .DeleteCollectionAsync(collection.Owner, collection.Name, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (RenderNotFoundException exception) when (exception.ServerText is not null)
        {
            // Stacks that do not exist are deleted without a complaint, too.
        }
    }

    /// <summary>Deletes the matches between two tiles (<c>Matches.DeleteMatchesBetweenTiles</c>).</summary>
    /// <param name="collection">The collection.</param>
    /// <param name="p">One side.</param>
    /// <param name="q">The other side.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="RenderNotFoundException">The collection does not exist.</exception>
    public static Task DeleteMatchesAsync(
        this RenderMatchCollection collection, CanvasId p, CanvasId q, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(collection);
        return collection.Client.Api.Matches.DeleteMatchesBetweenTilesAsync(
            collection.Owner, collection.Name, p.GroupId, p.Id, q.GroupId, q.Id, cancellationToken);
    }

    /// <summary>Deletes the matches between the tiles of two groups (<c>Matches.DeleteMatchesBetweenGroups</c>).</summary>
    /// <param name="collection">The collection.</param>
    /// <param name="pGroupId">One group.</param>
    /// <param name="qGroupId">The other group.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="RenderNotFoundException">The collection does not exist.</exception>
    public static Task DeleteMatchesBetweenGroupsAsync(
        this RenderMatchCollection collection, string pGroupId, string qGroupId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(collection);
        return collection.Client.Api.Matches.DeleteMatchesBetweenGroupsAsync(
            collection.Owner, collection.Name, pGroupId, qGroupId, cancellationToken);
    }

    /// <summary>Deletes the matches between tiles of a group and tiles of other groups (<c>Matches.DeleteMatchesOutsideGroup</c>).</summary>
    /// <param name="collection">The collection.</param>
    /// <param name="groupId">The group.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="RenderNotFoundException">The collection does not exist.</exception>
    public static Task DeleteMatchesOutsideGroupAsync(
        this RenderMatchCollection collection, string groupId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(collection);
        return collection.Client.Api.Matches.DeleteMatchesOutsideGroupAsync(
            collection.Owner, collection.Name, groupId, cancellationToken);
    }

    /// <summary>Deletes all matches of a tile (<c>Matches.DeleteMatchesInvolvingTile</c>).</summary>
    /// <param name="collection">The collection.</param>
    /// <param name="tile">The tile.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="RenderNotFoundException">The collection does not exist.</exception>
    public static Task DeleteMatchesInvolvingTileAsync(
        this RenderMatchCollection collection, CanvasId tile, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(collection);
        return collection.Client.Api.Matches.DeleteMatchesInvolvingTileAsync(
            collection.Owner, collection.Name, tile.GroupId, tile.Id, cancellationToken);
    }

    /// <summary>Deletes the matches that are stored with a group as p (<c>Matches.DeletePGroupMatches</c>).</summary>
    /// <param name="collection">The collection.</param>
    /// <param name="pGroupId">The group.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="RenderNotFoundException">The collection does not exist.</exception>
    public static Task DeletePGroupMatchesAsync(
        this RenderMatchCollection collection, string pGroupId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(collection);
        return collection.Client.Api.Matches.DeletePGroupMatchesAsync(collection.Owner, collection.Name, pGroupId, cancellationToken);
    }
}
