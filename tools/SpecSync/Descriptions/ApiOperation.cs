using System.Text.RegularExpressions;

namespace Render.SpecSync;

/// <summary>One operation.</summary>
/// <param name="Method">Upper case.</param>
/// <param name="Path">From the version on: <c>/v1/owner/{owner}</c>.</param>
/// <param name="Id">The operation's name in the description.</param>
/// <param name="Tags">The groups that it belongs to.</param>
/// <param name="IsDeprecated">Whether the description says that it should not be used.</param>
/// <param name="Parameters">What goes into path, query and headers; every placeholder of the path is among them.</param>
/// <param name="Body">What is sent, if anything.</param>
/// <param name="Answer">What a success is answered with.</param>
internal sealed partial record ApiOperation(
    string Method,
    string Path,
    string Id,
    IReadOnlyList<string> Tags,
    bool IsDeprecated,
    IReadOnlyList<ApiParameter> Parameters,
    ApiBody? Body,
    ApiAnswer Answer)
{
    /// <summary>Method and path without the names of the placeholders, which the wire does not see.</summary>
    public string Route { get; } = $"{Method} {Placeholder.Replace(Path, "{}")}";

    /// <summary>The names of the placeholders in the order of the path.</summary>
    public IEnumerable<string> Placeholders => PlaceholdersOf(Path);

    public static IEnumerable<string> PlaceholdersOf(string path) => Placeholder.Matches(path).Select(match => match.Groups[1].Value);

    public override string ToString() => $"{Method} {Path}";

    [GeneratedRegex(@"\{([^}]*)\}")]
    private static partial Regex Placeholder { get; }
}
