using Microsoft.Data.Sqlite;
using Render.Transforms;

namespace Render.LocalServer;

/// <summary>The tiles of a layer by place: many points are found in memory faster than by a query for each.</summary>
internal sealed class LayerTiles
{
    private readonly string[] ids;
    private readonly BoundingBox[] boxes;
    private readonly BoxGrid grid;

    // A box without end is in all cells: then every point looks at every tile.
    private readonly int[]? all;

    private LayerTiles(List<(string Id, BoundingBox Box)> tiles)
    {
        ids = [.. tiles.Select(tile => tile.Id)];
        boxes = [.. tiles.Select(tile => tile.Box)];
        grid = new BoxGrid(boxes);
        all = boxes.Any(box => double.IsInfinity(box.Width) || double.IsInfinity(box.Height)) ? [.. Enumerable.Range(0, boxes.Length)] : null;
    }

    public static LayerTiles Read(Session session, StackRow stack, double z)
    {
        var layer = TileFilter.Layer(z);
        return new(session.Query(
            layer.SelectSorted("tile_id, min_x, min_y, max_x, max_y"),
            row => (row.GetString(0), new BoundingBox(Side(row, 1), Side(row, 2), Side(row, 3), Side(row, 4))),
            layer.Values(stack)));
    }

    /// <summary>The ids of the tiles whose bounds hold a point, sorted.</summary>
    public List<string> At(double x, double y)
    {
        List<string> found = [];
        foreach (var i in all ?? grid.Around(new(x, y)))
        {
            if (boxes[i].Contains(new(x, y)))
                found.Add(ids[i]);
        }

        return found;
    }

    // What is not a number is stored as null, and found nowhere.
    private static double Side(SqliteDataReader row, int column) => row.Number(column) ?? double.NaN;
}
