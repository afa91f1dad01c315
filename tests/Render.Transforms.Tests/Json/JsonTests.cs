using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Render.Transforms.Tests;

/// <summary>Transforms in JSON: what is read, what is written, and what is refused.</summary>
public sealed class JsonTests
{
    private const string Affine = "mpicbg.trakem2.transform.AffineModel2D";

    [Theory]
    [InlineData($$"""{"type":"leaf","className":"{{Affine}}","dataString":"1 0 0 1 5 6"}""")]
    [InlineData($$"""{"className":"{{Affine}}","dataString":"1 0 0 1 5 6"}""")]
    [InlineData($$"""{"dataString":"1 0 0 1 5 6","className":"{{Affine}}"}""")]
    [InlineData($$"""{"dataString":"1 0 0 1 5 6","className":"{{Affine}}","type":"leaf"}""")]
    [InlineData($$"""{"type":"whatever","className":"{{Affine}}","dataString":"1 0 0 1 5 6"}""")]
    [InlineData("""{"className":"mpicbg.trakem2.transform.\u0041ffineModel2D","dataString":"1 0\u0020 0 1\t5 6"}""")]
    public void A_leaf_is_told_by_its_class_name(string json)
    {
        var transform = Assert.IsType<AffineModel2D>(Golden.Transform(json));
        Assert.Equal(new Point2D(15, 26), transform.Apply(new Point2D(10, 20)));
    }

    [Theory]
    [InlineData("""{"type":"list","specList":[{"type":"ref","refId":"r"},{"type":"list","specList":[]}]}""")]
    [InlineData("""{"specList":[{"refId":"r","type":"ref"},{"specList":[],"type":"list"}],"type":"list"}""")]
    public void Members_come_in_any_order(string json)
    {
        var list = Assert.IsType<ListTransform>(Golden.Transform(json));
        Assert.Equal("r", Assert.IsType<ReferenceTransform>(list.Transforms[0]).ReferenceId);
        Assert.Empty(Assert.IsType<ListTransform>(list.Transforms[1]).Transforms);
    }

    [Theory]
    [InlineData("""{"type":"leaf","id":"a","metaData":{"labels":["lens"],"more":[1,{"x":null}]},"className":"mpicbg.trakem2.transform.AffineModel2D","dataString":"1 0  0 1d 5 6","extra":{"a":1}}""")]
    [InlineData("""{"type":"leaf","className":"org.example.Unheard","dataString":"\"quoted\" \u20ac"}""")]
    [InlineData("""{"type":"futuristic","className":"org.example.Unheard","specList":[1]}""")]
    [InlineData("""{"type":"leaf"}""")]
    [InlineData("""{"type":"list","id":"l","specList":[{"type":"ref","refId":"r"},{"type":"leaf","className":"mpicbg.trakem2.transform.AffineModel2D"},{"type":"list","specList":[]}]}""")]
    [InlineData("""{"type":"interpolated","a":{"type":"ref","refId":"a"},"b":{"type":"ref","refId":"b"},"lambda":0.25}""")]
    [InlineData("""{"type":"ref","id":"x","refId":"r","dataString":"not of a reference"}""")]
    public void What_is_read_is_written_back_as_it_came(string json) => Assert.Equal(json, Write(Golden.Transform(json)));

    [Fact]
    public void Type_comes_first_however_it_was_read() =>
        Assert.Equal(
            """{"type":"list","id":"l","specList":[]}""",
            Write(Golden.Transform("""{"specList":[],"id":"l","type":"list"}""")));

    [Fact]
    public void A_wrong_data_string_is_kept_and_named_when_it_is_used()
    {
        TransformSpec transform = Golden.Leaf(Affine, "1 0 0 1 oops 0");
        var exception = Assert.Throws<TransformDataException>(() => transform.Apply(default));
        Assert.Equal(Affine, exception.ClassName);
        Assert.Equal("oops", exception.Token);
        Assert.Equal($"{Affine} expects a number for m02, but found 'oops'.", exception.Message);
        Assert.Contains("\"1 0 0 1 oops 0\"", Write(transform), StringComparison.Ordinal);
    }

    [Fact]
    public void A_leaf_without_data_string_says_so_when_it_is_used()
    {
        TransformSpec transform = Golden.Transform($$"""{"className":"{{Affine}}"}""");
        Assert.Contains("a dataString", Assert.Throws<TransformDataException>(transform.Validate).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_class_cannot_be_applied_and_is_named()
    {
        TransformSpec transform = Golden.Leaf("no.such.Transform", "1 2 3");
        Assert.Equal("1 2 3", Assert.IsType<UnknownTransform>(transform).DataString);
        Assert.Equal("no.such.Transform", Assert.Throws<UnknownTransformException>(() => transform.Apply(default)).ClassName);
    }

    [Fact]
    public void A_transform_made_from_numbers_is_written_with_the_shortest_digits() =>
        Assert.Equal(
            $$"""{"type":"leaf","id":"a","className":"{{Affine}}","dataString":"1.0 0.1 -1.0E-7 0.30000000000000004 1.0E7 -0.001"}""",
            Write(new AffineModel2D(1, 0.1, -1e-7, 0.1 + 0.2, 1e7, -0.001) { Id = "a" }));

    [Fact]
    public void A_class_declared_outside_of_the_library_is_read_applied_and_written()
    {
        const string json = """{"type":"list","specList":[{"type":"leaf","className":"org.example.Shift","dataString":"3 4"}]}""";
        TransformSpec transform = Golden.Transform(json);
        Assert.IsType<Shift>(((ListTransform)transform).Transforms[0]);
        Assert.Equal(new Point2D(13, 24), transform.Apply(new Point2D(10, 20)));
        Assert.Equal(json, Write(transform));
        Assert.Equal("""{"type":"leaf","className":"org.example.Shift","dataString":"1.5 2.0"}""", Write(new Shift(1.5, 2)));
    }

    [Theory]
    [InlineData("""{"transforms":{"specList":[]}}""")]
    [InlineData("""{"transforms":{"specList":[],"type":"list"}}""")]
    [InlineData("""{"transforms":{"type":"list","specList":[]}}""")]
    public void The_transforms_of_a_tile_are_a_list_with_or_without_type(string json)
    {
        TileLike tile = JsonSerializer.Deserialize(json.Replace("transforms", "Transforms", StringComparison.Ordinal), TransformJsonContext.Default.TileLike)!;
        Assert.Empty(tile.Transforms!.Transforms);
        Assert.Equal(
            """{"Transforms":{"type":"list","specList":[]}}""",
            JsonSerializer.Serialize(tile, TransformJsonContext.Default.TileLike));
    }

    [Theory]
    [InlineData("""{"type":"leaf","className":"x"}""", "list")]
    [InlineData("""{"type":"ref","refId":"x"}""", "list")]
    [InlineData("""{"className":"x","dataString":""}""", "specList")]
    public void The_transforms_of_a_tile_are_nothing_but_a_list(string json, string expectation)
    {
        var exception = Assert.Throws<JsonException>(() => JsonSerializer.Deserialize(json, TransformJsonContext.Default.ListTransform));
        Assert.Contains(expectation, exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[]", "object")]
    [InlineData("""{"type":7}""", "type")]
    [InlineData("""{"type":"leaf","dataString":[7]}""", "dataString")]
    [InlineData("""{"type":"leaf","className":{}}""", "className")]
    [InlineData("""{"type":"list"}""", "specList")]
    [InlineData("""{"type":"list","specList":null}""", "specList")]
    [InlineData("""{"type":"list","specList":[null]}""", "object")]
    [InlineData("""{"type":"ref"}""", "refId")]
    [InlineData("""{"type":"interpolated","a":{},"b":{}}""", "lambda")]
    [InlineData("""{"type":"leaf","metaData":{"labels":[[1]]}}""", "labels")]
    public void Malformed_transforms_are_refused_by_name(string json, string member) =>
        Assert.Contains(member, Assert.ThrowsAny<JsonException>(() => Golden.Transform(json)).Message, StringComparison.Ordinal);

    [Fact]
    public void Deep_nesting_is_refused_before_the_stack_ends()
    {
        const int depth = 100_000;
        var json = new StringBuilder();
        json.Insert(0, """{"type":"list","specList":[""", depth).Append("{}");
        byte[] bytes = Encoding.UTF8.GetBytes(json.ToString());
        Assert.Throws<JsonException>(() =>
        {
            var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = int.MaxValue });
            reader.Read();
            TransformSpecJsonConverter.ReadSpec(ref reader);
        });
    }

    [Fact]
    public void A_transform_split_over_buffers_is_read_alike()
    {
        const string json = $$"""{"dataString":"1 0 0 1 5 6","id":"tile-é","className":"{{Affine}}","type":"leaf"}""";
        byte[] bytes = Encoding.UTF8.GetBytes(json);
        for (int cut = 1; cut < bytes.Length; cut++)
        {
            var first = new Segment(bytes.AsMemory(0, cut), null);
            var last = new Segment(bytes.AsMemory(cut), first);
            var reader = new Utf8JsonReader(new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length));
            reader.Read();
            TransformSpec transform = TransformSpecJsonConverter.ReadSpec(ref reader);
            Assert.Equal("tile-é", transform.Id);
            Assert.Equal(new Point2D(6, 7), Assert.IsType<AffineModel2D>(transform).Apply(new Point2D(1, 1)));
        }
    }

    [Fact]
    public void Text_that_is_not_utf8_is_refused()
    {
        byte[] bytes = [.. """{"type":"leaf","dataString":"1 """u8, 0xff, .. "\"}"u8];
        Assert.Throws<JsonException>(() =>
        {
            var reader = new Utf8JsonReader(bytes);
            reader.Read();
            TransformSpecJsonConverter.ReadSpec(ref reader);
        });
    }

    private static string Write(TransformSpec transform)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
            TransformSpecJsonConverter.WriteSpec(writer, transform);

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public Segment(ReadOnlyMemory<byte> memory, Segment? previous)
        {
            Memory = memory;
            if (previous is null)
                return;

            RunningIndex = previous.RunningIndex + previous.Memory.Length;
            previous.Next = this;
        }
    }
}
