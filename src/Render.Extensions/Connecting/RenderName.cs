using System.Text.RegularExpressions;

namespace Render;

/// <summary>
/// The server's rule for names of owners, projects, stacks and match collections. It is checked here because the server's answer to a
/// wrong name depends on the operation: a refusal, an empty list, or "not found".
/// </summary>
internal static partial class RenderName
{
    private const string Rule = "use letters and digits, with single underscores between them";

    public static bool IsValid(string name) => Pattern().IsMatch(name);

    public static string Describe(string kind, string name) => $"'{name}' cannot be the name of {kind}: {Rule}.";

    public static string Require(string kind, string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name, kind);
        return IsValid(name) ? name : throw new RenderException(Describe(kind, name));
    }

    [GeneratedRegex(@"^[A-Za-z0-9]+(_[A-Za-z0-9]+)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
