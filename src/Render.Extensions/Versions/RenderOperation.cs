using System.Text.Json;

namespace Render;

/// <summary>An operation of the render web service, as HTTP sees it.</summary>
/// <param name="Method">Upper case, such as <c>GET</c>.</param>
/// <param name="Path">Relative to the root of the web service, with names in braces for its values: <c>/v1/owner/{owner}</c>.</param>
public sealed record RenderOperation(string Method, string Path)
{
    private static readonly HashSet<string> Methods = new(StringComparer.OrdinalIgnoreCase)
    {
        "get", "put", "post", "delete", "head", "options", "patch",
    };

    /// <summary>Whether it should not be called any more, because newer servers do not have it.</summary>
    internal bool IsDeprecated { get; private init; }

    /// <summary>The lines of the server that have it, as far as the contract knows.</summary>
    public IReadOnlyList<ServerLine> Lines { get; private init; } = ServerLineRange.Of(null, null);

    /// <summary>What the wire sees of it: the names in braces mean nothing to a server.</summary>
    internal string Route { get; } = string.Concat(Path.Split('{').Select((part, index) =>
        index == 0 ? $"{Method} {part}" : $"{{{part[(part.IndexOf('}', StringComparison.Ordinal) + 1)..]}"));

    /// <summary>Operations are the same when method and path are.</summary>
    /// <param name="other">The other one.</param>
    public bool Equals(RenderOperation? other) => other is not null && Method == other.Method && Path == other.Path;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Method, Path);

    /// <inheritdoc/>
    public override string ToString() => $"{Method} {Path}";

    /// <summary>Reads the operations of a Swagger 2.0 or OpenAPI 3 description.</summary>
    internal static IReadOnlyList<RenderOperation> ReadAll(JsonElement description)
    {
        // Of a base path like /render-ws/v1 the first segment is where the service was deployed, the others are part of each path.
        var basePath = description.TryGetProperty("basePath", out var text) ? text.GetString() ?? "" : "";
        var prefix = string.Concat(basePath.Split('/', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(segment => $"/{segment}"));
        return
        [
            .. from path in description.GetProperty("paths").EnumerateObject()
               from operation in path.Value.EnumerateObject()
               where Methods.Contains(operation.Name)
               let isDeprecated = operation.Value.TryGetProperty("deprecated", out var value) && value.ValueKind == JsonValueKind.True
               select new RenderOperation(operation.Name.ToUpperInvariant(), prefix + path.Name)
               {
                   IsDeprecated = isDeprecated,
                   Lines = ServerLineRange.Of(Version(operation.Value, "x-since"), Version(operation.Value, "x-until")),
               },
        ];

        static string? Version(JsonElement operation, string mark) =>
            operation.TryGetProperty(mark, out var version) ? version.GetString() : null;
    }
}
