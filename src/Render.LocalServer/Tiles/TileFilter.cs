using System.Text;

namespace Render.LocalServer;

/// <summary>Chooses tiles of a stack by layer, group and place. Collects the SQL condition and the words for it at once.</summary>
internal sealed class TileFilter
{
    private readonly StringBuilder condition = new();
    private readonly List<object?> values = [];
    private readonly List<string> words = [];

    /// <summary>The conditions, to be put after one on the stack, which is <c>?1</c>.</summary>
    public string Condition => condition.ToString();

    public object?[] Values => [.. values];

    /// <summary>The filter in the words of the Java server's messages.</summary>
    public string Words => words.Count == 0 ? "Document{{}}" : $"Document{{{{{string.Join(", ", words)}}}}}";

    public static TileFilter Of(ZRange range, string? groupId, double? minX, double? maxX, double? minY, double? maxY)
    {
        var filter = new TileFilter();
        filter.AddRange("z", "z", range.Min, range.Max);
        if (groupId is not null)
            filter.Add("group_id =", groupId, $"groupId={groupId}");

        filter.AddRange("max_x", "maxX", minX, null);
        filter.AddRange("min_x", "minX", null, maxX);
        filter.AddRange("max_y", "maxY", minY, null);
        filter.AddRange("min_y", "minY", null, maxY);
        return filter;
    }

    /// <summary>Chooses a layer.</summary>
    public static TileFilter Layer(double z)
    {
        var filter = new TileFilter();
        filter.Add("z =", z, $"z={JavaText.Of(z)}");
        return filter;
    }

    /// <summary>Chooses tiles whose bounds hold a point; edges count.</summary>
    public static TileFilter At(double x, double y, double z)
    {
        var filter = Layer(z);
        filter.AddRange("min_x", "minX", null, x);
        filter.AddRange("max_x", "maxX", x, null);
        filter.AddRange("min_y", "minY", null, y);
        filter.AddRange("max_y", "maxY", y, null);
        return filter;
    }

    private void AddRange(string column, string name, double? min, double? max)
    {
        List<string> limits = [];
        if (min is { } least)
        {
            Add(column + " >=", least, null);
            limits.Add($"$gte={JavaText.Of(least)}");
        }

        if (max is { } most)
        {
            Add(column + " <=", most, null);
            limits.Add($"$lte={JavaText.Of(most)}");
        }

        if (limits.Count > 0)
            words.Add($"{name}=Document{{{{{string.Join(", ", limits)}}}}}");
    }

    private void Add(string comparison, object value, string? word)
    {
        values.Add(value);
        condition.Append(" AND ").Append(comparison).Append(" ?").Append(values.Count + 1);
        if (word is not null)
            words.Add(word);
    }
}
