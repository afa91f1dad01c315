using System.Globalization;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace Render;

/// <summary>
/// A layer of more tiles than the server gives at once, read in parts: boxes of which each meets few enough tiles. The boxes are made from
/// those of the tiles, which the server gives without a limit.
/// </summary>
internal sealed class LargeLayer
{
    private const int MostTiles = 50_000;

    private readonly RenderStack stack;
    private readonly double z;
    private readonly List<TileBounds> parts = [];
    private readonly HashSet<string> missing;

    private LargeLayer(RenderStack stack, double z, TileBounds[] tiles, RenderException refusal)
    {
        (this.stack, this.z) = (stack, z);
        missing = new(tiles.Select(tile => tile.TileId).OfType<string>(), StringComparer.Ordinal);
        if (!TrySplit(tiles, tiles))
        {
            throw new RenderException(
                Text($"More than {MostTiles:N0} tiles lie at one place in layer {z} of {stack}, and the server gives no more at once. Read them by their ids: GetTileIdsAsync({z}, {z}), then GetTilesAsync."),
                refusal);
        }
    }

    /// <summary>Whether a layer may have been refused for its size. Servers say that in different words.</summary>
    public static bool MayBeMeantBy(RenderException refusal) => refusal is RenderBadRequestException && !refusal.SaysNoTiles();

    /// <summary>Finds the parts of a layer.</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="z">The layer.</param>
    /// <param name="refusal">What the server said when it was asked for the whole; thrown again if the layer is not that large.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <exception cref="RenderException">Too many tiles lie at one place.</exception>
    public static async Task<LargeLayer> OpenAsync(
        RenderStack stack, double z, RenderException refusal, CancellationToken cancellationToken)
    {
        var tiles = await stack.GetTileBoundsAsync(z, cancellationToken).ConfigureAwait(false);
        if (tiles.Count <= MostTiles)
            ExceptionDispatchInfo.Throw(refusal);

        return new LargeLayer(stack, z, [.. tiles], refusal);
    }

    /// <summary>Reads all tiles, and the transforms that they share.</summary>
    /// <exception cref="RenderException">Tiles went away meanwhile.</exception>
    public async Task<ResolvedTileSpecCollection> ReadAsync(CancellationToken cancellationToken)
    {
        List<ResolvedTileSpecCollection> read = [];
        foreach (var part in parts)
        {
            read.Add(await stack.Client.Api.Tiles
                .GetResolvedTilesAsync(stack.Owner, stack.Project, stack.Name, z, z, null, part.MinX, part.MaxX, part.MinY, part.MaxY, matchPattern: null, cancellationToken)
                .ConfigureAwait(false));
        }

        var layer = read.Combine();
        missing.ExceptWith(layer.TileIdToSpecMap!.Keys);
        ThrowIfIncomplete();
        return layer;
    }

    /// <summary>Reads all tiles while they arrive, references replaced.</summary>
    /// <exception cref="RenderException">Tiles went away meanwhile.</exception>
    public async IAsyncEnumerable<TileSpec> StreamAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var part in parts)
        {
            var specs = stack.Client.ReadToEndAsync(
                stop => stack.Client.Api.Tiles.StreamResolvedTilesAsync(
                    stack.Owner, stack.Project, stack.Name, z, z, null, part.MinX, part.MaxX, part.MinY, part.MaxY, matchPattern: null, stop),
                ResolvedStream.AreSame,
                cancellationToken: cancellationToken);
            await foreach (var tile in ResolvedStream.ResolveAsync(specs, cancellationToken).ConfigureAwait(false))
            {
                // Tiles on the border belong to the part that comes first.
                if (missing.Remove(tile.TileId))
                    yield return tile;
            }
        }

        ThrowIfIncomplete();
    }

    // Halves what meets too many, across its longer side, until that is no help.
    private bool TrySplit(TileBounds[] own, TileBounds[] all)
    {
        // A pixel wider, so that it does not matter whether boxes that only touch are met.
        double minX = own.Min(tile => tile.MinX!.Value) - 1;
        double minY = own.Min(tile => tile.MinY!.Value) - 1;
        double maxX = own.Max(tile => tile.MaxX!.Value) + 1;
        double maxY = own.Max(tile => tile.MaxY!.Value) + 1;
        TileBounds[] met = [.. all.Where(tile => tile.MinX <= maxX && tile.MaxX >= minX && tile.MinY <= maxY && tile.MaxY >= minY)];
        if (met.Length <= MostTiles)
        {
            parts.Add(new TileBounds { MinX = minX, MinY = minY, MaxX = maxX, MaxY = maxY });
            return true;
        }

        if (own.Length == 1)
            return false;

        TileBounds[] sorted = [.. maxX - minX > maxY - minY ? own.OrderBy(tile => tile.MinX + tile.MaxX) : own.OrderBy(tile => tile.MinY + tile.MaxY)];
        return TrySplit(sorted[..(own.Length / 2)], met) && TrySplit(sorted[(own.Length / 2)..], met);
    }

    private void ThrowIfIncomplete()
    {
        if (missing.Count > 0)
        {
            throw new RenderException(
                Text($"{missing.Count:N0} tiles of layer {z} of {stack}, such as '{missing.First()}', went away while it was read in parts: somebody else is writing. Read it again."));
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
