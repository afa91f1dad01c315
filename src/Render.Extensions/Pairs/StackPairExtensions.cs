using System.Runtime.CompilerServices;

namespace Render;

/// <summary>Finding tiles that are neighbours, within and across layers: what matches are derived for.</summary>
public static class StackPairExtensions
{
    /// <summary>
    /// Finds neighbours, several layers side by side (<c>Stacks.GetZValues</c>, <c>Sections.GetLayerTileBounds</c>; the
    /// <see cref="TilePairOptions"/> may need <c>Sections.GetLayerResolvedTiles</c>, <c>Matches.GetPGroupMatches</c> or
    /// <c>Tiles.GetTileIds</c>). Memory is bounded by the layers that are within reach of one another.
    /// </summary>
    /// <param name="stack">The stack, in whatever state. Every tile needs a section id in its layout.</param>
    /// <param name="options">Which tiles are neighbours; the defaults when <c>null</c>.</param>
    /// <param name="progress">Told how far the search is, after every layer.</param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <returns>
    /// Each pair once, layer by layer: those within a layer, then those with the layers behind it, by the ids of their tiles. p comes before q
    /// as text of the section ids, then of the tile ids, as the server stores matches (<c>10.0</c> comes before <c>9.0</c>).
    /// </returns>
    /// <exception cref="RenderNotFoundException">The stack, or <see cref="TilePairOptions.OnlyTilesOf"/>, does not exist.</exception>
    /// <exception cref="RenderException">A tile has no section id, or no row and column where these are used; the message names it.</exception>
    public static IAsyncEnumerable<TilePair> FindPairsAsync(
        this RenderStack stack,
        TilePairOptions? options = null,
        IProgress<TilePairProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stack);
        options ??= new TilePairOptions();
        options.Validate();
        return FindAsync(stack, options, progress, cancellationToken);
    }

    private static async IAsyncEnumerable<TilePair> FindAsync(
        RenderStack stack,
        TilePairOptions options,
        IProgress<TilePairProgress>? progress,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var zValues = await stack.GetZValuesAsync(options.MinZ, options.MaxZ, cancellationToken).ConfigureAwait(false);
        var only = options.OnlyTilesOf is { } other
            ? (await other.GetTileIdsAsync(cancellationToken: cancellationToken).ConfigureAwait(false)).ToHashSet(StringComparer.Ordinal)
            : null;
        var layers = zValues.SelectParallel(
            options.Parallelism, (z, token) => ReadLayerAsync(stack, z, only, options, token), cancellationToken);
        int done = 0;
        long count = 0;
        await foreach (var pairs in TilePairs.FindAsync(layers, options, cancellationToken).ConfigureAwait(false))
        {
            foreach (var pair in pairs)
                yield return pair;

            count += pairs.Count;
            progress?.Report(new TilePairProgress(++done, zValues.Count, count));
        }
    }

    private static async Task<PairLayer> ReadLayerAsync(
        RenderStack stack, double z, HashSet<string>? only, TilePairOptions options, CancellationToken cancellationToken)
    {
        IEnumerable<PairTile> tiles;
        if (options.UseRowsAndColumns)
        {
            var layer = await stack.GetResolvedTilesAsync(z, cancellationToken).ConfigureAwait(false);
            tiles = (layer.TileIdToSpecMap?.Values ?? []).Select(PairTile.OfLayout);
        }
        else
        {
            tiles = (await stack.GetTileBoundsAsync(z, cancellationToken).ConfigureAwait(false)).Select(PairTile.Of);
        }

        if (only is not null)
            tiles = tiles.Where(tile => only.Contains(tile.Canvas.Id));

        PairTile[] known = [.. tiles];
        var groups = known.Select(tile => tile.Canvas.GroupId).Distinct(StringComparer.Ordinal);
        var matched = await MatchedPairs.ReadAsync(groups, options, cancellationToken).ConfigureAwait(false);
        return new PairLayer(z, known, options, matched);
    }
}
