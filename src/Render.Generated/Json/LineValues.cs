namespace Render;

/// <summary>The values of enumerations of which some belong to one line of the server only.</summary>
internal static class LineValues
{
    /// <summary>The values that a line has, in its order.</summary>
    public static IReadOnlyList<T> InOrder<T>(ServerLine line, ReadOnlySpan<(T Value, string? Since, string? Until)> all)
    {
        var values = new List<T>(all.Length);
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
