using System.Text.Json;

namespace Render;

/// <summary>The contract that this library was built for: which server it describes, and what that server offers.</summary>
public static class RenderContract
{
    private const string Resource = "render-ws.openapi.json";

    private static readonly Lazy<(string Version, IReadOnlyList<RenderOperation> Operations)> Content = new(Read);

    /// <summary>The version of the server that the contract describes, such as <c>4.0.2</c>.</summary>
    public static string ServerVersion => Content.Value.Version;

    /// <summary>All operations of the contract, by path.</summary>
    public static IReadOnlyList<RenderOperation> Operations => Content.Value.Operations;

    /// <summary>Opens the contract itself: OpenAPI 3.0, JSON in UTF-8.</summary>
    /// <returns>The text; the caller disposes the stream.</returns>
    public static Stream OpenRead() => typeof(RenderContract).Assembly.GetManifestResourceStream(Resource)
        ?? throw new RenderException($"The library was built without its contract: the resource {Resource} is missing.");

    /// <summary>The operations that a line of the server has.</summary>
    /// <param name="line">The line, or <c>null</c> for what all lines have.</param>
    internal static IEnumerable<RenderOperation> OperationsOf(ServerLine? line) => Operations.Where(operation => line is { } known
        ? operation.Lines.Contains(known)
        : operation.Lines.Count == ServerLineRange.Of(null, null).Count);

    /// <summary>
    /// The line that offers these operations: the only one with something of its own among them. Which version a server is of, it says only when
    /// it was built with that information.
    /// </summary>
    internal static ServerLine? LineOf(IEnumerable<RenderOperation> offered)
    {
        var routes = offered.Select(operation => operation.Route).ToHashSet();
        var lines = Operations.Where(operation => operation.Lines.Count == 1 && routes.Contains(operation.Route))
            .Select(operation => operation.Lines[0])
            .Distinct()
            .ToList();
        return lines.Count == 1 ? lines[0] : null;
    }

    private static (string Version, IReadOnlyList<RenderOperation> Operations) Read()
    {
        using var stream = OpenRead();
        using var contract = JsonDocument.Parse(stream);
        var version = contract.RootElement.GetProperty("info").GetProperty("version").GetString()!;
        return (version, RenderOperation.ReadAll(contract.RootElement));
    }
}
