using System.Collections.ObjectModel;
using System.Runtime.CompilerServices;
using Render.Transforms;

namespace Render;

/// <summary>Reading tiles with the matches of their pairs.</summary>
public static class StackMatchTileExtensions
{
    /// <summary>
    /// Reads tiles, the transforms that they share and the matches of their pairs in one go while they arrive
    /// (<c>Tiles.GetResolvedTilesWithMatches</c>). From a server without that operation, or with a collection of another owner, the same is read in
    /// parts (<c>Tiles.GetResolvedTiles</c>, <c>Matches.GetMatchesWithinGroup</c>, <c>Matches.GetMatchesOutsideGroup</c>), of which the tiles are
    /// held in memory; at most 50,000 tiles then.
    /// </summary>
    /// <remarks>
    /// A pair is read when one of its tiles is, under a group that is one of the sections of the tiles; its other tile may be outside. An answer that
    /// breaks off ends in an exception: the pairs have no order in which it could be gone on with.
    /// </remarks>
    /// <param name="stack">The stack.</param>
    /// <param name="collection">The collection.</param>
    /// <param name="options">Which tiles; all when <c>null</c>.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>Transforms, tiles with their references kept, and pairs in no order; nothing when there is no such tile.</returns>
    /// <exception cref="ArgumentException">The pattern is no regular expression, and would have been applied here.</exception>
    /// <exception cref="RenderNotFoundException">The collection does not exist.</exception>
    public static IAsyncEnumerable<ResolvedSpecOrPair> ReadTilesWithMatchesAsync(
        this RenderStack stack,
        RenderMatchCollection collection,
        TilesWithMatchesOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stack);
        ArgumentNullException.ThrowIfNull(collection);
        return ReadAsync(stack, collection, options ?? new TilesWithMatchesOptions(), cancellationToken);
    }

    /// <summary>Reads tiles, the transforms that they share and the matches of their pairs in one go.</summary>
    /// <returns>Tiles and transforms by id, and the pairs; all empty when there is no such tile.</returns>
    /// <inheritdoc cref="ReadTilesWithMatchesAsync"/>
    public static async Task<ResolvedTilesWithMatches> GetTilesWithMatchesAsync(
        this RenderStack stack,
        RenderMatchCollection collection,
        TilesWithMatchesOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        Dictionary<string, TileSpec> tiles = new(StringComparer.Ordinal);
        Dictionary<string, TransformSpec> transforms = new(StringComparer.Ordinal);
        List<CanvasMatches> pairs = [];
        await foreach (var element in stack.ReadTilesWithMatchesAsync(collection, options, cancellationToken).ConfigureAwait(false))
        {
            if (element.Pair is { } pair)
                pairs.Add(pair);
            else if (element.Tile is { } tile)
                tiles[tile.TileId] = tile;
            else if (element.SharedTransform is { Id: { } id } transform)
                transforms[id] = transform;
        }

        return new ResolvedTilesWithMatches
        {
            ResolvedTileSpecs = new ResolvedTileSpecCollection { TileIdToSpecMap = tiles, TransformIdToSpecMap = transforms },
            MatchPairs = pairs,
        };
    }

    private static async IAsyncEnumerable<ResolvedSpecOrPair> ReadAsync(
        RenderStack stack,
        RenderMatchCollection collection,
        TilesWithMatchesOptions options,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var isInOneGo = stack.Owner == collection.Owner
            && await stack.Client.GetServerLineAsync(cancellationToken).ConfigureAwait(false) == ServerLine.Line43;
        var elements = isInOneGo ? InOneGo(stack, collection, options, cancellationToken) : InParts(stack, collection, options, cancellationToken);
        var found = options.KeepDoubles ? null : new HashSet<(string?, string?, string?, string?)>();
        await foreach (var element in UntilNoTilesAsync(elements, cancellationToken).ConfigureAwait(false))
        {
            if (element.Pair is not { } pair || found?.Add((pair.PGroupId, pair.PId, pair.QGroupId, pair.QId)) is not false)
                yield return element;
        }
    }

    private static IAsyncEnumerable<ResolvedSpecOrPair> InOneGo(
        RenderStack stack, RenderMatchCollection collection, TilesWithMatchesOptions options, CancellationToken cancellationToken) =>
        stack.Client.Api.Tiles.StreamResolvedTilesWithMatchesAsync(
            stack.Owner, stack.Project, stack.Name, collection.Name, options.MinZ, options.MaxZ, options.GroupId, options.MinX, options.MaxX,
            options.MinY, options.MaxY, string.IsNullOrEmpty(options.TileIdPattern) ? null : options.TileIdPattern, cancellationToken);

    private static async IAsyncEnumerable<ResolvedSpecOrPair> InParts(
        RenderStack stack,
        RenderMatchCollection collection,
        TilesWithMatchesOptions options,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var pattern = await TilePattern.ForAsync(stack.Client, options.TileIdPattern, cancellationToken).ConfigureAwait(false);
        var found = await stack.Client.Api.Tiles.GetResolvedTilesAsync(
            stack.Owner, stack.Project, stack.Name, options.MinZ, options.MaxZ, options.GroupId, options.MinX, options.MaxX, options.MinY,
            options.MaxY, pattern?.Sent, cancellationToken).ConfigureAwait(false);
        found = pattern?.Filter(found) ?? found;
        var tiles = found.TileIdToSpecMap ?? ReadOnlyDictionary<string, TileSpec>.Empty;
        foreach (var transform in (found.TransformIdToSpecMap ?? ReadOnlyDictionary<string, TransformSpec>.Empty).Values)
            yield return new ResolvedSpecOrPair(transform);

        foreach (var tile in tiles.Values)
            yield return new ResolvedSpecOrPair(tile);

        HashSet<string> sections = new(tiles.Values.Select(tile => tile.Layout?.SectionId).OfType<string>(), StringComparer.Ordinal);
        var read = sections.SelectParallel(OrderedParallel.DefaultParallelism, ReadGroupAsync, cancellationToken);
        await foreach (var (section, pairs) in read.ConfigureAwait(false))
        {
            // What was read with another section came with that one.
            foreach (var pair in pairs.Where(pair => IsAsked(pair.PGroupId, pair.PId) || IsAsked(pair.QGroupId, pair.QId)))
            {
                if (!sections.Contains(Other(pair, section)) || string.CompareOrdinal(section, Other(pair, section)) <= 0)
                    yield return new ResolvedSpecOrPair(pair);
            }
        }

        bool IsAsked(string? group, string? id) => group is not null && id is not null && sections.Contains(group) && tiles.ContainsKey(id);

        static string Other(CanvasMatches pair, string section) => pair.PGroupId == section ? pair.QGroupId : pair.PGroupId;

        async Task<(string Section, IEnumerable<CanvasMatches> Pairs)> ReadGroupAsync(string section, CancellationToken stop)
        {
            var within = await collection.GetMatchesWithinGroupAsync(section, cancellationToken: stop).ConfigureAwait(false);
            var outside = await collection.GetMatchesOutsideGroupAsync(section, cancellationToken: stop).ConfigureAwait(false);
            return (section, within.Concat(outside));
        }
    }

    // No tile is an error of the server's, and nothing but an empty answer here, as where layers are read.
    private static async IAsyncEnumerable<ResolvedSpecOrPair> UntilNoTilesAsync(
        IAsyncEnumerable<ResolvedSpecOrPair> elements, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var read = elements.GetAsyncEnumerator(cancellationToken);
        await using (read.ConfigureAwait(false))
        {
            while (await MoveAsync().ConfigureAwait(false))
                yield return read.Current;
        }

        async ValueTask<bool> MoveAsync()
        {
            try
            {
                return await read.MoveNextAsync().ConfigureAwait(false);
            }
            catch (RenderException refusal) when (refusal.SaysNoTiles())
            {
                return false;
            }
        }
    }
}
