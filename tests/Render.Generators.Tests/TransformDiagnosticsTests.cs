namespace Render.Generators.Tests;

public sealed class TransformDiagnosticsTests
{
    [Fact]
    public void A_right_declaration_is_left_alone() =>
        Assert.Empty(Compiler.Report(Sources.Shift(), Sources.Numbers));

    [Fact]
    public void A_class_that_is_not_partial_is_reported() =>
        Assert.Equal(
            ["RENDER001 line 4: Declare 'Shift' partial: its constructor from JSON is generated"],
            Compiler.Report(Sources.Shift(modifiers: "public sealed"), Sources.Numbers));

    [Fact]
    public void A_class_with_another_base_is_reported() =>
        Assert.Equal(
            ["RENDER002 line 4: Derive 'Shift' from LeafTransform<TParameters>, which parses its data string"],
            Compiler.Report(Sources.Shift(baseClass: "System.Object"), Sources.Numbers));

    [Theory]
    [InlineData("public partial", "Shift")]
    [InlineData("public abstract partial", "Shift")]
    [InlineData("public sealed partial", "Shift<T>")]
    public void A_class_that_is_not_plain_and_sealed_is_reported(string modifiers, string name) =>
        Assert.Equal(
            ["RENDER003 line 4: Make 'Shift' a sealed class that is neither generic nor nested nor local to a file"],
            Compiler.Report(Sources.Shift(name: name, modifiers: modifiers), Sources.Numbers));

    [Theory]
    [InlineData("")]
    [InlineData(" org.example.Shift")]
    public void An_empty_or_padded_name_is_reported(string className) =>
        Assert.Equal(
            ["RENDER004 line 4: Name the Java class that 'Shift' stands for, without blanks around it"],
            Compiler.Report(Sources.Shift(className), Sources.Numbers));

    [Fact]
    public void Two_classes_for_one_name_are_reported() =>
        Assert.Equal(
            ["RENDER005 line 4: 'Push' and 'Shift' both stand for 'org.example.Shift': JSON cannot tell them apart"],
            Compiler.Report(Sources.Shift(), Sources.Shift(name: "Push"), Sources.Numbers));

    [Fact]
    public void Classes_with_one_name_are_reported_with_their_namespaces() =>
        Assert.Equal(
            ["RENDER005 line 5: 'A.Wobble' and 'B.Wobble' both stand for 'org.example.Legal': JSON cannot tell them apart"],
            Compiler.Report(Sources.Wobble(space: "B"), Sources.Wobble(space: "A")));

    [Fact]
    public void A_class_that_takes_a_name_of_the_library_is_reported() =>
        Assert.Equal(
            ["RENDER005 line 4: 'AffineModel2D' and 'Shift' both stand for 'mpicbg.trakem2.transform.AffineModel2D': JSON is read as 'Shift', which is nearer"],
            Compiler.Report(Sources.Shift("mpicbg.trakem2.transform.AffineModel2D"), Sources.Numbers));

    [Fact]
    public void A_class_without_a_name_for_json_is_reported() =>
        Assert.Equal(
            ["RENDER006 line 3: Name the Java class that 'Shift' stands for: [MpicbgTransform(\"…\")]"],
            Compiler.Report(Sources.Shift().Replace("[MpicbgTransform(\"org.example.Shift\")]\n", "", StringComparison.Ordinal), Sources.Numbers));

    [Fact]
    public void A_class_with_a_primary_constructor_is_reported() =>
        Assert.Equal(
            ["RENDER007 line 4: Write the constructor of 'Shift' as an ordinary one: a second one, from JSON, is generated"],
            Compiler.Report(Sources.Shift(name: "Shift(Numbers n)", baseClass: "LeafTransform<Numbers>(n)"), Sources.Numbers));

    [Fact]
    public void A_common_base_of_several_classes_needs_no_name() =>
        Assert.Empty(Compiler.Report("public abstract class Common(Example.Numbers n) : Render.Transforms.LeafTransform<Example.Numbers>(n);", Sources.Numbers));
}
