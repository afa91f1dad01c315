using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Render.Transforms;

namespace Render.Generators.Tests;

/// <summary>Compiles sources against the library, with the generator and the analyzer.</summary>
internal static class Compiler
{
    public static CSharpParseOptions Options { get; } = new(LanguageVersion.Latest);

    public static CSharpCompilationOptions Output { get; } =
        new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable);

    public static ImmutableArray<MetadataReference> References { get; } =
        [.. Basic.Reference.Assemblies.Net100.References.All, MetadataReference.CreateFromFile(typeof(TransformSpec).Assembly.Location)];

    public static CSharpCompilation Compile(params string[] sources) => CSharpCompilation.Create(
        "Consumer",
        sources.Select((source, i) => Parse(source, i)),
        References,
        Output);

    public static SyntaxTree Parse(string source, int index) => CSharpSyntaxTree.ParseText(source, Options, path: $"File{index}.cs");

    public static GeneratorDriver Driver() => CSharpGeneratorDriver.Create(
        [new TransformGenerator().AsSourceGenerator()],
        parseOptions: Options,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    /// <summary>The generated files by name, and what the compiler says of all sources together.</summary>
    public static (IReadOnlyDictionary<string, string> Files, ImmutableArray<Diagnostic> Diagnostics) Generate(CSharpCompilation compilation)
    {
        GeneratorDriver driver = Driver().RunGeneratorsAndUpdateCompilation(compilation, out Compilation output, out ImmutableArray<Diagnostic> own);
        Dictionary<string, string> files = driver.GetRunResult().Results.Single().GeneratedSources
            .ToDictionary(file => file.HintName, file => file.SourceText.ToString());
        return (files, [.. own, .. output.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)]);
    }

    public static async Task<string[]> AnalyzeAsync(params string[] sources)
    {
        ImmutableArray<Diagnostic> diagnostics = await AnalyzeAsync(Compile(sources));
        return [.. diagnostics.OrderBy(one => one.Id, StringComparer.Ordinal).Select(one =>
            $"{one.Id} line {one.Location.GetLineSpan().StartLinePosition.Line + 1}: {one.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}")];
    }

    public static Task<ImmutableArray<Diagnostic>> AnalyzeAsync(Compilation compilation) =>
        compilation.WithAnalyzers([new TransformAnalyzer()]).GetAnalyzerDiagnosticsAsync();

    /// <summary>Compiles with the generator and loads what comes out.</summary>
    public static Assembly Load(CSharpCompilation compilation)
    {
        Driver().RunGeneratorsAndUpdateCompilation(compilation, out Compilation output, out _);
        using var image = new MemoryStream();
        Assert.True(output.Emit(image).Success);
        return Assembly.Load(image.ToArray());
    }
}
