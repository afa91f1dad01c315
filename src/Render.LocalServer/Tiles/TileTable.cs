using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Render.LocalServer;

/// <summary>Stores tiles.</summary>
internal static class TileTable
{
    private const string Columns = "tile_id, z, section_id, group_id, min_x, min_y, max_x, max_y, channels, spec";

    /// <summary>Inserts tiles or replaces those that are there.</summary>
    public static void Save(this Session session, StackRow stack, IReadOnlyCollection<TileRow> tiles)
    {
        session.Reach(stack, tiles.Max(Width));
        var save = session.Prepare(
            """
            INSERT INTO tile (stack, tile_id, z, section_id, group_id, min_x, min_y, max_x, max_y, channels, spec)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
            ON CONFLICT (stack, tile_id) DO UPDATE SET z = ?3, section_id = ?4, group_id = ?5,
                min_x = ?6, min_y = ?7, max_x = ?8, max_y = ?9, channels = ?10, spec = ?11
            """);
        foreach (var tile in tiles)
        {
            save.Execute(
                stack.Id, tile.TileId, tile.Z, tile.SectionId, tile.GroupId, tile.MinX, tile.MinY, tile.MaxX, tile.MaxY,
                tile.Channels, tile.Spec);
        }
    }

    /// <summary>The rows of the tiles of a layer, or of those in none, in the order in which they were saved first.</summary>
    public static List<long> TileRows(this Session session, StackRow stack, double? z) => session.Query(
        $"SELECT id FROM tile INDEXED BY tile_by_place WHERE stack = ?1 AND z {(z is null ? "IS" : "=")} ?2 ORDER BY id",
        row => row.GetInt64(0), stack.Id, z);

    /// <summary>Copies tiles into a stack that has none of them.</summary>
    /// <exception cref="IllegalStateException">It has one of them.</exception>
    public static void CopyTiles(this Session session, IEnumerable<long> rows, StackRow target)
    {
        try
        {
            session.Execute(
                $"INSERT INTO tile (stack, {Columns}) SELECT ?2, {Columns} FROM json_each(?1) CROSS JOIN tile ON tile.id = json_each.value",
                $"[{string.Join(',', rows)}]", target.Id);
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode == SqliteErrors.Constraint)
        {
            throw new IllegalStateException($"duplicate key error collection: render.{target.Key.CollectionName("tile")}");
        }
    }

    public static List<double> ZValues(this Session session, StackRow stack, ZRange range) =>
        session.Query(Layers.Query, row => row.GetDouble(0), stack.Id, range.Least, range.Most);

    /// <summary>The names of the channels of all tiles.</summary>
    public static List<string> ChannelNames(this Session session, StackRow stack) =>
    [
        .. session
            .Query(
                DistinctValues.Query("tile", "channels", "stack = ?1 AND channels IS NOT NULL", "channels >= ''"),
                row => row.GetString(0), stack.Id)
            .SelectMany(names => names.Split('\n'))
            .Distinct()
            .Order(StringComparer.Ordinal),
    ];

    public static TileSpec? FindTile(this Session session, StackRow? stack, string tileId) =>
        session.FindTileJson(stack, tileId) is { } json ? Parse(json) : null;

    public static byte[]? FindTileJson(this Session session, StackRow? stack, string tileId) => stack is null
        ? null
        : session.First("SELECT spec FROM tile WHERE stack = ?1 AND tile_id = ?2", row => row.Bytes(0), stack.Id, tileId);

    /// <exception cref="NotFoundException">The stack has no such tile.</exception>
    public static TileSpec RequireTile(this Session session, StackKey key, string tileId) =>
        session.FindTile(session.Find(key), tileId) ?? throw NoSuchTile(key, tileId);

    public static NotFoundException NoSuchTile(StackKey key, string tileId) =>
        new($"tile spec with id '{tileId}' does not exist in the render.{key.CollectionName("tile")} collection");

    /// <summary>The JSON of the tiles that match, sorted by tile id.</summary>
    /// <exception cref="TooManyTilesException">They are more than the line gives at once.</exception>
    public static List<byte[]> TileJson(this Session session, StackRow stack, TileFilter filter, LineRules rules)
    {
        var tiles = session.Query(TileJson(filter, rules.MostTiles + 1), row => row.Bytes(0), filter.Values(stack));
        return tiles.Count <= rules.MostTiles ? tiles : throw new TooManyTilesException(filter.Words);
    }

    /// <summary>All tiles of a layer, sorted by tile id.</summary>
    public static List<TileSpec> LayerTiles(this Session session, StackRow stack, double z)
    {
        var layer = TileFilter.Layer(z);
        return session.Query(TileJson(layer, -1), row => Parse(row.Bytes(0)), layer.Values(stack));
    }

    public static List<string> TileIds(this Session session, StackRow stack, ZRange range, string? pattern)
    {
        const string Matching = "stack = ?1 AND (?2 IS NULL OR regexp(?2, tile_id))";
        return range.IsOpen
            ? session.Query($"SELECT tile_id FROM tile WHERE {Matching} ORDER BY tile_id", ReadId, stack.Id, pattern)
            : session.Query(
                $"SELECT tile_id FROM tile INDEXED BY tile_by_place WHERE {Matching} AND z >= ?3 AND z <= ?4 ORDER BY tile_id",
                ReadId, stack.Id, pattern, range.Least, range.Most);
    }

    /// <summary>The bounds of the tiles of a layer, in the order in which they were saved first.</summary>
    public static List<TileBounds> TileBounds(this Session session, StackRow stack, double z, string? pattern, LineRules rules) =>
        session.TileBounds(stack, "INDEXED BY tile_by_place WHERE stack = ?1 AND z = ?2", z, pattern, rules);

    /// <summary>The bounds of the tiles of a section, in the order in which they were saved first.</summary>
    public static List<TileBounds> TileBounds(this Session session, StackRow stack, string sectionId, string? pattern, LineRules rules) =>
        session.TileBounds(stack, "WHERE stack = ?1 AND section_id = ?2", sectionId, pattern, rules);

    /// <summary>Ids and sections of the tiles that match.</summary>
    public static List<(string TileId, string? SectionId)> TileSections(this Session session, StackRow stack, TileFilter filter) =>
        session.Query(filter.Select("tile_id, section_id"), row => (row.GetString(0), row.Text(1)), filter.Values(stack));

    public static long CountTiles(this Session session, StackRow stack, double z, double x, double y, double width, double height)
    {
        var filter = TileFilter.Box(z, x, x + width, y, y + height);
        return session.First(filter.Select("COUNT(*)"), row => row.GetInt64(0), filter.Values(stack));
    }

    public static TileSpec Parse(byte[] json) => JsonSerializer.Deserialize(json, ServerJson.TypeInfo<TileSpec>())!;

    // Rows are sorted without the JSON, which is fetched for those that are given out.
    private static string TileJson(TileFilter filter, int limit) =>
        $"SELECT (SELECT spec FROM tile WHERE tile.id = found.id) FROM ({filter.SelectSorted("id")} LIMIT {limit}) AS found";

    // At least the width: the difference is rounded.
    private static double Width(TileRow tile) => tile is { MinX: { } min, MaxX: { } max }
        ? Math.BitIncrement(max - min) is var width && double.IsNaN(width) ? double.PositiveInfinity : width
        : 0;

    private static string ReadId(SqliteDataReader row) => row.GetString(0);

    private static List<TileBounds> TileBounds(
        this Session session, StackRow stack, string condition, object value, string? pattern, LineRules rules)
    {
        if (pattern is not null)
            Patterns.Refuse(pattern);

        return session.Query(
            $"""
            SELECT min_x, min_y, max_x, max_y, tile_id, section_id, z FROM tile {condition} AND (?3 IS NULL OR regexp(?3, tile_id)) ORDER BY id
            """,
            row => new TileBounds
            {
                MinX = Side(row, 0, stack),
                MinY = Side(row, 1, stack),
                MinZ = rules.TileBoundsHaveZ ? row.Number(6) : null,
                MaxX = Side(row, 2, stack),
                MaxY = Side(row, 3, stack),
                MaxZ = rules.TileBoundsHaveZ ? row.Number(6) : null,
                TileId = row.GetString(4),
                SectionId = row.Text(5),
                Z = row.Number(6),
            },
            stack.Id, value, pattern);
    }

    /// <summary>What is wrong with tiles whose bounds JSON has no numbers for: they are stored as text, and nothing can be computed with them.</summary>
    public static string NoNumbers(StackKey key) => $"bounds of tiles of the {key} are no numbers";

    private static double Side(SqliteDataReader row, int column, StackRow stack) =>
        row.Number(column) ?? throw new IllegalStateException(NoNumbers(stack.Key));
}
