using Render.Transforms;

namespace Render;

/// <summary>The tiles of a layer that may be in pairs, in the order of their ids, with an index of their boxes.</summary>
internal sealed class PairLayer
{
    private readonly BoxGrid grid;
    private readonly IReadOnlySet<(CanvasId P, CanvasId Q)> matched;

    public PairLayer(double z, IEnumerable<PairTile> tiles, TilePairOptions options, IReadOnlySet<(CanvasId P, CanvasId Q)> matched)
    {
        Z = z;
        this.matched = matched;
        Tiles = [.. tiles];
        Array.Sort(Tiles, static (a, b) => string.CompareOrdinal(a.Canvas.Id, b.Canvas.Id));
        grid = Index(Tiles);

        // What is not of interest hides tiles all the same.
        bool[] isWanted = [.. Tiles.Select((tile, i) => IsWanted(tile, options) && !(options.ExcludeObscured && IsObscured(i)))];
        if (!isWanted.All(wanted => wanted))
        {
            Tiles = [.. Tiles.Where((_, i) => isWanted[i])];
            grid = Index(Tiles);
        }
    }

    public double Z { get; }

    public PairTile[] Tiles { get; }

    public BoxGrid Grid => grid;

    /// <summary>Whether a pair, p of which is in this layer, has matches already.</summary>
    public bool IsMatched(CanvasId p, CanvasId q) => matched.Count > 0 && matched.Contains((p, q));

    private static BoxGrid Index(PairTile[] tiles) => new([.. tiles.Select(tile => tile.Box)]);

    private static bool IsWanted(PairTile tile, TilePairOptions options) =>
        options.TileIdPattern?.IsMatch(tile.Canvas.Id) != false && (options.Area is not { } area || BoxGrid.Touch(tile.Box, area));

    private bool IsObscured(int index)
    {
        List<int> touching = [];
        grid.Find(Tiles[index].Box, touching);
        return Coverage.IsHidden(Tiles[index].Box, touching.Where(other => other > index).Select(other => Tiles[other].Box));
    }
}
