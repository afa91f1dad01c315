namespace Render;

/// <summary>The values of enumerations that differ between the lines of the server. The contract adds a method for each.</summary>
internal static partial class LineValues
{
    private static List<string> InOrder(ServerLine line, ReadOnlySpan<(string Value, string? Since, string? Until)> all)
    {
        var values = new List<string>(all.Length);
        foreach (var (value, since, until) in all)
        {
            if (ServerLineRange.Of(since, until).Contains(line))
            {
                values.Add(value);
            }
        }

        return values;
    }
}
