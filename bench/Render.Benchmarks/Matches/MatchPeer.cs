using System.Globalization;

namespace Render.Benchmarks.Matches;

/// <summary>Runs what render-python does to pairs of matches before it sends them.</summary>
internal static class MatchPeer
{
    private const string Script = "bench/peers/python/match_json.py";

    public static async Task<double> DumpsPerSecondAsync(int pairs, int points)
    {
        string output = await Peer.RunAsync(
            "python3", Find(Script), pairs.ToString(CultureInfo.InvariantCulture), points.ToString(CultureInfo.InvariantCulture));
        Console.Write($"render-python's text of pairs/s: {output.ReplaceLineEndings(", ").TrimEnd(',', ' ')}{Environment.NewLine}");
        string dumps = output.Split('\n').Single(line => line.StartsWith("dumps ", StringComparison.Ordinal));
        return double.Parse(dumps["dumps ".Length..], CultureInfo.InvariantCulture);
    }

    public static string Find(string script)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, script)))
                return Path.Combine(folder.FullName, script);
        }

        throw new FileNotFoundException($"{script} is not above {AppContext.BaseDirectory}.");
    }
}
