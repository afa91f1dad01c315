using System.Text;

namespace Render.LocalServer;

/// <summary>Chooses tiles of a stack by layer, group and place. Collects the SQL condition and the words for it at once.</summary>
internal sealed class TileFilter
{
    private readonly StringBuilder condition = new();
    private readonly List<object?> values = [];
    private readonly List<string> words = [];
    private readonly ZRange range;
    private readonly bool hasBox;
    private readonly string index;

    private TileFilter(ZRange range, bool hasBox = false, bool hasGroup = false)
    {
        this.range = range;
        this.hasBox = hasBox;
        index = (range.IsOpen && !hasBox) || hasGroup ? "" : " INDEXED BY tile_by_place";

        // A layer is searched for by its value, so that the index goes on behind it.
        if (range.IsLayer)
        {
            values.Add(range.Min);
            condition.Append(" AND tile.z = ?2");
        }
        else if (!range.IsOpen || hasBox)
        {
            values.AddRange([range.Least, range.Most]);
            condition.Append(hasBox ? "" : " AND tile.z >= ?2 AND tile.z <= ?3");
        }
    }

    /// <summary>The filter in the words of the Java server's messages.</summary>
    public string Words => words.Count == 0 ? "Document{{}}" : $"Document{{{{{string.Join(", ", words)}}}}}";

    public static TileFilter Of(ZRange range, string? groupId, double? minX, double? maxX, double? minY, double? maxY)
    {
        var filter = new TileFilter(range, (minX ?? maxX ?? minY ?? maxY) is not null, groupId is not null);
        filter.AddWords("z", range.Min, range.Max);
        if (groupId is not null)
        {
            filter.Add("group_id =", groupId);
            filter.words.Add($"groupId={groupId}");
        }

        filter.AddBox(minX, maxX, minY, maxY);
        filter.AddWords("maxX", minX, null);
        filter.AddWords("minX", null, maxX);
        filter.AddWords("maxY", minY, null);
        filter.AddWords("minY", null, maxY);
        return filter;
    }

    /// <summary>Chooses, of these tiles, those whose id matches; <c>null</c> matches all.</summary>
    /// <exception cref="IllegalStateException">This is no regular expression.</exception>
    public TileFilter Matching(string? pattern)
    {
        if (pattern is not null)
        {
            Patterns.Refuse(pattern);
            values.Add(pattern);
            condition.Append(" AND regexp(?").Append(values.Count + 1).Append(", tile_id)");
            words.Add($"tileId=Document{{{{$regex={pattern}}}}}");
        }

        return this;
    }

    /// <summary>Chooses a layer.</summary>
    public static TileFilter Layer(double z)
    {
        var filter = new TileFilter(ZRange.Of(z));
        filter.words.Add($"z={JavaText.Of(z)}");
        return filter;
    }

    /// <summary>Chooses tiles whose bounds touch a box; edges count.</summary>
    public static TileFilter Box(double z, double minX, double maxX, double minY, double maxY)
    {
        var filter = new TileFilter(ZRange.Of(z), hasBox: true);
        filter.AddBox(minX, maxX, minY, maxY);
        return filter;
    }

    /// <summary>Chooses tiles whose bounds hold a point; edges count.</summary>
    public static TileFilter At(double x, double y, double z) => Box(z, x, x, y, y);

    /// <summary>The query for columns of the tiles, in no particular order.</summary>
    /// <param name="columns">Columns of the table of tiles.</param>
    public string Select(string columns) => hasBox && !range.IsLayer
        // A box in each layer: the index finds its columns of tiles only when the layer is given. The null behind the last layer stands for
        // tiles that are in none; they belong to a query without limits of z.
        ? $"""
          {Layers.Steps} SELECT {columns} FROM step CROSS JOIN tile{index}
          WHERE stack = ?1 AND tile.z {(range.IsOpen ? "IS" : "=")} step.value{condition}
          """
        : $"SELECT {columns} FROM tile{index} WHERE stack = ?1{condition}";

    /// <summary>The query for columns of the tiles, sorted by tile id.</summary>
    /// <inheritdoc cref="Select"/>
    public string SelectSorted(string columns) =>
        // The index on tile ids gives this order, too, but leads through the whole stack.
        $"{Select(columns)} ORDER BY {(condition.Length == 0 && !hasBox ? "" : "+")}tile_id";

    /// <summary>The values for these queries.</summary>
    public object?[] Values(StackRow stack) => [stack.Id, .. values];

    private void AddBox(double? minX, double? maxX, double? minY, double? maxY)
    {
        AddLimits("max_x", minX, null);

        // The index has the left sides; that of a tile which reaches into the box is not far from the box.
        if (minX is not null)
            condition.Append(" AND min_x >= ?").Append(values.Count + 1).Append(" - (SELECT reach FROM stack WHERE stack.id = ?1)");

        AddLimits("min_x", null, maxX);
        AddLimits("max_y", minY, null);
        AddLimits("min_y", null, maxY);
    }

    private void AddLimits(string column, double? min, double? max)
    {
        if (min is { } least)
            Add(column + " >=", least);

        if (max is { } most)
            Add(column + " <=", most);
    }

    private void AddWords(string name, double? min, double? max)
    {
        List<string> limits = [];
        if (min is { } least)
            limits.Add($"$gte={JavaText.Of(least)}");

        if (max is { } most)
            limits.Add($"$lte={JavaText.Of(most)}");

        if (limits.Count > 0)
            words.Add($"{name}=Document{{{{{string.Join(", ", limits)}}}}}");
    }

    private void Add(string comparison, object value)
    {
        values.Add(value);
        condition.Append(" AND ").Append(comparison).Append(" ?").Append(values.Count + 1);
    }
}
