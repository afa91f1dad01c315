namespace Render;

/// <summary>The values of an enumeration, by line of the server.</summary>
internal static class LineValues<T>
    where T : struct, IExtensibleEnum<T>
{
    private static readonly IReadOnlyList<T>[] ByLine = [.. Enum.GetValues<ServerLine>().Select(T.ValuesOf)];

    /// <summary>The values that a line has. The server takes a value by its place in this list, too.</summary>
    public static IReadOnlyList<T> Of(ServerLine line) => ByLine[(int)line];
}
