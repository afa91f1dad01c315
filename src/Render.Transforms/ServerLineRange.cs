namespace Render;

/// <summary>The lines of the server that have something: what the contract says with <c>x-since</c> and <c>x-until</c>.</summary>
internal static class ServerLineRange
{
    private static readonly ServerLine[] All = [ServerLine.Line40, ServerLine.Line43];

    /// <summary>The lines from one version on, up to another.</summary>
    /// <param name="since">The first version that has it, such as <c>4.3</c>; <c>null</c> when all did from the beginning.</param>
    /// <param name="until">The last version that has it, such as <c>4.0.2</c>; <c>null</c> when the newest has it.</param>
    public static IReadOnlyList<ServerLine> Of(string? since, string? until)
    {
        if (since is null && until is null)
        {
            return All;
        }

        var first = since is null ? null : Version.Parse(since);
        var last = until is null ? null : Version.Parse(until);
        return [.. All.Where(line => (first is null || first <= VersionOf(line)) && (last is null || VersionOf(line) <= last))];
    }

    /// <summary>The name of a line in messages: the version that it is known by, such as <c>4.0.2</c>.</summary>
    public static string NameOf(ServerLine line) => VersionOf(line).ToString();

    private static Version VersionOf(ServerLine line) => line switch
    {
        ServerLine.Line40 => new Version(4, 0, 2),
        ServerLine.Line43 => new Version(4, 3),
        _ => throw new ArgumentOutOfRangeException(nameof(line), line, "This is no line of the server."),
    };
}
