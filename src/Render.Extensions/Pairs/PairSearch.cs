using Render.Transforms;

namespace Render;

/// <summary>Finds the pairs of a layer with itself and with the layers behind it.</summary>
internal static class PairSearch
{
    public static List<TilePair> Find(PairLayer layer, IEnumerable<PairLayer> behind, TilePairOptions options)
    {
        List<TilePair> pairs = [];
        if (!options.ExcludeSameLayer)
            FindWithin(layer, options, pairs);

        List<int> touching = [];
        foreach (var other in behind)
        {
            foreach (ref readonly var tile in layer.Tiles.AsSpan())
            {
                if (!Looks(tile, options))
                    continue;

                touching.Clear();
                other.Grid.Find(Around(tile, options), touching);
                foreach (int i in touching)
                {
                    ref readonly var neighbour = ref other.Tiles[i];
                    if (IsNeighbour(tile, neighbour, options))
                        Add(tile, layer, neighbour, other, options, pairs);
                }
            }
        }

        return pairs;
    }

    // Each of two tiles looks for the other: boxes may differ.
    private static void FindWithin(PairLayer layer, TilePairOptions options, List<TilePair> pairs)
    {
        var tiles = layer.Tiles;
        List<(int First, int Second)> found = [];
        List<int> touching = [];
        for (int i = 0; i < tiles.Length; i++)
        {
            if (!Looks(tiles[i], options))
                continue;

            touching.Clear();
            layer.Grid.Find(Around(tiles[i], options), touching);
            foreach (int other in touching)
            {
                bool isByPlace = !options.UseRowsAndColumns || tiles[i].Canvas.GroupId != tiles[other].Canvas.GroupId;
                if (other != i && isByPlace && IsNeighbour(tiles[i], tiles[other], options))
                    found.Add((Math.Min(i, other), Math.Max(i, other)));
            }
        }

        if (options.UseRowsAndColumns)
            FindByRowAndColumn(tiles, options, found);

        found.Sort();
        var last = (-1, -1);
        foreach (var pair in found)
        {
            if (pair != last)
                Add(tiles[pair.First], layer, tiles[pair.Second], layer, options, pairs);

            last = pair;
        }
    }

    private static void FindByRowAndColumn(PairTile[] tiles, TilePairOptions options, List<(int First, int Second)> found)
    {
        ReadOnlySpan<(int Row, int Column)> steps = options.ExcludeCorners ? [(0, 1), (1, 0)] : [(0, 1), (1, 0), (1, 1), (1, -1)];
        var byPlace = Enumerable.Range(0, tiles.Length).ToLookup(i => (tiles[i].Canvas.GroupId, tiles[i].Row, tiles[i].Column));
        for (int i = 0; i < tiles.Length; i++)
        {
            foreach (var (row, column) in steps)
            {
                foreach (int other in byPlace[(tiles[i].Canvas.GroupId, tiles[i].Row + row, tiles[i].Column + column)])
                {
                    // Cells are neighbours of one another: either may be the one that looks.
                    if (Looks(tiles[i], options) || Looks(tiles[other], options))
                        found.Add((Math.Min(i, other), Math.Max(i, other)));
                }
            }
        }
    }

    private static bool Looks(in PairTile tile, TilePairOptions options) => options.NearTiles?.Contains(tile.Canvas.Id) != false;

    private static double Radius(in PairTile tile, TilePairOptions options) =>
        options.RadiusFactor * Math.Max(tile.Box.Width, tile.Box.Height);

    private static BoundingBox Around(in PairTile tile, TilePairOptions options)
    {
        double radius = Radius(tile, options);
        var centre = tile.Centre;
        return new BoundingBox(centre.X - radius, centre.Y - radius, centre.X + radius, centre.Y + radius);
    }

    private static bool IsNeighbour(in PairTile tile, in PairTile other, TilePairOptions options)
    {
        var centre = tile.Centre;
        double dx = Math.Max(0, Math.Max(other.Box.MinX - centre.X, centre.X - other.Box.MaxX));
        double dy = Math.Max(0, Math.Max(other.Box.MinY - centre.Y, centre.Y - other.Box.MaxY));
        double radius = Radius(tile, options);
        return (dx * dx) + (dy * dy) <= radius * radius && !(options.ExcludeCorners && IsAcrossCorner(tile.Box, other.Centre));
    }

    private static bool IsAcrossCorner(BoundingBox box, Point2D centre) =>
        (centre.X < box.MinX || centre.X > box.MaxX) && (centre.Y < box.MinY || centre.Y > box.MaxY);

    private static void Add(
        in PairTile a, PairLayer layerOfA, in PairTile b, PairLayer layerOfB, TilePairOptions options, List<TilePair> pairs)
    {
        bool isSameLayer = ReferenceEquals(layerOfA, layerOfB);
        if (a.Canvas > b.Canvas)
        {
            AddOrdered(b, layerOfB, a, isSameLayer, options, pairs);
            return;
        }

        AddOrdered(a, layerOfA, b, isSameLayer, options, pairs);
    }

    private static void AddOrdered(
        in PairTile p, PairLayer layerOfP, in PairTile q, bool isSameLayer, TilePairOptions options, List<TilePair> pairs)
    {
        bool isSameSection = p.Canvas.GroupId == q.Canvas.GroupId;
        if (!(isSameSection && options.ExcludeSameSection) && p.Canvas != q.Canvas && !layerOfP.IsMatched(p.Canvas, q.Canvas))
            pairs.Add(new TilePair(p.Canvas, q.Canvas, isSameLayer ? PositionOf(p, q, options) : null));
    }

    // As render's own client has it: by the upper left corners, whatever the sizes.
    private static MontageRelativePosition PositionOf(in PairTile p, in PairTile q, TilePairOptions options)
    {
        double dx = options.UseRowsAndColumns ? q.Column - p.Column : q.Box.MinX - p.Box.MinX;
        double dy = options.UseRowsAndColumns ? q.Row - p.Row : q.Box.MinY - p.Box.MinY;
        if (Math.Abs(dx) > Math.Abs(dy))
            return dx > 0 ? MontageRelativePosition.Left : MontageRelativePosition.Right;

        return dy >= 0 ? MontageRelativePosition.Top : MontageRelativePosition.Bottom;
    }
}
