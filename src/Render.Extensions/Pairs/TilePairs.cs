using System.Runtime.CompilerServices;

namespace Render;

/// <summary>Finding tiles that are neighbours among boxes that are in memory.</summary>
public static class TilePairs
{
    private static readonly HashSet<(CanvasId, CanvasId)> NothingMatched = [];

    /// <summary>Finds neighbours among boxes, without a server.</summary>
    /// <param name="tiles">Boxes with ids, section ids and z, in any order.</param>
    /// <param name="options">
    /// Which tiles are neighbours; the defaults when <c>null</c>. What needs a server, or tile specs, cannot be asked here:
    /// <see cref="TilePairOptions.ExcludeMatched"/>, <see cref="TilePairOptions.OnlyTilesOf"/>,
    /// <see cref="TilePairOptions.UseRowsAndColumns"/>.
    /// </param>
    /// <param name="cancellationToken">Stops the search.</param>
    /// <returns>What <see cref="StackPairExtensions.FindPairsAsync"/> gives.</returns>
    /// <exception cref="RenderException">A tile has no id, section id, z or box; the message names it.</exception>
    /// <exception cref="ArgumentException">An option cannot be asked here.</exception>
    public static IAsyncEnumerable<TilePair> FindAsync(
        IEnumerable<TileBounds> tiles, TilePairOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(tiles);
        options ??= new TilePairOptions();
        options.Validate();
        if (options is not { ExcludeMatched: [], OnlyTilesOf: null, UseRowsAndColumns: false })
        {
            throw new ArgumentException(
                $"{nameof(TilePairOptions.ExcludeMatched)}, {nameof(TilePairOptions.OnlyTilesOf)} and {nameof(TilePairOptions.UseRowsAndColumns)} "
                + $"need a stack: use {nameof(StackPairExtensions.FindPairsAsync)}.",
                nameof(options));
        }

        var layers = tiles
            .GroupBy(tile => tile?.Z ?? throw new RenderException($"Tile '{tile?.TileId}' has no z, so that it is in no layer. Set it."))
            .Where(layer => !(layer.Key < options.MinZ) && !(layer.Key > options.MaxZ))
            .OrderBy(layer => layer.Key)
            .SelectParallel(
                options.Parallelism,
                (layer, token) => Task.Run(() => new PairLayer(layer.Key, layer.Select(PairTile.Of), options, NothingMatched), token),
                cancellationToken);
        return FindAsync(layers, options, cancellationToken).SelectMany(static pairs => pairs);
    }

    /// <summary>Searches layers side by side; one list for each layer, in their order.</summary>
    internal static IAsyncEnumerable<List<TilePair>> FindAsync(
        IAsyncEnumerable<PairLayer> layers, TilePairOptions options, CancellationToken cancellationToken) =>
        WindowsAsync(layers, options.ZDistance, cancellationToken).SelectParallel(
            options.Parallelism,
            (window, token) => Task.Run(() => PairSearch.Find(window.Layer, window.Behind, options), token),
            cancellationToken);

    // Each layer with those behind it that are within reach.
    private static async IAsyncEnumerable<(PairLayer Layer, PairLayer[] Behind)> WindowsAsync(
        IAsyncEnumerable<PairLayer> layers, double distance, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        List<PairLayer> window = [];
        await foreach (var layer in layers.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            while (window is [var first, ..] && layer.Z - first.Z > distance)
            {
                yield return (first, [.. window.Skip(1)]);
                window.RemoveAt(0);
            }

            window.Add(layer);
        }

        for (; window is [var first, ..]; window.RemoveAt(0))
            yield return (first, [.. window.Skip(1)]);
    }
}
