using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Render.LocalServer;

/// <summary>Stores tiles.</summary>
internal static class TileTable
{
    /// <summary>Inserts tiles or replaces those that are there.</summary>
    public static void Save(this Session session, StackRow stack, IEnumerable<TileRow> tiles)
    {
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

    public static void CopyTiles(this Session session, StackRow source, StackRow target, IReadOnlyList<double>? layers)
    {
        const string Copy = """
            INSERT INTO tile (stack, tile_id, z, section_id, group_id, min_x, min_y, max_x, max_y, channels, spec)
            SELECT ?2, tile_id, z, section_id, group_id, min_x, min_y, max_x, max_y, channels, spec FROM tile WHERE stack = ?1
            """;
        try
        {
            if (layers is not { Count: > 0 })
                session.Execute(Copy + " ORDER BY id", source.Id, target.Id);

            foreach (var z in layers ?? [])
                session.Execute(Copy + " AND z = ?3 ORDER BY id", source.Id, target.Id, z);
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode == SqliteErrors.Constraint)
        {
            throw new IllegalStateException($"duplicate key error collection: render.{target.Key.CollectionName("tile")}");
        }
    }

    public static List<double> ZValues(this Session session, StackRow stack, ZRange range) => session.Query(
        "SELECT DISTINCT z FROM tile WHERE stack = ?1 AND z IS NOT NULL AND (?2 IS NULL OR z >= ?2) AND (?3 IS NULL OR z <= ?3) ORDER BY z",
        row => row.GetDouble(0), stack.Id, range.Min, range.Max);

    /// <summary>The names of the channels of all tiles.</summary>
    public static List<string> ChannelNames(this Session session, StackRow stack) =>
    [
        .. session
            .Query("SELECT DISTINCT channels FROM tile WHERE stack = ?1 AND channels IS NOT NULL", row => row.GetString(0), stack.Id)
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
    public static List<byte[]> TileJson(this Session session, StackRow stack, TileFilter filter) => session.Query(
        "SELECT spec FROM tile WHERE stack = ?1" + filter.Condition + " ORDER BY tile_id LIMIT 50001",
        row => row.Bytes(0), [stack.Id, .. filter.Values]);

    public static List<string> TileIds(this Session session, StackRow stack, ZRange range, string? pattern) => session.Query(
        """
        SELECT tile_id FROM tile WHERE stack = ?1 AND (?2 IS NULL OR z >= ?2) AND (?3 IS NULL OR z <= ?3)
            AND (?4 IS NULL OR regexp(?4, tile_id)) ORDER BY tile_id
        """,
        row => row.GetString(0), stack.Id, range.Min, range.Max, pattern);

    /// <summary>The bounds of tiles of a layer or a section, in the order in which they were saved first.</summary>
    public static List<TileBounds> TileBounds(this Session session, StackRow stack, double? z, string? sectionId) => session.Query(
        """
        SELECT min_x, min_y, max_x, max_y, tile_id, section_id, z FROM tile
        WHERE stack = ?1 AND (?2 IS NULL OR z = ?2) AND (?3 IS NULL OR section_id = ?3) ORDER BY id
        """,
        row => new TileBounds
        {
            MinX = row.Number(0),
            MinY = row.Number(1),
            MaxX = row.Number(2),
            MaxY = row.Number(3),
            TileId = row.GetString(4),
            SectionId = row.Text(5),
            Z = row.Number(6),
        },
        stack.Id, z, sectionId);

    public static long CountTiles(this Session session, StackRow stack, double z, double x, double y, double width, double height) =>
        session.First(
            "SELECT COUNT(*) FROM tile WHERE stack = ?1 AND z = ?2 AND max_x >= ?3 AND min_x <= ?4 AND max_y >= ?5 AND min_y <= ?6",
            row => row.GetInt64(0), stack.Id, z, x, x + width, y, y + height);

    public static TileSpec Parse(byte[] json) => JsonSerializer.Deserialize(json, ServerJson.TypeInfo<TileSpec>())!;
}
