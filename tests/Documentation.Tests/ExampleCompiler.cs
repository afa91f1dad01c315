using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Render.Generators;

namespace Documentation.Tests;

/// <summary>Compiles examples as a user's program would: with the usual usings, the generator, and the names of <see cref="Given"/>.</summary>
internal static class ExampleCompiler
{
    private const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Text.Json;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        global using Render;
        global using Render.Transforms;
        global using static Documentation.Tests.Given;
        """;

    private static readonly CSharpParseOptions Options = new(LanguageVersion.Latest);

    private static readonly MetadataReference[] References =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path))];

    /// <summary>Whether an example only declares types, for the other examples of its document to use.</summary>
    public static bool IsDeclaration(string code) =>
        !CSharpSyntaxTree.ParseText(code, Options).GetCompilationUnitRoot().Members.OfType<GlobalStatementSyntax>().Any();

    /// <summary>What the compiler has against a program; nothing when it compiles.</summary>
    public static IEnumerable<string> Errors(string program, params IEnumerable<string> declarations) =>
        Compile(program, declarations).Diagnostics
            .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error)
            .Select(diagnostic => diagnostic.ToString());

    /// <summary>Runs a program to its end.</summary>
    public static void Run(string program, params IEnumerable<string> declarations)
    {
        using var image = new MemoryStream();
        var emitted = Compile(program, declarations).Compilation.Emit(image);
        Assert.True(emitted.Success, string.Join(Environment.NewLine, emitted.Diagnostics));
        var main = Assembly.Load(image.ToArray()).EntryPoint!;
        main.Invoke(null, BindingFlags.DoNotWrapExceptions, binder: null, [Array.Empty<string>()], culture: null);
    }

    private static (Compilation Compilation, IEnumerable<Diagnostic> Diagnostics) Compile(string program, IEnumerable<string> declarations)
    {
        var compilation = CSharpCompilation.Create(
            "Example",
            declarations.Prepend(program).Prepend(Usings).Select(code => CSharpSyntaxTree.ParseText(code, Options)),
            References,
            new CSharpCompilationOptions(
                IsDeclaration(program) ? OutputKind.DynamicallyLinkedLibrary : OutputKind.ConsoleApplication,
                nullableContextOptions: NullableContextOptions.Enable));
        CSharpGeneratorDriver.Create([new TransformGenerator().AsSourceGenerator()], parseOptions: Options)
            .RunGeneratorsAndUpdateCompilation(compilation, out var complete, out var generated);
        return (complete, generated.Concat(complete.GetDiagnostics()));
    }
}
