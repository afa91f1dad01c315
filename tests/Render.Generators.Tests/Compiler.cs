using System.Collections.Immutable;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Render.Transforms;

namespace Render.Generators.Tests;

/// <summary>Compiles sources against the library, with the generator.</summary>
internal static class Compiler
{
    public static CSharpParseOptions Options { get; } = new(LanguageVersion.Latest);

    public static CSharpCompilationOptions Output { get; } =
        new(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable);

    public static ImmutableArray<MetadataReference> References { get; } =
        [.. Basic.Reference.Assemblies.Net100.References.All, MetadataReference.CreateFromFile(typeof(TransformSpec).Assembly.Location)];

    public static CSharpCompilation Compile(params string[] sources) => Compile("Consumer", LanguageVersion.Latest, sources);

    public static CSharpCompilation Compile(string assembly, LanguageVersion language, params string[] sources) => CSharpCompilation.Create(
        assembly,
        sources.Select((source, i) => Parse(source, i, language)),
        References,
        Output.WithNullableContextOptions(language < LanguageVersion.CSharp8 ? NullableContextOptions.Disable : NullableContextOptions.Enable));

    public static SyntaxTree Parse(string source, int index, LanguageVersion language = LanguageVersion.Latest) =>
        CSharpSyntaxTree.ParseText(source, Options.WithLanguageVersion(language), path: $"File{index}.cs");

    public static GeneratorDriver Driver(LanguageVersion language = LanguageVersion.Latest) => CSharpGeneratorDriver.Create(
        [new TransformGenerator().AsSourceGenerator()],
        parseOptions: Options.WithLanguageVersion(language),
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    /// <summary>The generated files by name, and what generator and compiler say of all sources together.</summary>
    public static (IReadOnlyDictionary<string, string> Files, ImmutableArray<Diagnostic> Diagnostics) Generate(CSharpCompilation compilation)
    {
        GeneratorDriver driver = Driver(compilation.LanguageVersion)
            .RunGeneratorsAndUpdateCompilation(compilation, out Compilation output, out ImmutableArray<Diagnostic> own);
        Dictionary<string, string> files = driver.GetRunResult().Results.Single().GeneratedSources
            .ToDictionary(file => file.HintName, file => file.SourceText.ToString());
        return (files, [.. own, .. output.GetDiagnostics().Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning)]);
    }

    /// <summary>What the generator reports, as a build shows it.</summary>
    public static string[] Report(params string[] sources) =>
        [.. Report(Compile(sources)).OrderBy(one => one.Id, StringComparer.Ordinal).Select(one =>
            $"{one.Id} line {one.Location.GetLineSpan().StartLinePosition.Line + 1}: {one.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}")];

    public static ImmutableArray<Diagnostic> Report(Compilation compilation) => Driver().RunGenerators(compilation).GetRunResult().Diagnostics;

    /// <summary>Compiles with the generator, without a complaint.</summary>
    public static byte[] Build(CSharpCompilation compilation)
    {
        Driver(compilation.LanguageVersion).RunGeneratorsAndUpdateCompilation(compilation, out Compilation output, out ImmutableArray<Diagnostic> own);
        Assert.Empty(own);
        using var image = new MemoryStream();
        Assert.Empty(output.Emit(image).Diagnostics.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning));
        return image.ToArray();
    }

    /// <summary>Compiles with the generator and loads what comes out.</summary>
    public static Assembly Load(CSharpCompilation compilation) => Assembly.Load(Build(compilation));
}
