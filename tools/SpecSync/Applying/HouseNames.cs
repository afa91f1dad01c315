using System.Text;
using System.Text.RegularExpressions;

namespace Render.SpecSync;

/// <summary>Makes names of the contract's style from names of the server.</summary>
internal static partial class HouseNames
{
    /// <summary><c>READ_ONLY</c> and <c>read-only</c> become <c>ReadOnly</c>; <c>StackState</c> stays.</summary>
    public static string Pascal(string name)
    {
        var text = new StringBuilder();
        foreach (Match word in Word.Matches(name))
        {
            bool isShouted = word.Value.Length > 1 && word.Value.All(letter => !char.IsAsciiLetterLower(letter));
            text.Append(char.ToUpperInvariant(word.Value[0])).Append(isShouted ? word.Value[1..].ToLowerInvariant() : word.Value[1..]);
        }

        return text.Length > 0 && char.IsAsciiLetter(text[0]) ? text.ToString() : $"N{text}";
    }

    public static string Camel(string name)
    {
        string pascal = Pascal(name);
        return $"{char.ToLowerInvariant(pascal[0])}{pascal[1..]}";
    }

    [GeneratedRegex("[A-Za-z0-9]+")]
    private static partial Regex Word { get; }
}
