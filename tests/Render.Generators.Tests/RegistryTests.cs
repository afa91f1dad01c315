using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using System.Text.Json;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Render.Transforms;

namespace Render.Generators.Tests;

/// <summary>Assemblies with transform classes as they are loaded: which classes are known, and whose.</summary>
public sealed class RegistryTests
{
    private readonly AssemblyLoadContext context = new(nameof(RegistryTests));

    [Fact]
    public void A_plug_in_of_which_no_code_has_run_is_known()
    {
        Assert.IsType<UnknownTransform>(Read("org.example.Plug"));
        Assembly plugin = Load(Library("Plug", "org.example.Plug"));
        Assert.Equal(plugin, Read("org.example.Plug").GetType().Assembly);
        Assert.IsType<UnknownTransform>(Read("org.example.NoPlug"));
    }

    [Fact]
    public async Task All_threads_know_a_plug_in()
    {
        byte[] library = Build(Library("Threads", "org.example.Threads"));
        Assert.IsType<UnknownTransform>(Read("org.example.Threads"));
        context.LoadFromStream(new MemoryStream(library));
        using var start = new Barrier(8);
        TransformSpec[] read = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait();
                return Read("org.example.Threads");
            },
            TaskCreationOptions.LongRunning)));
        Assert.DoesNotContain(read, one => one is UnknownTransform);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_library_counts_before_those_that_it_references(bool farFirst)
    {
        string className = $"org.example.Near{farFirst}";
        CSharpCompilation far = Library($"Far{farFirst}", className);
        byte[] farImage = Build(far);
        CSharpCompilation near = Library($"Near{farFirst}", className).AddReferences(MetadataReference.CreateFromImage(farImage));
        var (files, diagnostics) = Compiler.Generate(near);
        Assert.Equal(["RENDER005"], diagnostics.Select(one => one.Id));
        Assert.Equal(DiagnosticSeverity.Warning, diagnostics[0].Severity);
        Assert.Contains("Reference0", files["RegisteredTransforms.g.cs"], StringComparison.Ordinal);

        Assembly farAssembly = context.LoadFromStream(new MemoryStream(farImage));
        Assembly nearAssembly = Load(near);
        Use(farFirst ? [farAssembly, nearAssembly] : [nearAssembly, farAssembly]);
        Assert.Equal(nearAssembly, Read(className).GetType().Assembly);
    }

    [Fact]
    public void What_an_assembly_declares_counts_before_what_the_library_has()
    {
        // A release of the library that adds a class does this to an assembly that had it before.
        const string className = "mpicbg.trakem2.transform.RigidModel2D";
        Assert.IsType<RigidModel2D>(Read(className));
        Assembly own = Load(Library("Own", className));
        Use(own);
        Assert.Equal(own, Read(className).GetType().Assembly);
        Assert.Equal(className, new RigidModel2D(0, 1, 2).ClassName);
    }

    [Fact]
    public void Of_libraries_that_do_not_know_of_each_other_none_counts_unless_one_is_preferred()
    {
        const string className = "org.example.Twice";
        Assembly first = Load(Library("First", className));
        Assembly second = Load(Library("Second", className).AddSyntaxTrees(Compiler.Parse(Sources.Wobble("org.example.Once", "Once"), 1)));
        Use(first, second);
        var transform = (LeafTransform)Activator.CreateInstance(second.GetType("Second.Wobble")!, Activator.CreateInstance(second.GetType("Second.Wobble+Wave")!, 1.0, 2.0))!;
        Assert.Equal(className, transform.ClassName);
        Assert.Equal(new Point2D(1, 0), transform.Apply(default));
        Assert.Equal(second, Read("org.example.Once").GetType().Assembly);

        const string json = """{"type":"strange","className":"org.example.Twice","dataString":"2.5 100","more":1}""";
        TransformSpec read = JsonSerializer.Deserialize<TransformSpec>(json)!;
        Assert.Equal(json, JsonSerializer.Serialize(read));
        var exception = Assert.Throws<UnknownTransformException>(() => read.Apply(default));
        Assert.Contains("'org.example.Twice' is declared by the assemblies 'First' and 'Second'", exception.Message, StringComparison.Ordinal);
        Assert.False(TransformRegistry.IsKnown(className));

        foreach (Assembly preferred in new[] { first, second, first })
        {
            TransformRegistry.Prefer(preferred);
            Assert.Equal(preferred, Read(className).GetType().Assembly);
            Assert.True(TransformRegistry.IsKnown(className));
        }
    }

    [Fact]
    public void A_plug_in_that_is_loaded_again_replaces_itself()
    {
        byte[] library = Build(Library("Again", "org.example.Again"));
        for (int i = 0; i < 3; i++)
        {
            Assembly loaded = new AssemblyLoadContext($"Again{i}").LoadFromStream(new MemoryStream(library));
            Use(loaded);
            Assert.Equal(loaded, Read("org.example.Again").GetType().Assembly);
        }
    }

    [Fact]
    public void A_referenced_library_that_is_not_there_takes_nothing_else_away()
    {
        byte[] missing = Build(Library("Missing", "org.example.Missing"));
        Use(Load(Library("Lonely", "org.example.Lonely").AddReferences(MetadataReference.CreateFromImage(missing))));
        Assert.Equal("Lonely", Read("org.example.Lonely").GetType().Assembly.GetName().Name);
        Assert.IsType<UnknownTransform>(Read("org.example.Missing"));
    }

    [Fact]
    public void A_library_without_classes_passes_on_what_it_references()
    {
        byte[] far = Build(Library("Passed", "org.example.Passed"));
        context.LoadFromStream(new MemoryStream(far));
        Use(Load(Compiler.Compile("Passing", LanguageVersion.Latest, "class Nothing;").AddReferences(MetadataReference.CreateFromImage(far))));
        Assert.Equal("Passed", Read("org.example.Passed").GetType().Assembly.GetName().Name);
    }

    [Fact]
    public void An_assembly_without_transform_classes_cannot_be_preferred() =>
        Assert.Throws<ArgumentException>(() => TransformRegistry.Prefer(typeof(string).Assembly));

    private static CSharpCompilation Library(string name, string className) =>
        Compiler.Compile(name, LanguageVersion.Latest, Sources.Wobble(className, space: name));

    private static byte[] Build(CSharpCompilation library) => Compiler.Build(library.WithOptions(Compiler.Output.WithSpecificDiagnosticOptions(
        [new("RENDER005", ReportDiagnostic.Suppress)])));

    private Assembly Load(CSharpCompilation library) => context.LoadFromStream(new MemoryStream(Build(library)));

    private static void Use(params Assembly[] assemblies)
    {
        foreach (Assembly assembly in assemblies)
            RuntimeHelpers.RunModuleConstructor(assembly.ManifestModule.ModuleHandle);
    }

    private static TransformSpec Read(string className) =>
        JsonSerializer.Deserialize<TransformSpec>($$"""{"className":"{{className}}","dataString":"2.5 100"}""")!;
}
