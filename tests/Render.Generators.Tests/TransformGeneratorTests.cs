using System.Text.Json;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Render.Transforms;
using Snapshooter.Xunit;

namespace Render.Generators.Tests;

public sealed class TransformGeneratorTests
{
    [Fact]
    public void A_class_gets_its_constructor_and_its_place_in_the_registry()
    {
        var (files, diagnostics) = Compiler.Generate(Compiler.Compile(
            Sources.Shift(), Sources.Shift("org.example.Längs \\\"x\\\"", "Lengthwise", "internal sealed partial"), Sources.Numbers));
        Assert.Empty(diagnostics);
        Snapshot.Match(string.Join("\n", files.OrderBy(file => file.Key, StringComparer.Ordinal).Select(file => $"// {file.Key}\n{file.Value}")));
    }

    [Fact]
    public void A_class_without_namespace_compiles()
    {
        string source = Sources.Shift().Replace("namespace Example;", "", StringComparison.Ordinal);
        var (files, diagnostics) = Compiler.Generate(Compiler.Compile(source, "public sealed record Numbers(double X);"));
        Assert.Empty(diagnostics);
        Assert.Contains("Shift.g.cs", files.Keys);
    }

    [Fact]
    public void An_assembly_without_transforms_gets_nothing() =>
        Assert.Empty(Compiler.Generate(Compiler.Compile("class Nothing;")).Files);

    [Fact]
    public void A_loaded_assembly_takes_part_in_the_reading_of_json()
    {
        System.Reflection.Assembly assembly = Compiler.Load(Compiler.Compile(Sources.Shift("org.example.Loaded"), Sources.Numbers));
        System.Runtime.CompilerServices.RuntimeHelpers.RunModuleConstructor(assembly.ManifestModule.ModuleHandle);
        var reader = new Utf8JsonReader("""{"className":"org.example.Loaded","dataString":"5"}"""u8);
        reader.Read();
        TransformSpec transform = TransformSpecJsonConverter.ReadSpec(ref reader);
        Assert.Equal(new Point2D(6, 2), transform.Apply(new Point2D(1, 2)));
    }

    [Theory]
    [InlineData("public sealed")]
    [InlineData("public partial")]
    public void A_wrong_declaration_generates_nothing(string modifiers) =>
        Assert.Empty(Compiler.Generate(Compiler.Compile(Sources.Shift(modifiers: modifiers), Sources.Numbers)).Files);

    [Fact]
    public void An_edit_elsewhere_reruns_nothing()
    {
        CSharpCompilation compilation = Compiler.Compile(Sources.Shift(), Sources.Numbers, "class Unrelated { }");
        GeneratorDriver driver = Compiler.Driver().RunGenerators(compilation);
        CSharpCompilation edited = compilation.ReplaceSyntaxTree(
            compilation.SyntaxTrees[2], Compiler.Parse("class Unrelated { int edited; }", 2));
        GeneratorRunResult result = driver.RunGenerators(edited).GetRunResult().Results.Single();

        Assert.All(Reasons(result, TransformGenerator.ModelsStep), reason =>
            Assert.True(reason is IncrementalStepRunReason.Unchanged or IncrementalStepRunReason.Cached, $"{reason}"));
        Assert.All(Reasons(result, TransformGenerator.CollectedStep), reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));
        Assert.All(
            result.TrackedOutputSteps.SelectMany(step => step.Value).SelectMany(step => step.Outputs),
            output => Assert.Equal(IncrementalStepRunReason.Cached, output.Reason));
    }

    [Fact]
    public void A_class_that_moves_in_its_file_reruns_nothing()
    {
        CSharpCompilation compilation = Compiler.Compile(Sources.Shift(), Sources.Numbers);
        GeneratorDriver driver = Compiler.Driver().RunGenerators(compilation);
        CSharpCompilation edited = compilation.ReplaceSyntaxTree(compilation.SyntaxTrees[0], Compiler.Parse("\n\n" + Sources.Shift(), 0));
        GeneratorRunResult result = driver.RunGenerators(edited).GetRunResult().Results.Single();
        Assert.All(
            result.TrackedOutputSteps.SelectMany(step => step.Value).SelectMany(step => step.Outputs),
            output => Assert.Equal(IncrementalStepRunReason.Cached, output.Reason));
    }

    private static IEnumerable<IncrementalStepRunReason> Reasons(GeneratorRunResult result, string step) =>
        result.TrackedSteps[step].SelectMany(run => run.Outputs).Select(output => output.Reason);
}
