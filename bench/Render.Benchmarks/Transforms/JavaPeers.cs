using System.ComponentModel;
using System.Globalization;
using System.Runtime.CompilerServices;

namespace Render.Benchmarks.Transforms;

/// <summary>Runs bench/peers/java, which computes the same things by the same formulas in Java.</summary>
internal static class JavaPeers
{
    /// <summary>What the peers did in a second, by subject; nothing where there is no Java.</summary>
    public static async Task<IReadOnlyDictionary<string, double>> MeasureAsync()
    {
        var classes = Directory.CreateTempSubdirectory("render-peers-");
        try
        {
            await Peer.RunAsync("javac", ["-d", classes.FullName, .. Directory.GetFiles(Sources(), "*.java")]);
            string output = await Peer.RunAsync("java", ["-cp", classes.FullName, "Peers"]);
            return output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => line.Split('\t'))
                .ToDictionary(columns => columns[0], columns => double.Parse(columns[1], CultureInfo.InvariantCulture));
        }
        catch (Win32Exception)
        {
            Console.WriteLine("There is no Java on this machine: install a JDK to compare with it.");
            return new Dictionary<string, double>();
        }
        finally
        {
            classes.Delete(recursive: true);
        }
    }

    private static string Sources([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "peers", "java"));
}
