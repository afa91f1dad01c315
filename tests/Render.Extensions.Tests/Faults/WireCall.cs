using System.Globalization;
using System.IO.Hashing;
using System.Text;
using System.Text.RegularExpressions;

namespace Render.Extensions.Tests.Faults;

/// <summary>A request as the server gets it.</summary>
/// <param name="Method">Its method.</param>
/// <param name="Path">Its path behind the owner.</param>
/// <param name="Body">Its body.</param>
internal sealed partial record WireCall(string Method, string Path, string Body)
{
    private HashSet<double>? layers;

    /// <summary>Whether it writes tiles or matches, of which a part may be stored.</summary>
    public bool IsBulk { get; } = Method == "PUT"
        && (Path.EndsWith("/resolvedTiles", StringComparison.Ordinal) || Path.EndsWith("/matches", StringComparison.Ordinal));

    /// <summary>Whether the server changes anything when it does this.</summary>
    public bool IsChange => Method != "GET";

    /// <summary>Whether it comes to the same when it is done twice.</summary>
    public bool MayBeDoneTwice => IsBulk || Method == "DELETE" || Path.Contains("/state/", StringComparison.Ordinal);

    /// <summary>The layer whose tiles it removes.</summary>
    public double? RemovedLayer => Method == "DELETE" && Layers.Count == 1 ? Layers.Single() : null;

    // None for what concerns all of them.
    private HashSet<double> Layers => layers ??=
        [.. PathLayer().Matches(Path).Concat(BodyLayer().Matches(Body)).Select(z => double.Parse(z.Groups[1].Value, CultureInfo.InvariantCulture))];

    /// <summary>Whether the two have to do with the same layer.</summary>
    public bool Concerns(WireCall other) => Layers.Count == 0 || other.Layers.Count == 0 || Layers.Overlaps(other.Layers);

    /// <summary>A number that is the same for the same request, whenever the test is run.</summary>
    public ulong Hash(int attempt) => XxHash3.HashToUInt64(Encoding.UTF8.GetBytes($"{Method} {Path} {Body}"), attempt);

    [GeneratedRegex("/z/([^/]+)")]
    private static partial Regex PathLayer();

    [GeneratedRegex("\"z\":([-0-9.]+)")]
    private static partial Regex BodyLayer();
}
