using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Render.Transforms;

namespace Render.Generators.Tests;

/// <summary>Whatever the language allows: the class compiles without a complaint and is read, or the generator says what is wrong with it.</summary>
public sealed class LegalCodeTests
{
    private static int Assemblies;

    public static TheoryData<string> Members =>
    [
        "public static Wobble Factory(double h) { return new Wobble(new Wave(h, 1)); }",
        "private const string EncodedName = \"x\";",
        "public int JsonClassName { get; set; }",
        "public class Holder { }",
        "public int Data; public void Read() { } public void Write() { } public static object Class = null;",
        "public static int Register() { return 1; } public class TransformClass { } public class LeafTransformData { }",
        "public class Render { } public class global { } public int json;",
        "public new string ClassName { get { return \"mine\"; } }",
        "public int Find, Reference, Classes; public class RegisteredTransforms { }",
        "public static implicit operator Wobble(Wave wave) { return new Wobble(wave); }",
        "public Wobble(LeafTransformData json) : base(in json) { }",
        "public Wobble(in LeafTransformData json) : base(in json) { }",
        "public Wobble(Wave wave, in LeafTransformData json) : base(wave) { }",
        "static Wobble() { }",
        "private readonly string note;",
        "[System.Obsolete(\"old\", error: true)] public int Old;",
        "public required string Note { get; init; }",
        "public unsafe void Fill(double* target) { }",
    ];

    [Theory]
    [MemberData(nameof(Members))]
    public void Members_may_be_called_as_one_likes(string members) => AssertRead(
        Sources.Wobble(members: members), warnings: ["CS0169", "CS0649", "CS0414", "CS8618", "CS8625", "CS0108", "CS8981"]);

    [Theory]
    [InlineData("Acme.@event.Lens", "Wobble")]
    [InlineData("@namespace.@class", "@fixed")]
    [InlineData("Acme", "@record")]
    [InlineData("@global", "@var")]
    [InlineData("Acme", "@field")]
    [InlineData("@file.@required", "@await")]
    [InlineData("Wobble", "Wobble")]
    [InlineData("", "Wobble")]
    [InlineData("", "@event")]
    [InlineData("Acme.System", "Wobble")]
    [InlineData("Acme.Render.Transforms", "Wobble")]
    [InlineData("Render.Transforms.Generated", "Wobble")]
    [InlineData("Render.Transforms", "Wobble")]
    [InlineData("Año.日本", "Größe")]
    [InlineData("Acme", "e\u0301te\u0301")]
    [InlineData("Acme", "\\u0057obble")]
    [InlineData("Acme", "ClassName")]
    [InlineData("Acme", "Factory")]
    public void Classes_and_namespaces_may_be_called_as_one_likes(string space, string name) =>
        AssertRead(Sources.Wobble(name: name, space: space), warnings: ["CS8981"]);

    [Fact]
    public void Names_may_be_long()
    {
        string name = new('W', 300);
        var files = AssertRead(Sources.Wobble(name: name, space: new string('N', 300)), []).Files;
        Assert.All(files.Keys, file => Assert.True(file.Length < 130, file));
    }

    [Fact]
    public void Classes_may_differ_in_case_only() =>
        AssertRead(Sources.Wobble(), ["CS8981"], Sources.Wobble("org.example.wobble", "wobble"), Sources.Wobble("org.example.WOBBLE", "WOBBLE", "acme"));

    [Fact]
    public void Classes_of_several_namespaces_may_have_one_name() =>
        AssertRead(Sources.Wobble(), [], Sources.Wobble("org.example.B", space: "B"), Sources.Wobble("org.example.C", space: "Acme.B"), Sources.Wobble("org.example.D", space: ""));

    [Fact]
    public void A_class_may_be_called_System()
    {
        AssertRead(Sources.Wobble(name: "System", space: ""), warnings: ["CS0437"]);
        AssertRead(Sources.Wobble(outside: "class System { }"), warnings: ["CS0437"]);
    }

    [Theory]
    [InlineData("\"org.example.\" + \"Legal\"", "org.example.Legal")]
    [InlineData("nameof(Acme) + \"\"", "Acme")]
    [InlineData("\"quote \\\" backslash \\\\ line\\nend\"", "quote \" backslash \\ line\nend")]
    [InlineData("\"*/ </c> & // {0}\"", "*/ </c> & // {0}")]
    [InlineData("\"Längs \\u2028 \\ud83d\\ude00\"", "Längs \u2028 😀")]
    public void Java_classes_may_be_any_text(string expression, string className) =>
        AssertRead(Sources.Wobble(expression), [], className, Compiler.Output);

    [Theory]
    [InlineData("null + \"\"")]
    [InlineData("\"\\ud800\"")]
    [InlineData("\" \" + \"x\"")]
    public void Text_that_no_JSON_has_is_no_name(string expression) =>
        Assert.Equal(["RENDER004"], Ids(Sources.Wobble(expression)));

    [Theory]
    [InlineData(LanguageVersion.CSharp7_3)]
    [InlineData(LanguageVersion.CSharp8)]
    [InlineData(LanguageVersion.CSharp9)]
    [InlineData(LanguageVersion.CSharp10)]
    [InlineData(LanguageVersion.CSharp11)]
    [InlineData(LanguageVersion.CSharp12)]
    [InlineData(LanguageVersion.CSharp13)]
    [InlineData(LanguageVersion.Preview)]
    public void The_language_may_be_old(LanguageVersion language)
    {
        CSharpCompilation compilation = Compiler.Compile($"Consumer{Interlocked.Increment(ref Assemblies)}", language, Sources.Wobble($"org.example.{language}"));
        Assert.Empty(Compiler.Generate(compilation).Diagnostics);
        Assert.Equal("Acme.Wobble", Read(Compiler.Load(compilation), $"org.example.{language}").GetType().FullName);
    }

    [Fact]
    public void Nothing_overflows_where_arithmetic_is_checked_and_nothing_is_null() =>
        AssertRead(Sources.Wobble(), [], options: Compiler.Output.WithOverflowChecks(true).WithNullableContextOptions(NullableContextOptions.Disable).WithAllowUnsafe(true));

    [Theory]
    [InlineData("[System.Obsolete]")]
    [InlineData("[System.Obsolete(\"old\", error: true)]")]
    [InlineData("[System.Diagnostics.CodeAnalysis.Experimental(\"ACME1\")]")]
    [InlineData("[System.CLSCompliant(false)]")]
    public void A_class_may_be_marked(string attribute) =>
        AssertRead(Sources.Wobble(attributes: attribute, outside: "[assembly: System.CLSCompliant(true)]"), warnings: ["CS3003", "CS3001", "CS3009", "CS3002", "CS3014"]);

    [Fact]
    public void A_class_may_stand_in_several_files() =>
        AssertRead(Sources.Wobble(), [], "namespace Acme { partial class Wobble { public int More; } }", "namespace Acme { sealed partial class Wobble { } }");

    [Theory]
    [InlineData("double[]", "new[] { data.ReadDouble(\"a\"), data.ReadDouble(\"b\") }", "Parameters[0]")]
    [InlineData("double[,]", "new[,] { { data.ReadDouble(\"a\"), data.ReadDouble(\"b\") } }", "Parameters[0, 0]")]
    [InlineData("string", "data.ReadDouble(\"a\").ToString() + data.ReadDouble(\"b\")", "2.5")]
    [InlineData("object", "(object)(data.ReadDouble(\"a\") * data.ReadDouble(\"b\") / 100)", "(double)Parameters")]
    [InlineData("System.Collections.Generic.List<(double A, double B)>", "new System.Collections.Generic.List<(double, double)> { (data.ReadDouble(\"a\"), data.ReadDouble(\"b\")) }", "Parameters[0].A")]
    public void Numbers_may_be_of_any_class(string numbers, string parse, string first) => AssertRead($$"""
        using Render.Transforms;
        namespace Acme;
        [MpicbgTransform("org.example.Legal")]
        public sealed partial class Wobble : LeafTransform<{{numbers}}>
        {
            public Wobble({{numbers}} numbers) : base(numbers) { }
            public override Point2D Apply(Point2D point) => new(point.X + {{first}}, point.Y);
            protected override {{numbers}} Parse(ref DataStringReader data) => {{parse}};
            protected override void Format({{numbers}} numbers, DataStringWriter data) { }
        }
        """, []);

    [Fact]
    public void A_base_class_of_the_program_passes_the_JSON_on() => AssertRead(
        Sources.Wobble(baseClass: "Common"),
        [],
        """
        namespace Acme;
        public abstract class Common<T> : Render.Transforms.LeafTransform<T> where T : class
        {
            protected Common(T numbers) : base(numbers) { }
            [System.Diagnostics.CodeAnalysis.SetsRequiredMembers] protected Common(in Render.Transforms.LeafTransformData data) : base(in data) { Note = ""; }
            public required string Note { get; init; }
        }
        """);

    [Theory]
    [InlineData("RENDER003", "public sealed partial record", "Wobble")]
    [InlineData("RENDER003", "public partial record", "Wobble")]
    [InlineData("RENDER003", "file sealed partial class", "Wobble")]
    [InlineData("RENDER003", "public abstract partial class", "Wobble")]
    [InlineData("RENDER002 RENDER003", "public static partial class", "Wobble")]
    [InlineData("RENDER003", "public partial class", "Wobble")]
    [InlineData("RENDER001", "public sealed class", "Wobble")]
    [InlineData("RENDER001 RENDER003", "public class", "Wobble")]
    [InlineData("RENDER008", "public sealed partial class", "JavaClass")]
    public void Other_kinds_of_classes_are_reported(string ids, string declaration, string name) =>
        Assert.Equal(ids.Split(' '), Ids(Sources.Wobble(name: name, declaration: declaration)));

    [Theory]
    [InlineData("public int JavaClass;")]
    [InlineData("class JavaClass { }")]
    [InlineData("protected override Render.Transforms.TransformClass JavaClass => null;")]
    [InlineData("public Wobble(ref LeafTransformData json) : base(in json) { }")]
    [InlineData("public required int More; public Wobble(in LeafTransformData json) : base(in json) { }")]
    public void What_leaves_no_room_is_reported(string members) =>
        Assert.Equal(["RENDER008"], Ids(Sources.Wobble(members: members)));

    [Fact]
    public void A_base_class_without_a_constructor_from_JSON_is_reported() => Assert.Equal(
        ["RENDER008 line 5: The generated part of 'Wobble' has no room: give its base class the constructor "
            + "'protected Common(in LeafTransformData json) : base(in json) { }'"],
        Compiler.Report(
            Sources.Wobble(baseClass: "Common"),
            "namespace Acme; public abstract class Common<T> : Render.Transforms.LeafTransform<T> where T : class { protected Common(T numbers) : base(numbers) { } }"));

    [Fact]
    public void A_nested_class_is_reported() =>
        Assert.Equal(["RENDER003"], Ids(Sources.Wobble().Replace("<Wobble.", "<Outer.Wobble.", StringComparison.Ordinal).Replace("[Mpicbg", "partial class Outer { [Mpicbg", StringComparison.Ordinal) + "}"));

    [Fact]
    public void An_attribute_on_two_parts_costs_the_other_classes_nothing() => Assert.Equal(
        ["CS0579"],
        Compiler.Generate(Compiler.Compile(
            Sources.Wobble(), "[Render.Transforms.MpicbgTransform(\"b\")] partial class Wobble { }".Replace("[", "namespace Acme; [", StringComparison.Ordinal), Sources.Wobble("org.example.B", space: "B")))
            .Diagnostics.Select(one => one.Id).Distinct());

    [Fact]
    public void The_library_may_have_an_alias()
    {
        string source = Sources.Wobble().Replace("using Render", "extern alias render; using render::Render", StringComparison.Ordinal);
        CSharpCompilation compilation = Compiler.Compile(source);
        MetadataReference library = compilation.References.Last();
        Assert.Empty(Compiler.Generate(compilation.ReplaceReference(library, library.WithAliases(["render"]))).Diagnostics);
    }

    private static string[] Ids(string source) => [.. Compiler.Report(source).Select(one => one[.."RENDER001".Length])];

    private static (IReadOnlyDictionary<string, string> Files, Assembly Assembly) AssertRead(string source, string[] warnings, params string[] more) =>
        AssertRead(source, warnings, "org.example.Legal", Compiler.Output, more);

    private static void AssertRead(string source, string[] warnings, CSharpCompilationOptions options) =>
        AssertRead(source, warnings, "org.example.Legal", options);

    // Warnings that the source itself asks for are named; generated files have none.
    private static (IReadOnlyDictionary<string, string> Files, Assembly Assembly) AssertRead(
        string source, string[] warnings, string className, CSharpCompilationOptions options, params string[] more)
    {
        CSharpCompilation compilation = Compiler
            .Compile($"Consumer{Interlocked.Increment(ref Assemblies)}", LanguageVersion.Latest, [source, .. more])
            .WithOptions(options.WithAllowUnsafe(true).WithSpecificDiagnosticOptions(
                warnings.ToDictionary(id => id, _ => ReportDiagnostic.Suppress)));
        var (files, diagnostics) = Compiler.Generate(compilation);
        Assert.Empty(diagnostics);

        Assembly assembly = Compiler.Load(compilation);
        TransformSpec read = Read(assembly, className);
        Assert.Equal(assembly, read.GetType().Assembly);
        Assert.Equal(new Point2D(3.5, 2), read.Apply(new Point2D(1, 2)));
        Assert.Equal(className, ((LeafTransform)read).ClassName);
        using JsonDocument written = JsonSerializer.SerializeToDocument(read);
        Assert.Equal(className, written.RootElement.GetProperty("className").GetString());
        return (files, assembly);
    }

    // Another assembly may have had a class of that name before.
    private static TransformSpec Read(Assembly assembly, string className)
    {
        RuntimeHelpers.RunModuleConstructor(assembly.ManifestModule.ModuleHandle);
        TransformRegistry.Prefer(assembly);
        return JsonSerializer.Deserialize<TransformSpec>($$"""{"className":{{JsonSerializer.Serialize(className)}},"dataString":"2.5 100"}""")!;
    }
}
