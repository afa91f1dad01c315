using System.Collections.ObjectModel;
using System.Runtime.CompilerServices;
using Render.Transforms;

namespace Render;

/// <summary>Reading the tiles of a stack.</summary>
public static class StackTileExtensions
{
    // 50,000 is the most that the server answers; smaller batches overlap the server's work with ours.
    private const int TilesPerRequest = 5_000;

    /// <summary>Reads the tiles of a layer while they arrive (<c>Sections.GetLayerResolvedTiles</c>): memory does not grow with the layer.</summary>
    /// <remarks>
    /// An answer that breaks off is asked for again, and reading goes on behind the last tile. A layer of more tiles than the server gives at
    /// once, which are 50,000, is read in parts (<c>Sections.GetLayerTileBounds</c>, <c>Tiles.GetResolvedTiles</c>).
    /// </remarks>
    /// <param name="stack">The stack.</param>
    /// <param name="z">The layer.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>
    /// The tiles in the order in which the server sends them, references to shared transforms replaced; none when the layer has no tiles.
    /// Tiles that name the same transform share one object. Use <see cref="GetResolvedTilesAsync(RenderStack, double, CancellationToken)"/> to keep the references.
    /// </returns>
    /// <exception cref="RenderNotFoundException">The stack does not exist.</exception>
    /// <exception cref="UnresolvedReferenceException">The answer lacks transforms; the message names them.</exception>
    public static IAsyncEnumerable<TileSpec> ReadTilesAsync(this RenderStack stack, double z, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stack);
        return ReadLayerAsync(stack, z, tileIdPattern: null, cancellationToken);
    }

    /// <summary>Reads the tiles of a layer whose ids match, while they arrive (<c>Sections.GetLayerResolvedTiles</c>).</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="z">The layer.</param>
    /// <param name="tileIdPattern">
    /// A regular expression that is sought anywhere in the ids. Servers of the line 4.3 look for these tiles themselves; from others all come, and
    /// the rest is left out here.
    /// </param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="ArgumentException">The pattern is no regular expression, and would have been applied here.</exception>
    /// <inheritdoc cref="ReadTilesAsync(RenderStack, double, CancellationToken)"/>
    public static IAsyncEnumerable<TileSpec> ReadTilesAsync(
        this RenderStack stack, double z, string tileIdPattern, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stack);
        ArgumentNullException.ThrowIfNull(tileIdPattern);
        return ReadLayerAsync(stack, z, tileIdPattern, cancellationToken);
    }

    private static async IAsyncEnumerable<TileSpec> ReadLayerAsync(
        RenderStack stack, double z, string? tileIdPattern, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var pattern = await TilePattern.ForAsync(stack.Client, tileIdPattern, cancellationToken).ConfigureAwait(false);
        RenderException? tooLarge = null;
        var specs = stack.Client.ReadToEndAsync(
            stop => stack.Client.Api.Sections.StreamLayerResolvedTilesAsync(stack.Owner, stack.Project, stack.Name, z, pattern?.Sent, stop),
            ResolvedStream.AreSame,
            refusal =>
            {
                tooLarge = LargeLayer.MayBeMeantBy(refusal) ? refusal : null;
                return tooLarge is not null || refusal.SaysNoTiles();
            },
            cancellationToken);
        await foreach (var tile in ResolvedStream.ResolveAsync(specs, cancellationToken).ConfigureAwait(false))
        {
            if (pattern?.Keeps(tile.TileId) is not false)
                yield return tile;
        }

        if (tooLarge is null)
            yield break;

        var layer = await LargeLayer.OpenAsync(stack, z, tooLarge, cancellationToken).ConfigureAwait(false);
        var kept = TilePattern.Here(tileIdPattern);
        await foreach (var tile in layer.StreamAsync(cancellationToken).ConfigureAwait(false))
        {
            if (kept?.Keeps(tile.TileId) is not false)
                yield return tile;
        }
    }

    /// <summary>
    /// Reads the tiles of a range of layers, several layers side by side (<c>Stacks.GetZValues</c>,
    /// <c>Sections.GetLayerResolvedTiles</c>).
    /// </summary>
    /// <param name="stack">The stack.</param>
    /// <param name="minZ">The lowest z.</param>
    /// <param name="maxZ">The highest z, included.</param>
    /// <param name="options">How many layers are read ahead.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>The tiles by z and by id, references to shared transforms replaced.</returns>
    /// <exception cref="RenderNotFoundException">The stack does not exist.</exception>
    public static IAsyncEnumerable<TileSpec> ReadTilesAsync(
        this RenderStack stack, double minZ, double maxZ, TileReadOptions? options = null, CancellationToken cancellationToken = default) =>
        ResolveAsync(stack.ReadResolvedTilesAsync(minZ, maxZ, options, cancellationToken), cancellationToken);

    /// <summary>
    /// Reads all tiles, several layers side by side (<c>Stacks.GetZValues</c>, <c>Sections.GetLayerResolvedTiles</c>). Memory is bounded
    /// by the layers that are read ahead.
    /// </summary>
    /// <param name="stack">The stack.</param>
    /// <param name="options">How many layers are read ahead.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>The tiles by z and by id, references to shared transforms replaced.</returns>
    /// <exception cref="RenderNotFoundException">The stack does not exist.</exception>
    public static IAsyncEnumerable<TileSpec> ReadTilesAsync(
        this RenderStack stack, TileReadOptions? options = null, CancellationToken cancellationToken = default) =>
        ResolveAsync(stack.ReadResolvedTilesAsync(null, null, options, cancellationToken), cancellationToken);

    /// <summary>
    /// Reads the tiles of layers with the transforms that they share, layer by layer, several side by side (<c>Stacks.GetZValues</c>,
    /// <c>Sections.GetLayerResolvedTiles</c>). What is read can be imported into another stack as it is.
    /// </summary>
    /// <param name="stack">The stack.</param>
    /// <param name="minZ">The lowest z; no limit when <c>null</c>.</param>
    /// <param name="maxZ">The highest z, included; no limit when <c>null</c>.</param>
    /// <param name="options">How many layers are read ahead.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>One collection for each layer that has tiles, by z.</returns>
    /// <exception cref="RenderNotFoundException">The stack does not exist.</exception>
    public static IAsyncEnumerable<ResolvedTileSpecCollection> ReadResolvedTilesAsync(
        this RenderStack stack,
        double? minZ = null,
        double? maxZ = null,
        TileReadOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stack);
        options ??= new TileReadOptions();
        options.Validate();
        return ReadLayersAsync(stack, minZ, maxZ, options, cancellationToken);
    }

    private static async IAsyncEnumerable<ResolvedTileSpecCollection> ReadLayersAsync(
        RenderStack stack,
        double? minZ,
        double? maxZ,
        TileReadOptions options,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var pattern = await TilePattern.ForAsync(stack.Client, options.TileIdPattern, cancellationToken).ConfigureAwait(false);
        var zValues = await stack.GetZValuesAsync(minZ, maxZ, cancellationToken).ConfigureAwait(false);
        await foreach (var layer in zValues
            .SelectParallel(options.Parallelism, (z, token) => GetLayerAsync(stack, z, pattern, options.TileIdPattern, token), cancellationToken)
            .ConfigureAwait(false))
        {
            // Somebody may have deleted the layer since.
            if (layer.TileIdToSpecMap is { Count: > 0 })
            {
                yield return layer;
            }
        }
    }

    /// <summary>
    /// Reads the tiles of a layer with the transforms that they share, references kept (<c>Sections.GetLayerResolvedTiles</c>).
    /// </summary>
    /// <remarks>
    /// A layer of more tiles than the server gives at once, which are 50,000, is read in parts (<c>Sections.GetLayerTileBounds</c>,
    /// <c>Tiles.GetResolvedTiles</c>). All that reads whole layers does so too: ranges of layers, exports, copies, changes of transforms.
    /// </remarks>
    /// <param name="stack">The stack.</param>
    /// <param name="z">The layer.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>
    /// Tiles and transforms by id; both empty when the layer has no tiles. <see cref="ResolvedTileSpecCollectionExtensions.Resolve"/>
    /// replaces the references.
    /// </returns>
    /// <exception cref="RenderNotFoundException">The stack does not exist.</exception>
    public static Task<ResolvedTileSpecCollection> GetResolvedTilesAsync(
        this RenderStack stack, double z, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stack);
        return GetLayerAsync(stack, z, pattern: null, tileIdPattern: null, cancellationToken);
    }

    /// <summary>
    /// Reads the tiles of a layer whose ids match with the transforms that they share, references kept (<c>Sections.GetLayerResolvedTiles</c>).
    /// </summary>
    /// <param name="stack">The stack.</param>
    /// <param name="z">The layer.</param>
    /// <param name="tileIdPattern">
    /// A regular expression that is sought anywhere in the ids. Servers of the line 4.3 look for these tiles themselves; from others all come, and
    /// the rest is left out here.
    /// </param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="ArgumentException">The pattern is no regular expression, and would have been applied here.</exception>
    /// <inheritdoc cref="GetResolvedTilesAsync(RenderStack, double, CancellationToken)"/>
    public static async Task<ResolvedTileSpecCollection> GetResolvedTilesAsync(
        this RenderStack stack, double z, string tileIdPattern, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stack);
        ArgumentNullException.ThrowIfNull(tileIdPattern);
        var pattern = await TilePattern.ForAsync(stack.Client, tileIdPattern, cancellationToken).ConfigureAwait(false);
        return await GetLayerAsync(stack, z, pattern, tileIdPattern, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<ResolvedTileSpecCollection> GetLayerAsync(
        RenderStack stack, double z, TilePattern? pattern, string? tileIdPattern, CancellationToken cancellationToken)
    {
        try
        {
            var found = await stack.Client.Api.Sections
                .GetLayerResolvedTilesAsync(stack.Owner, stack.Project, stack.Name, z, pattern?.Sent, cancellationToken)
                .ConfigureAwait(false);
            return pattern?.Filter(found) ?? found;
        }
        catch (RenderException refusal) when (LargeLayer.MayBeMeantBy(refusal))
        {
            var layer = await LargeLayer.OpenAsync(stack, z, refusal, cancellationToken).ConfigureAwait(false);
            var all = await layer.ReadAsync(cancellationToken).ConfigureAwait(false);
            return TilePattern.Here(tileIdPattern)?.Filter(all) ?? all;
        }
        catch (RenderException exception) when (exception.SaysNoTiles())
        {
            return new ResolvedTileSpecCollection
            {
                TileIdToSpecMap = ReadOnlyDictionary<string, TileSpec>.Empty,
                TransformIdToSpecMap = ReadOnlyDictionary<string, TransformSpec>.Empty,
            };
        }
    }

    /// <summary>Reads a tile as it is stored, references to shared transforms kept (<c>Tiles.GetTileSpec</c>).</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="tileId">The tile.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The tile.</returns>
    /// <exception cref="RenderNotFoundException">The tile or the stack does not exist.</exception>
    public static Task<TileSpec> GetTileAsync(this RenderStack stack, string tileId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stack);
        return stack.Client.Api.Tiles.GetTileSpecAsync(stack.Owner, stack.Project, stack.Name, tileId, cancellationToken);
    }

    /// <summary>Reads a tile that may not exist, references to shared transforms kept (<c>Tiles.GetTileSpec</c>).</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="tileId">The tile.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The tile, or <c>null</c> when the stack has no such tile.</returns>
    /// <exception cref="RenderNotFoundException">The stack does not exist.</exception>
    public static async Task<TileSpec?> TryGetTileAsync(this RenderStack stack, string tileId, CancellationToken cancellationToken = default)
    {
        try
        {
            return await stack.GetTileAsync(tileId, cancellationToken).ConfigureAwait(false);
        }
        catch (RenderNotFoundException exception) when (exception.IsServersWord)
        {
            // A missing stack is reported as a missing tile.
            await stack.GetMetadataAsync(cancellationToken).ConfigureAwait(false);
            return null;
        }
    }

    /// <summary>Reads tiles by their ids, in batches, references to shared transforms replaced (<c>Tiles.GetTileSpecs</c>).</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="tileIds">The tiles.</param>
    /// <param name="options">How many batches are read ahead.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>The tiles in the order of <paramref name="tileIds"/>; those that the stack does not have are left out.</returns>
    public static IAsyncEnumerable<TileSpec> GetTilesAsync(
        this RenderStack stack,
        IEnumerable<string> tileIds,
        TileReadOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stack);
        ArgumentNullException.ThrowIfNull(tileIds);
        options ??= new TileReadOptions();
        options.Validate();
        var pattern = TilePattern.Here(options.TileIdPattern);
        return ReadBatchesAsync(stack, pattern is null ? tileIds : tileIds.Where(pattern.Keeps), options, cancellationToken);
    }

    private static async IAsyncEnumerable<TileSpec> ReadBatchesAsync(
        RenderStack stack,
        IEnumerable<string> tileIds,
        TileReadOptions options,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var batches = tileIds.Chunk(TilesPerRequest).SelectParallel(
            options.Parallelism, (ids, token) => ReadBatchAsync(stack, ids, token), cancellationToken);
        await foreach (var batch in batches.ConfigureAwait(false))
        {
            foreach (var tile in batch)
            {
                yield return tile;
            }
        }
    }

    /// <summary>Lists the ids of tiles (<c>Tiles.GetTileIds</c>).</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="minZ">The lowest z; no limit when <c>null</c>.</param>
    /// <param name="maxZ">The highest z, included; no limit when <c>null</c>.</param>
    /// <param name="matchPattern">A regular expression that is found somewhere in the ids; all ids when <c>null</c>.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The ids.</returns>
    /// <exception cref="RenderNotFoundException">The stack does not exist.</exception>
    public static async Task<IReadOnlyList<string>> GetTileIdsAsync(
        this RenderStack stack,
        double? minZ = null,
        double? maxZ = null,
        string? matchPattern = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stack);
        var ids = await stack.Client.Api.Tiles
            .GetTileIdsAsync(stack.Owner, stack.Project, stack.Name, minZ, maxZ, matchPattern, cancellationToken)
            .ConfigureAwait(false);
        if (ids.Count == 0)
        {
            // The server gives an empty list for a missing stack as well.
            await stack.GetMetadataAsync(cancellationToken).ConfigureAwait(false);
        }

        return ids;
    }

    /// <summary>Reads the boxes of the tiles of a layer, in world pixels (<c>Sections.GetLayerTileBounds</c>).</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="z">The layer.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The boxes in the order of the database; none when the layer has no tiles.</returns>
    /// <exception cref="RenderNotFoundException">The stack does not exist.</exception>
    public static Task<IReadOnlyList<TileBounds>> GetTileBoundsAsync(
        this RenderStack stack, double z, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stack);
        return stack.Client.Api.Sections.GetLayerTileBoundsAsync(stack.Owner, stack.Project, stack.Name, z, tileIdPattern: null, cancellationToken);
    }

    /// <summary>Reads the boxes of the tiles of a layer whose ids match, in world pixels (<c>Sections.GetLayerTileBounds</c>).</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="z">The layer.</param>
    /// <param name="tileIdPattern">
    /// A regular expression that is sought anywhere in the ids. Servers of the line 4.3 look for these tiles themselves; from others all come, and
    /// the rest is left out here.
    /// </param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="ArgumentException">The pattern is no regular expression, and would have been applied here.</exception>
    /// <inheritdoc cref="GetTileBoundsAsync(RenderStack, double, CancellationToken)"/>
    public static async Task<IReadOnlyList<TileBounds>> GetTileBoundsAsync(
        this RenderStack stack, double z, string tileIdPattern, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stack);
        ArgumentNullException.ThrowIfNull(tileIdPattern);
        var pattern = await TilePattern.ForAsync(stack.Client, tileIdPattern, cancellationToken).ConfigureAwait(false);
        var bounds = await stack.Client.Api.Sections
            .GetLayerTileBoundsAsync(stack.Owner, stack.Project, stack.Name, z, pattern?.Sent, cancellationToken)
            .ConfigureAwait(false);
        return pattern is { Sent: null } ? [.. bounds.Where(tile => pattern.Keeps(tile.TileId))] : bounds;
    }

    /// <summary>Reads a shared transform (<c>Tiles.GetTransformSpec</c>).</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="transformId">The transform.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The transform.</returns>
    /// <exception cref="RenderNotFoundException">The transform or the stack does not exist.</exception>
    public static Task<TransformSpec> GetTransformAsync(
        this RenderStack stack, string transformId, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stack);
        return stack.Client.Api.Tiles.GetTransformSpecAsync(stack.Owner, stack.Project, stack.Name, transformId, cancellationToken);
    }

    private static async IAsyncEnumerable<TileSpec> ResolveAsync(
        IAsyncEnumerable<ResolvedTileSpecCollection> layers, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var layer in layers.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            foreach (var tile in layer.Resolve())
            {
                yield return tile;
            }
        }
    }

    private static async Task<IEnumerable<TileSpec>> ReadBatchAsync(RenderStack stack, string[] ids, CancellationToken cancellationToken)
    {
        var tiles = await stack.Client.Api.Tiles
            .GetTileSpecsAsync(stack.Owner, stack.Project, stack.Name, ids, cancellationToken)
            .ConfigureAwait(false);
        var byId = tiles.ToDictionary(tile => tile.TileId, StringComparer.Ordinal);
        return ids.Where(byId.ContainsKey).Select(id => byId[id]);
    }
}
