using System.Text.RegularExpressions;

namespace Render.LocalServer;

/// <summary>Unanchored regular expressions for queries.</summary>
internal static class Patterns
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    public static bool IsMatch(string pattern, string text) =>
        Regex.IsMatch(text, pattern, RegexOptions.CultureInvariant, Patience);
}
