using System.Text;
using Render.Transforms.Fuzz;

namespace Render.Transforms.Tests;

/// <summary>The fuzz target on a fixed sequence of changed golden strings; tests/Render.Transforms.Fuzz/fuzz.sh searches on from there.</summary>
public sealed class FuzzTests
{
    private const int Runs = 10_000;

    private static readonly IReadOnlyList<byte[]> Corpus = GoldenCorpus.Read(Repository.Golden(""));

    [Fact]
    public void Golden_strings_of_every_class_are_read_and_written_as_themselves()
    {
        Assert.Equal(TransformTarget.ClassNames.Count + 2, Corpus.Select(input => input[0]).Distinct().Count());
        foreach (byte[] input in Corpus)
            Run(input, "the corpus");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Changed_strings_are_read_and_written_as_themselves_or_refused(int seed)
    {
        var random = new Random(seed);
        var mutator = new Mutator(seed);
        for (int i = 0; i < Runs; i++)
            Run(mutator.Mutate(Corpus[random.Next(Corpus.Count)], Corpus[random.Next(Corpus.Count)]), $"seed {seed}, run {i}");
    }

    // What the search has found, and was mended.
    [Theory]
    [InlineData("A1 0 0 1 0 0x")]
    [InlineData("""{"id":"\ud800"}""")]
    [InlineData("""{"dataString":"\udc00"}""")]
    [InlineData("""{"specList":[],"type":"list","metaData":{"labels":["\ud800"]}}""")]
    public void What_once_failed_is_refused(string input) => Run(Encoding.UTF8.GetBytes(input), "a finding");

    private static void Run(byte[] input, string origin)
    {
        try
        {
            TransformTarget.Run(input);
        }
        catch (Exception exception)
        {
            Assert.Fail($"{origin}: {Encoding.Latin1.GetString(input)}\n{exception}");
        }
    }
}
