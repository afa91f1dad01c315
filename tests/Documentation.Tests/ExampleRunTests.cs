using System.Text.RegularExpressions;

namespace Documentation.Tests;

/// <summary>What the documentation shows works: all of it runs, each piece on a server of its own.</summary>
public partial class ExampleRunTests
{
    public static TheoryData<string> Documents => [.. Document.Names];

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task Every_example_runs(string document)
    {
        var examples = Document.Open(document).Examples().ToArray();
        string[] declarations = [.. examples.Select(example => example.Code).Where(ExampleCompiler.IsDeclaration)];
        List<string> faults = [];
        foreach (var (line, code) in examples.Where(example => !ExampleCompiler.IsDeclaration(example.Code)))
        {
            if (await FaultOfAsync(code, declarations) is { } fault)
                faults.Add($"{document}, example on line {line}: {fault}");
        }

        Assert.True(faults.Count == 0, string.Join(Environment.NewLine, faults));
    }

    [Fact]
    public async Task The_code_of_every_row_runs()
    {
        List<string> faults = [];
        foreach (string code in Document.Open("docs/from-render-python.md").Rows().Select(cells => cells[2].Trim('`')).Distinct())
        {
            if (await FaultOfAsync(code) is { } fault)
                faults.Add($"{code}: {fault}");
        }

        Assert.True(faults.Count == 0, string.Join(Environment.NewLine, faults));
    }

    [Fact]
    public async Task A_wrong_example_would_be_found() =>
        Assert.Contains("no-such-tile", await FaultOfAsync("""await stack.GetTileAsync("no-such-tile");"""), StringComparison.Ordinal);

    private static async Task<string?> FaultOfAsync(string code, params string[] declarations)
    {
        await using var guide = await Guide.StartAsync(isOpen: NeedsOpenStack().IsMatch(code));
        try
        {
            ExampleCompiler.Run(guide.Localize(code), declarations);
            return null;
        }
        catch (Exception exception)
        {
            return exception.ToString();
        }
    }

    [GeneratedRegex(@"stack\.(Import|Delete|CompleteAsync|ForEachLayer)")]
    private static partial Regex NeedsOpenStack();
}
