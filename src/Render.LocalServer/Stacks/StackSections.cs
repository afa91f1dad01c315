using Microsoft.Data.Sqlite;

namespace Render.LocalServer;

/// <summary>What the server derives from the tiles of a stack when it is completed.</summary>
internal static class StackSections
{
    private const string Aggregated = """
        SELECT section_id, z, COUNT(*), MIN(min_x), MAX(max_x), MIN(min_y), MAX(max_y)
        FROM tile INDEXED BY tile_by_place WHERE stack = ?1 AND z = ?2 GROUP BY section_id ORDER BY section_id
        """;

    /// <summary>Replaces the section data of a stack by that of its present tiles.</summary>
    public static void DeriveSections(this Session session, StackRow stack)
    {
        session.Execute("DELETE FROM section WHERE stack = ?1", stack.Id);

        // Layer by layer: all at once would be sorted first.
        foreach (var z in session.ZValues(stack, default))
        {
            session.Execute(
                "INSERT INTO section (stack, section_id, z, tile_count, min_x, max_x, min_y, max_y) SELECT ?1, * FROM (" + Aggregated + ")",
                stack.Id, z);
        }
    }

    /// <summary>The sections of a layer as its tiles are now.</summary>
    public static List<SectionData> LayerSections(this Session session, StackRow stack, double z) =>
        session.Query(Aggregated, ReadSection, stack.Id, z);

    /// <summary>The sections as they were when the stack was completed.</summary>
    /// <exception cref="InvalidArgumentException">It never was.</exception>
    /// <exception cref="NotFoundException">It is OFFLINE.</exception>
    public static List<SectionData> Sections(this Session session, StackRow stack, ZRange range)
    {
        if (stack.State == StackState.Offline)
            throw new NotFoundException($"{stack.Key} does not exist");

        if (!stack.HasSections)
        {
            throw new InvalidArgumentException(
                $"section data not aggregated for {stack.Key}, set stack state to COMPLETE to generate the aggregate collection");
        }

        var sections = session.Query(
            """
            SELECT section_id, z, tile_count, min_x, max_x, min_y, max_y FROM section
            WHERE stack = ?1 AND z >= ?2 AND z <= ?3 ORDER BY z, section_id
            """,
            ReadSection, stack.Id, range.Least, range.Most);

        // As the Java server, by what z is as text: 10.0 stands before 2.0.
        return
        [
            .. sections
                .OrderBy(section => JavaText.Of(section.Z!.Value), StringComparer.Ordinal)
                .ThenBy(section => section.SectionId, StringComparer.Ordinal),
        ];
    }

    /// <exception cref="IllegalStateException">The stack has no tiles, or one whose bounds are no numbers.</exception>
    public static StackStats DeriveStats(this Session session, StackRow stack)
    {
        var stats = session.First(
            """
            SELECT MIN(min_x), MIN(min_y), MIN(z), MAX(max_x), MAX(max_y), MAX(z), COUNT(*),
                MIN(max_x - min_x), MAX(max_x - min_x), MIN(max_y - min_y), MAX(max_y - min_y), COUNT(min_x + min_y + max_x + max_y)
            FROM tile INDEXED BY tile_by_place WHERE stack = ?1 HAVING COUNT(*) > 0
            """,
            row => row.GetInt64(11) < row.GetInt64(6) ? throw new IllegalStateException(TileTable.NoNumbers(stack.Key)) : new StackStats
            {
                StackBounds = new Bounds
                {
                    MinX = row.Number(0),
                    MinY = row.Number(1),
                    MinZ = row.Number(2),
                    MaxX = row.Number(3),
                    MaxY = row.Number(4),
                    MaxZ = row.Number(5),
                },
                TileCount = row.GetInt64(6),
                MinTileWidth = (int?)row.Number(7),
                MaxTileWidth = (int?)row.Number(8),
                MinTileHeight = (int?)row.Number(9),
                MaxTileHeight = (int?)row.Number(10),
            },
            stack.Id) ?? throw new IllegalStateException(NoTiles(stack.Key));

        var layers = session.ZValues(stack, default);
        stats.SectionCount = layers.Count;
        stats.NonIntegralSectionCount = layers.Count(z => z != Math.Truncate(z));
        stats.TransformCount = session.First("SELECT COUNT(*) FROM transform WHERE stack = ?1", row => row.GetInt64(0), stack.Id);
        stats.ChannelNames = session.ChannelNames(stack);
        return stats;
    }

    private static SectionData ReadSection(SqliteDataReader row) => new()
    {
        SectionId = row.Text(0),
        Z = row.Number(1),
        TileCount = row.GetInt64(2),
        MinX = row.Number(3),
        MaxX = row.Number(4),
        MinY = row.Number(5),
        MaxY = row.Number(6),
    };

    // The text quotes the Java server's own query; clients look for its beginning.
    private static string NoTiles(StackKey key)
    {
        const string Project = "z=$z, minX=$minX, minY=$minY, maxX=$maxX, maxY=$maxY, "
            + "width=Document{{$subtract=[$maxX, $minX]}}, height=Document{{$subtract=[$maxY, $minY]}}";
        const string Group = "_id=minAndMaxValues, stackMinX=Document{{$min=$minX}}, stackMinY=Document{{$min=$minY}}, "
            + "stackMinZ=Document{{$min=$z}}, stackMaxX=Document{{$max=$maxX}}, stackMaxY=Document{{$max=$maxY}}, "
            + "stackMaxZ=Document{{$max=$z}}, stackMinTileWidth=Document{{$min=$width}}, stackMaxTileWidth=Document{{$max=$width}}, "
            + "stackMinTileHeight=Document{{$min=$height}}, stackMaxTileHeight=Document{{$max=$height}}";
        return "Stack data aggregation returned no results because the stack has no tiles.  The aggregation query was "
            + $"render.{key.CollectionName("tile")}.aggregate([Document{{{{$project=Document{{{{{Project}}}}}}}}}, "
            + $"Document{{{{$group=Document{{{{{Group}}}}}}}}}]) .";
    }
}
