namespace Render;

/// <summary>What can be done with a collection of point matches.</summary>
/// <remarks>
/// The server stores each pair once, with p the side that comes first as text. Queries that name their sides answer the way they were
/// asked: p of the answer is p of the question.
/// </remarks>
public static partial class MatchCollectionExtensions
{
    /// <summary>
    /// Stores matches, in chunks, several side by side (<c>Matches.SaveMatches</c>). A pair that the collection has is replaced; of pairs with
    /// the same ids in <paramref name="matches"/> the last one stays, unless they fall into one request, or the request of the first one had to
    /// be repeated and may arrive once more: then the first one stays, and the others are reported.
    /// </summary>
    /// <param name="collection">The collection; the first pair creates it.</param>
    /// <param name="matches">The pairs, either side as p. They are read as they are sent: memory is bounded however many there are.</param>
    /// <param name="options">Chunk size and parallelism.</param>
    /// <param name="progress">Is told after each chunk what is stored.</param>
    /// <param name="cancellationToken">Stops the import; what is stored stays.</param>
    /// <returns>
    /// What is stored, and which pairs were not sent because ids are missing, the lengths of p, q and w disagree, numbers are not finite, or
    /// a pair with the same ids stands in their way.
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
        options ??= new MatchImportOptions();
        options.Validate();
        return new MatchImport(collection, options, progress)
            .RunAsync(matches.Select(static pair => new SourcedMatches(pair)), cancellationToken);
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

    /// <summary>
    /// Stores the matches of files, in chunks, several side by side (<c>Matches.SaveMatches</c>), as
    /// <see cref="ImportMatchesAsync(RenderMatchCollection, IAsyncEnumerable{CanvasMatches}, MatchImportOptions?, IProgress{MatchImportProgress}?, CancellationToken)"/>
    /// does. Memory is bounded however long they are.
    /// </summary>
    /// <param name="collection">The collection; the first pair creates it.</param>
    /// <param name="files">Paths as <see cref="MatchFiles"/> reads them.</param>
    /// <param name="options">Chunk size and parallelism.</param>
    /// <param name="progress">Is told after each chunk what is stored.</param>
    /// <param name="cancellationToken">Stops the import; what is stored stays.</param>
    /// <returns>
    /// What is stored, and which pairs are not, with file and line. A file that cannot be read to its end does not stop the import: what stands
    /// before the fault is stored, and the report has the file.
    /// </returns>
    /// <exception cref="FileNotFoundException">A file does not exist. Nothing was sent.</exception>
    /// <exception cref="MatchImportException">A request failed; the report says what is stored.</exception>
    /// <exception cref="MatchImportCanceledException">The import was cancelled; the report says what is stored.</exception>
    public static Task<MatchImportReport> ImportFilesAsync(
        this RenderMatchCollection collection,
        IEnumerable<string> files,
        MatchImportOptions? options = null,
        IProgress<MatchImportProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(collection);
        ArgumentNullException.ThrowIfNull(files);
        options ??= new MatchImportOptions();
        options.Validate();
        string[] paths = [.. files];
        FileNames.Require(paths);
        var import = new MatchImport(collection, options, progress);
        return import.RunAsync(MatchFiles.ReadAsync(paths, import.NoteUnreadable, cancellationToken), cancellationToken);
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

    /// <summary>Gives the collection another name or owner (<c>Matches.RenameCollection</c>).</summary>
    /// <param name="collection">The collection.</param>
    /// <param name="name">The new name.</param>
    /// <param name="owner">The new owner; the same one when <c>null</c>.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The collection under its new name.</returns>
    /// <remarks>A request without an answer is not repeated; it succeeded if the new name exists and the old one does not.</remarks>
    /// <exception cref="RenderNotFoundException">The collection does not exist.</exception>
    /// <exception cref="RenderBadRequestException">The new name is taken.</exception>
    public static async Task<RenderMatchCollection> RenameAsync(
        this RenderMatchCollection collection, string name, string? owner = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(collection);
        var renamed = collection.Client.MatchCollection(name, owner ?? collection.Owner);
        await ReadBack.ChangeAsync(
            collection.Client,
            () => collection.Client.Api.Matches.RenameCollectionAsync(collection.Owner, collection.Name, renamed.Id, cancellationToken),
            async token => await renamed.ExistsAsync(token).ConfigureAwait(false)
                && !await collection.ExistsAsync(token).ConfigureAwait(false),
            cancellationToken).ConfigureAwait(false);
        return renamed;
    }

    /// <summary>
    /// Copies all matches into another collection, also of another owner or on another server: pairs are stored while they are read
    /// (<c>Matches.GetPGroupMatches</c>, <c>Matches.SaveMatches</c>). Pairs that the target has are replaced.
    /// </summary>
    /// <remarks>
    /// To copy some of them, or several collections into one, import what <see cref="MatchSelectionExtensions"/> and
    /// <see cref="MatchCombinationExtensions"/> make of what is read.
    /// </remarks>
    /// <param name="collection">The collection to copy.</param>
    /// <param name="target">The collection to copy into; the first pair creates it.</param>
    /// <param name="options">Chunk size and parallelism.</param>
    /// <param name="progress">Is told after each chunk what is stored.</param>
    /// <param name="cancellationToken">Stops copying; what is stored stays.</param>
    /// <returns>What is stored. Pairs that the source has without points, or damaged, are reported as rejected.</returns>
    /// <exception cref="MatchImportException">A request failed, such as because the source does not exist; the report says what is stored.</exception>
    /// <exception cref="MatchImportCanceledException">Copying was cancelled; the report says what is stored.</exception>
    public static Task<MatchImportReport> CopyToAsync(
        this RenderMatchCollection collection,
        RenderMatchCollection target,
        MatchImportOptions? options = null,
        IProgress<MatchImportProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(collection);
        return target.ImportMatchesAsync(collection.ReadMatchesAsync(cancellationToken: cancellationToken), options, progress, cancellationToken);
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
        catch (RenderNotFoundException exception) when (exception.IsServersWord)
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
