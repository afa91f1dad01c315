using System.Text.RegularExpressions;

namespace Packages.Tests;

/// <summary>The C# of README.md, made into a class that a program can call.</summary>
internal static partial class ReadMe
{
    public static string ToClass()
    {
        string[] lines = CSharp().Match(File.ReadAllText(Path.Combine(Repository.Root, "README.md"))).Groups["code"].Value.Split('\n');
        string[] usings = [.. lines.TakeWhile(line => line.StartsWith("using ", StringComparison.Ordinal) && !line.Contains('=') || line.Length == 0)];
        return $$"""
            {{string.Join('\n', usings)}}
            internal static class ReadMe
            {
                public static async Task RunAsync()
                {
            {{string.Join('\n', lines.Skip(usings.Length))}}
                }
            }
            """;
    }

    [GeneratedRegex("```csharp\r?\n(?<code>.*?)```", RegexOptions.Singleline)]
    private static partial Regex CSharp();
}
