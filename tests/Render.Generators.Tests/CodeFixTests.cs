namespace Render.Generators.Tests;

/// <summary>Every diagnostic with one right answer has a fix, and what comes out compiles without a complaint.</summary>
public sealed class CodeFixTests
{
    [Fact]
    public async Task A_class_is_made_partial() => await AssertFixedAsync(
        "RENDER001", "Make 'Shift' partial", Sources.Shift(), Sources.Shift(modifiers: "public sealed"));

    [Theory]
    [InlineData("public partial", "public sealed partial", "Make 'Shift' sealed")]
    [InlineData("public abstract partial", "public sealed partial", "Make 'Shift' sealed")]
    [InlineData("file sealed partial", "sealed partial", "Make 'Shift' internal and sealed")]
    public async Task A_class_is_made_sealed(string before, string after, string title) => await AssertFixedAsync(
        "RENDER003", title, Sources.Shift(modifiers: after), Sources.Shift(modifiers: before));

    [Fact]
    public async Task A_generic_class_is_left_to_a_person() =>
        Assert.Null(await CodeFixer.FixAsync("RENDER003", Sources.Shift(name: "Shift<T>"), Sources.Numbers));

    [Theory]
    [InlineData(" org.example.Shift", "org.example.Shift")]
    [InlineData("", "Example.Shift")]
    public async Task A_class_gets_a_name_without_blanks(string before, string after) => await AssertFixedAsync(
        "RENDER004", $"Let 'Shift' stand for '{after}'", Sources.Shift(after), Sources.Shift(before));

    [Fact]
    public async Task The_second_class_of_a_name_gets_one_of_its_own() => await AssertFixedAsync(
        "RENDER005",
        "Let 'Shift' stand for 'Example.Shift'",
        Sources.Shift("Example.Shift"),
        Sources.Shift(),
        Sources.Shift(name: "Push"));

    [Fact]
    public async Task A_class_gets_its_attribute() => await AssertFixedAsync(
        "RENDER006",
        "Let 'Shift' stand for 'Example.Shift'",
        Sources.Shift("Example.Shift").Replace("[Mpicbg", "\n[Mpicbg", StringComparison.Ordinal),
        Sources.Shift().Replace("[MpicbgTransform(\"org.example.Shift\")]\n", "", StringComparison.Ordinal));

    [Theory]
    [InlineData(" : object")]
    [InlineData(" : TransformSpec")]
    [InlineData(" : LeafTransform")]
    [InlineData(" : LeafTransfrom<Numbers>")]
    [InlineData("")]
    public async Task A_class_is_derived_from_the_class_of_its_numbers(string baseClass) => await AssertFixedAsync(
        "RENDER002",
        "Derive 'Shift' from LeafTransform<Numbers>",
        Sources.Shift(),
        Sources.Shift().Replace(" : LeafTransform<Numbers>", baseClass, StringComparison.Ordinal));

    [Fact]
    public async Task Interfaces_stay_where_a_base_class_is_added() => await AssertFixedAsync(
        "RENDER002",
        "Derive 'Shift' from LeafTransform<Numbers>",
        Sources.Shift(baseClass: "LeafTransform<Numbers>, System.IDisposable"),
        Sources.Shift(baseClass: "System.IDisposable"),
        "namespace Example; partial class Shift { public void Dispose() { } }");

    [Fact]
    public async Task A_base_class_of_the_program_is_left_to_a_person() =>
        Assert.Null(await CodeFixer.FixAsync("RENDER002", Sources.Shift(baseClass: "Own"), Sources.Numbers, "namespace Example; public abstract class Own;"));

    [Fact]
    public async Task A_primary_constructor_becomes_an_ordinary_one() => await AssertFixedAsync(
        "RENDER007",
        "Write the constructor of 'Shift' as an ordinary one",
        Sources.Shift().Replace("{\n", "{\n    public Shift(Numbers numbers) : base(numbers) { }\n", StringComparison.Ordinal),
        Sources.Shift(name: "Shift(Numbers numbers)", baseClass: "LeafTransform<Numbers>(numbers)"));

    [Fact]
    public async Task A_primary_constructor_whose_parameters_are_used_is_left_to_a_person() =>
        Assert.Null(await CodeFixer.FixAsync("RENDER007", Sources.Shift(name: "Shift(Numbers parameters)", baseClass: "LeafTransform<Numbers>(parameters)"), Sources.Numbers));

    [Fact]
    public async Task A_class_may_be_called_like_a_word_of_the_language() => await AssertFixedAsync(
        "RENDER007",
        "Write the constructor of 'fixed' as an ordinary one",
        Sources.Shift(name: "@fixed").Replace("{\n", "{\n    public @fixed(Numbers numbers) : base(numbers) { }\n", StringComparison.Ordinal),
        Sources.Shift(name: "@fixed(Numbers numbers)", baseClass: "LeafTransform<Numbers>(numbers)"));

    [Fact]
    public async Task A_base_class_gets_a_constructor_from_JSON()
    {
        const string common = """
            using Render.Transforms;
            namespace Example;
            public abstract class Common : LeafTransform<Numbers>
            {
                protected Common(Numbers numbers) : base(numbers) { }
            }
            """;
        await AssertFixedAsync(
            "RENDER008",
            "Give 'Common' a constructor from JSON",
            common.Replace("{\n", "{\n    protected Common(in LeafTransformData json) : base(in json) { }\n", StringComparison.Ordinal),
            common,
            Sources.Shift(baseClass: "Common"));
    }

    [Theory]
    [InlineData("public int JavaClass;")]
    [InlineData("public Shift(ref LeafTransformData json) : base(in json) { }")]
    public async Task What_else_leaves_no_room_is_left_to_a_person(string member) => Assert.Null(await CodeFixer.FixAsync(
        "RENDER008", Sources.Shift().Replace("{\n", $"{{\n{member}\n", StringComparison.Ordinal), Sources.Numbers));

    [Fact]
    public async Task Missing_members_read_and_write_a_list_of_numbers()
    {
        const string source = """
            using Render.Transforms;
            namespace Example;
            [MpicbgTransform("org.example.Shift")]
            public sealed partial class Shift : LeafTransform<double[]>
            {
            }
            """;
        var (title, sources) = (await CodeFixer.FixAsync("CS0534", source))!.Value;
        Assert.Equal("Implement 'Shift' for the numbers in double[]", title);
        Assert.Contains("var numbers = new double[data.Count];", sources[0], StringComparison.Ordinal);
        Assert.Contains("=> data.Write(parameters);", sources[0], StringComparison.Ordinal);
        Assert.Empty(await CodeFixer.ComplaintsAsync(sources));
    }

    [Fact]
    public async Task An_empty_class_is_written_to_the_end_in_two_steps()
    {
        const string empty = """
            using Render.Transforms;

            namespace Example;

            [MpicbgTransform("org.example.Shift")]
            public sealed partial class Shift
            {
            }
            """;
        const string derived = """
            using Render.Transforms;

            namespace Example;

            [MpicbgTransform("org.example.Shift")]
            public sealed partial class Shift : LeafTransform<Shift.Numbers>
            {
                public sealed record Numbers(double Value);
            }
            """;
        const string written = """
            using Render.Transforms;

            namespace Example;

            [MpicbgTransform("org.example.Shift")]
            public sealed partial class Shift : LeafTransform<Shift.Numbers>
            {
                public sealed record Numbers(double Value);

                public Shift(Numbers numbers) : base(numbers) { }

                public override Point2D Apply(Point2D point) => throw new System.NotImplementedException();

                protected override Numbers Parse(ref DataStringReader data) => new(data.ReadDouble("value"));

                protected override void Format(Numbers parameters, DataStringWriter data) => data.Write(parameters.Value);
            }
            """;
        Assert.Equal(derived, (await CodeFixer.FixAsync("RENDER002", empty))!.Value.Sources[0]);
        var (title, sources) = (await CodeFixer.FixAsync("CS0534", derived))!.Value;
        Assert.Equal("Implement 'Shift' for the numbers in Numbers", title);
        Assert.Equal(written, sources[0]);
        Assert.Empty(await CodeFixer.ComplaintsAsync(written));
    }

    [Theory]
    [InlineData("double X, double Y", "new(data.ReadDouble(\"x\"), data.ReadDouble(\"y\"))", "=> data.Write([parameters.X, parameters.Y]);")]
    [InlineData("int Count, double Y", "new(data.ReadInt32(\"count\"), data.ReadDouble(\"y\"))", "data.Write(parameters.Count);")]
    [InlineData("string Name", "throw new System.NotImplementedException()", "=> throw new System.NotImplementedException();")]
    public async Task Missing_members_read_and_write_the_numbers_in_their_order(string numbers, string reads, string writes)
    {
        string source = $$"""
            using Render.Transforms;
            namespace Example;
            public sealed record Numbers({{numbers}});
            [MpicbgTransform("org.example.Shift")]
            public sealed partial class Shift : LeafTransform<Numbers>
            {
                public override Point2D Apply(Point2D point) => point;
            }
            """;
        string written = (await CodeFixer.FixAsync("CS0534", source))!.Value.Sources[0];
        Assert.Contains($"Parse(ref DataStringReader data) => {reads};", written, StringComparison.Ordinal);
        Assert.Contains(writes, written, StringComparison.Ordinal);
        Assert.Contains("Apply(Point2D point) => point;", written, StringComparison.Ordinal);
        Assert.Empty(await CodeFixer.ComplaintsAsync(written));
    }

    [Fact]
    public async Task Missing_members_of_other_classes_are_none_of_our_business() =>
        Assert.Null(await CodeFixer.FixAsync("CS0534", "abstract class A { public abstract void M(); } class B : A;"));

    private static async Task AssertFixedAsync(string id, string title, string expected, params string[] sources)
    {
        var (offered, changed) = (await CodeFixer.FixAsync(id, [.. sources, Sources.Numbers]))!.Value;
        Assert.Equal(title, offered);
        Assert.Equal(expected, changed[0]);
        Assert.Empty(await CodeFixer.ComplaintsAsync(changed));
    }
}
