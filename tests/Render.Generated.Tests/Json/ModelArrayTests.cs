using System.Text;
using System.Text.Json;

namespace Render.Generated.Tests.Json;

/// <summary>Arrays of models that are read while they arrive, compared with what the serializer makes of the same text.</summary>
public sealed class ModelArrayTests
{
    private const string Pairs =
        """
        [ {"pGroupId":"1.0","pId":"a\"]}{[\\","qGroupId":"2.0","qId":"b",
           "matches":{"p":[[1,2.5e-3],[ -0.0 , 4 ]],"q":[[],[]],"w":[1,"NaN",0.25]},"matchCount":2} ,
          {"pGroupId":"1.0","pId":"ä€😀","qGroupId":"2.0","qId":"c","matches":null,"unknown":{"x":[{}]}},
          {} ]
        """;

    [Fact]
    public async Task However_the_text_is_cut_the_models_are_those_of_the_serializer()
    {
        byte[] json = Encoding.UTF8.GetBytes(Pairs);
        string expected = Text(JsonSerializer.Deserialize(json, RenderJson.TypeInfo<IReadOnlyList<CanvasMatches>>())!);
        for (int size = 1; size <= json.Length; size++)
            Assert.Equal(expected, Text(await ReadAsync(json, size)));
    }

    [Fact]
    public async Task An_answer_that_ends_anywhere_before_its_end_is_refused_after_what_is_whole()
    {
        byte[] json = Encoding.UTF8.GetBytes(Pairs);
        int firstEnd = Pairs.IndexOf(" ,\n", StringComparison.Ordinal);
        firstEnd = firstEnd < 0 ? Pairs.IndexOf(" ,\r\n", StringComparison.Ordinal) : firstEnd;
        for (int end = 0; end < json.Length; end++)
        {
            List<CanvasMatches> read = [];
            await Assert.ThrowsAnyAsync<JsonException>(() => ReadAsync(json[..end], 7, read));
            Assert.InRange(read.Count, end >= firstEnd ? 1 : 0, 3);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("[1]")]
    [InlineData("[null]")]
    [InlineData("[{}")]
    [InlineData("[{}}")]
    [InlineData("[{}{}]")]
    [InlineData("[{},]")]
    [InlineData("[{}]]")]
    [InlineData("[{}] 1")]
    [InlineData("[{\"pId\":]}]")]
    [InlineData("[{\"pId\":\"a\" \"qId\":\"b\"}]")]
    [InlineData("[{\"matches\":{\"w\":[1,]}}]")]
    [InlineData("[{\"matches\":{\"w\":[,1]}}]")]
    [InlineData("[{\"matches\":{\"w\":[01]}}]")]
    [InlineData("[{\"matches\":{\"w\":[1.]}}]")]
    [InlineData("[{\"matches\":{\"w\":[-]}}]")]
    [InlineData("[{\"matches\":{\"w\":[1 2]}}]")]
    [InlineData("[{\"matches\":{\"w\":[1e]}}]")]
    [InlineData("[{\"matches\":{\"w\":[1}}]")]
    [InlineData("[{\"matches\":{\"w\":[1]]}}]")]
    public async Task What_is_no_array_of_models_is_refused(string json)
    {
        for (int size = 1; size <= Math.Max(1, json.Length); size++)
            await Assert.ThrowsAnyAsync<JsonException>(() => ReadAsync(Encoding.UTF8.GetBytes(json), size));
    }

    [Fact]
    public async Task A_model_may_be_longer_than_any_buffer()
    {
        double[] weights = [.. Enumerable.Range(0, 100_000).Select(i => i / 7.0)];
        var pair = new CanvasMatches { PGroupId = "1.0", Matches = new Matches { P = [], Q = [], W = weights } };
        byte[] json = JsonSerializer.SerializeToUtf8Bytes<IReadOnlyList<CanvasMatches>>([pair, pair], RenderJson.TypeInfo<IReadOnlyList<CanvasMatches>>());

        var read = await ReadAsync(json, 10_000);

        Assert.Equal(2, read.Count);
        Assert.All(read, same => Assert.Equal(weights, same.Matches!.W));
    }

    private static async Task<List<CanvasMatches>> ReadAsync(byte[] json, int size, List<CanvasMatches>? into = null)
    {
        into ??= [];
        var reader = (IArrayReader<CanvasMatches>)RenderJson.TypeInfo<CanvasMatches>().Converter;
        await foreach (var pair in reader.ReadArrayAsync(new PiecewiseStream(json, size), CancellationToken.None))
            into.Add(pair);

        return into;
    }

    private static string Text(IReadOnlyList<CanvasMatches> pairs) =>
        JsonSerializer.Serialize(pairs, RenderJson.TypeInfo<IReadOnlyList<CanvasMatches>>());

    private sealed class PiecewiseStream(byte[] content, int size) : MemoryStream(content)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(size, buffer.Length)], cancellationToken);
    }
}
