namespace Documentation.Tests;

public class ExampleTests
{
    public static TheoryData<string> Documents => [.. Document.Names];

    /// <summary>Types that one example declares are known to the others of its document.</summary>
    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_example_compiles_as_it_stands(string document)
    {
        var examples = Document.Open(document).Examples().ToArray();
        var faults = examples.SelectMany(example => ExampleCompiler
            .Errors(example.Code, examples.Where(other => other != example && ExampleCompiler.IsDeclaration(other.Code)).Select(other => other.Code))
            .Select(error => $"{document}, example on line {example.Line}: {error}"));

        Assert.Empty(faults);
    }

    [Fact]
    public void A_wrong_example_would_be_found() => Assert.NotEmpty(ExampleCompiler.Errors("await stack.NoSuchMethodAsync();"));
}
