using System.Text.RegularExpressions;

namespace Render.LocalServer;

/// <summary>Unanchored regular expressions for queries.</summary>
internal static class Patterns
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <exception cref="BrokenAnswerException">This is no regular expression.</exception>
    public static string? Check(string? pattern)
    {
        try
        {
            _ = pattern is null || IsMatch(pattern, "");
            return pattern;
        }
        catch (RegexParseException)
        {
            throw new BrokenAnswerException();
        }
    }

    /// <exception cref="IllegalStateException">This is no regular expression.</exception>
    public static void Refuse(string pattern)
    {
        try
        {
            IsMatch(pattern, "");
        }
        catch (RegexParseException exception)
        {
            throw new IllegalStateException($"Query failed with error message '{exception.Message}'");
        }
    }

    public static bool IsMatch(string pattern, string text) =>
        Regex.IsMatch(text, pattern, RegexOptions.CultureInvariant, Patience);
}
