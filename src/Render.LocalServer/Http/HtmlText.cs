namespace Render.LocalServer;

/// <summary>Escapes texts as the Java server's message sanitizer does.</summary>
internal static class HtmlText
{
    public static string Escape(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal)
        .Replace("\"", "&quot;", StringComparison.Ordinal)
        .Replace("'", "&#x27;", StringComparison.Ordinal)
        .Replace("/", "&#x2F;", StringComparison.Ordinal);
}
