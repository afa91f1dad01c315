using System.CommandLine;

namespace Render.SpecSync;

/// <summary>What both commands take.</summary>
internal static class CommonOptions
{
    public static Argument<string> Server() => new("server")
    {
        Description = "A Swagger 2.0 or OpenAPI 3 description: a JSON file, its URL, or the root of a server (http://host:8080/render-ws).",
    };

    public static Option<string?> Line() => new("--line")
    {
        Description = "The line of the server, such as 4.3. Left out, the operations that one line has alone tell it.",
    };

    public static Option<string> Contract() => new("--contract")
    {
        Description = "The contract.",
        DefaultValueFactory = _ => Path.Combine("spec", "render-ws.openapi.json"),
    };
}
