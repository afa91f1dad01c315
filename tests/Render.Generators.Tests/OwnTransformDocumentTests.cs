using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Render.Generators.Tests;

/// <summary>docs/own-transform.md: its code compiles as it stands there and prints what its comments say.</summary>
public sealed partial class OwnTransformDocumentTests
{
    private static readonly string Text = File.ReadAllText(Path.Combine(Repository.Root, "docs", "own-transform.md"));

    [Fact]
    public async Task Its_class_compiles_without_a_complaint_and_has_ten_lines()
    {
        string source = Code(0);
        Assert.Empty(await CodeFixer.ComplaintsAsync(source));
        Assert.Equal(10, source.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public void Its_program_prints_what_it_says()
    {
        string program = Code(1);
        Assembly assembly = Compiler.Load(Compiler.Compile(Code(0), program).WithOptions(Compiler.Output.WithOutputKind(OutputKind.ConsoleApplication)));
        using var printed = new StringWriter();
        TextWriter console = Console.Out;
        Console.SetOut(printed);
        try
        {
            assembly.EntryPoint!.Invoke(null, [Array.Empty<string>()]);
        }
        finally
        {
            Console.SetOut(console);
        }

        Assert.Equal(
            Comment().Matches(program).Select(match => match.Groups[1].Value),
            printed.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void Its_table_lists_all_diagnostics_and_all_fixes()
    {
        string[] listed = [.. TableRow().Matches(Text).Select(match => match.Groups[1].Value)];
        IEnumerable<string> fixable = typeof(ClassCodeFix).Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(ClassCodeFix)))
            .SelectMany(type => ((ClassCodeFix)Activator.CreateInstance(type)!).FixableDiagnosticIds);
        IEnumerable<string> ids = typeof(TransformDiagnostics).GetFields()
            .Select(field => ((DiagnosticDescriptor)field.GetValue(null)!).Id)
            .Order(StringComparer.Ordinal);
        Assert.Equal(listed, ids.Append("CS0534"));
        Assert.Equal(listed.Order(), fixable.Order());
    }

    private static string Code(int index) => Block().Matches(Text)[index].Groups[1].Value;

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex("// (.*)")]
    private static partial Regex Comment();

    [GeneratedRegex(@"^\| (RENDER\d+|CS\d+) \|", RegexOptions.Multiline)]
    private static partial Regex TableRow();
}
