namespace Render.LocalServer;

/// <summary>What Java's <c>String.trim</c> takes off: all characters up to the blank.</summary>
internal static class JavaBlanks
{
    public static ReadOnlySpan<char> Trim(ReadOnlySpan<char> text)
    {
        while (text is [<= ' ', ..])
            text = text[1..];

        while (text is [.., <= ' '])
            text = text[..^1];

        return text;
    }
}
