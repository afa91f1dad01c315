using System.Text.Json.Nodes;

namespace Render.Extensions.Tests.Faults;

/// <summary>A stack as the server keeps it.</summary>
internal sealed class ModelStack
{
    public string State { get; set; } = "LOADING";

    public int Version { get; set; }

    public required string Modified { get; set; }

    /// <summary>The JSON of tiles by id.</summary>
    public Dictionary<string, string> Tiles { get; init; } = [];

    /// <summary>The JSON of shared transforms by id.</summary>
    public Dictionary<string, string> Transforms { get; init; } = [];

    public static double ZOf(string tile) => (double)JsonNode.Parse(tile)!["z"]!;

    public ModelStack Copy(string modified) => new() { Modified = modified, Tiles = new(Tiles), Transforms = new(Transforms) };
}
