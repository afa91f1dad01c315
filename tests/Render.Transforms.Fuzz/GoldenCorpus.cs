using System.Text;
using System.Text.Json;

namespace Render.Transforms.Fuzz;

/// <summary>Inputs to start from: the data strings of the reference, right and wrong ones, and the transforms of its tiles.</summary>
public static class GoldenCorpus
{
    private const int MaximumLength = 4096;

    /// <summary>Reads the inputs.</summary>
    /// <param name="golden">The folder tests/golden.</param>
    /// <returns>Different inputs.</returns>
    public static IReadOnlyList<byte[]> Read(string golden)
    {
        List<byte[]> inputs = [[.. "z\u0001\0\0\0"u8, .. new byte[32]]];
        string[] folders = ["transforms", "transforms-4.3"];
        foreach (string path in folders.SelectMany(folder => Directory.GetFiles(Path.Combine(golden, folder)).Order(StringComparer.Ordinal)))
        {
            using JsonDocument file = JsonDocument.Parse(File.ReadAllBytes(path));
            string className = file.RootElement.GetProperty("className").GetString()!;
            foreach (string list in (string[])["cases", "initErrors"])
            {
                foreach (JsonElement testCase in file.RootElement.GetProperty(list).EnumerateArray())
                    inputs.Add(TransformTarget.Input(className, testCase.GetProperty("dataString").GetString()!));
            }
        }

        using JsonDocument tiles = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(golden, "tilespecs.json")));
        foreach (JsonElement tile in tiles.RootElement.EnumerateArray())
        {
            if (tile.GetProperty("tileSpec").TryGetProperty("transforms", out JsonElement transforms))
                inputs.Add(Encoding.UTF8.GetBytes(transforms.GetRawText()));
        }

        return [.. inputs.Where(input => input.Length <= MaximumLength).DistinctBy(Convert.ToBase64String)];
    }
}
