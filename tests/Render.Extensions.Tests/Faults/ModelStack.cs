using System.Globalization;

namespace Render.Extensions.Tests.Faults;

/// <summary>A stack as the server keeps it.</summary>
internal sealed class ModelStack
{
    private const string Z = "\"z\":";

    public string State { get; set; } = "LOADING";

    public int Version { get; set; }

    public required string Modified { get; set; }

    /// <summary>The JSON of tiles by id.</summary>
    public Dictionary<string, string> Tiles { get; init; } = [];

    /// <summary>The JSON of shared transforms by id.</summary>
    public Dictionary<string, string> Transforms { get; init; } = [];

    /// <summary>The z of a tile.</summary>
    public static double ZOf(string tile)
    {
        var z = tile.AsSpan(tile.IndexOf(Z, StringComparison.Ordinal) + Z.Length);
        return double.Parse(z[..z.IndexOfAny(',', '}')], CultureInfo.InvariantCulture);
    }

    public ModelStack Copy(string modified) => new() { Modified = modified, Tiles = new(Tiles), Transforms = new(Transforms) };
}
