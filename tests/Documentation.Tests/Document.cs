using System.Text.RegularExpressions;

namespace Documentation.Tests;

/// <summary>A page of the documentation: its code and its tables.</summary>
internal sealed partial class Document(string path)
{
    private readonly string text = File.ReadAllText(path);

    /// <summary>All pages that show code.</summary>
    public static IEnumerable<string> Names =>
        Directory.GetFiles(Path.Combine(Repository.Root, "docs"), "*.md").Select(path => Path.GetRelativePath(Repository.Root, path)).Append("README.md").Order();

    public static Document Open(string name) => new(Path.Combine(Repository.Root, name));

    /// <summary>The C# examples in their order, each with the line on which it begins.</summary>
    public IEnumerable<(int Line, string Code)> Examples() =>
        CSharp().Matches(text).Select(match => (LineOf(match.Groups["code"].Index), match.Groups["code"].Value));

    /// <summary>The rows of all tables, without their heads, as trimmed cells.</summary>
    public IEnumerable<string[]> Rows()
    {
        bool inTable = false;
        foreach (string line in text.Split('\n'))
        {
            bool isRow = line.StartsWith('|');
            if (isRow && inTable && !line.StartsWith("|---", StringComparison.Ordinal))
                yield return [.. CellEnd().Split(line.Trim().Trim('|')).Select(cell => cell.Trim().Replace("\\|", "|", StringComparison.Ordinal))];

            inTable = isRow;
        }
    }

    private int LineOf(int position) => text.AsSpan(0, position).Count('\n') + 1;

    [GeneratedRegex("```csharp\r?\n(?<code>.*?)```", RegexOptions.Singleline)]
    private static partial Regex CSharp();

    // A bar inside of a cell is written with a backslash.
    [GeneratedRegex(@"(?<!\\)\|")]
    private static partial Regex CellEnd();
}
