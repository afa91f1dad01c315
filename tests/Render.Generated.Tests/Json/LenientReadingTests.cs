using System.Text;
using System.Text.Json;
using Render.Transforms;

namespace Render.Generated.Tests.Json;

/// <summary>What Jackson takes for numbers and texts, and what it refuses; faults say which member and which value.</summary>
public class LenientReadingTests
{
    [Theory]
    [InlineData("4294967295")]
    [InlineData("-2147483649")]
    [InlineData("1e400")]
    [InlineData("\"NaN\"")]
    [InlineData("\"3.7\"")]
    [InlineData("\"4294967295\"")]
    [InlineData("\"seven\"")]
    public void A_number_that_does_not_fit_is_named_with_its_member(string number)
    {
        var tuned = Assert.Throws<JsonException>(() => Read<TileSpec>("""{"tileId":"a","layout":{"camera":"1","imageRow":NUMBER}}""".Replace("NUMBER", number, StringComparison.Ordinal)));
        var untuned = Assert.Throws<JsonException>(() => Read<StackVersion>($$"""{"cycleNumber":{{number}}}"""));

        Assert.Contains("layout.imageRow", tuned.Message, StringComparison.Ordinal);
        Assert.Contains(number, tuned.Message, StringComparison.Ordinal);
        Assert.Equal("$.cycleNumber", untuned.Path);
        Assert.Contains(number, untuned.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Faults_in_lists_are_named_with_their_place()
    {
        var fault = Assert.Throws<JsonException>(() => Read<TileSpec>(
            """{"tileId":"a","channels":[{"name":"x"},{"mipmapLevels":{"0":{"imageSliceNumber":1},"1":{"imageUrl":"u","imageSliceNumber":1e400}}}]}"""));
        var point = Assert.Throws<JsonException>(() => Read<CanvasMatches>("""{"pId":"p","matches":{"p":[[1,2],[3,1e999]]}}"""));

        Assert.Contains("channels[1].mipmapLevels.1.imageSliceNumber: 1e400", fault.Message, StringComparison.Ordinal);
        Assert.Contains("matches.p[1][1]: 1e999", point.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_number_that_does_not_fit_is_a_fault_of_JSON_in_streams_too()
    {
        using var body = new MemoryStream("""[{"tileId":"a"},{"tileId":"b","layout":{"imageRow":4294967295}}]"""u8.ToArray());

        var fault = await Assert.ThrowsAsync<JsonException>(async () =>
            await ModelArrayReader<TileSpec>.ReadAsync(body, CancellationToken.None).ToListAsync());

        Assert.Contains("layout.imageRow: 4294967295", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bytes_that_are_no_characters_are_a_fault_of_JSON_in_streams_too()
    {
        using var body = new MemoryStream(Encoding.Latin1.GetBytes("""[{"tileId":"a","layout":{"camera":"Größe"}}]"""));

        var fault = await Assert.ThrowsAsync<JsonException>(async () =>
            await ModelArrayReader<TileSpec>.ReadAsync(body, CancellationToken.None).ToListAsync());

        Assert.Contains("layout.camera: A text is not valid UTF-8", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_text_is_no_number_and_a_text_may_be_one()
    {
        var tile = Read<TileSpec>("""{"z":"","width":" 7 ","minX":"1.5","layout":{"imageRow":"","imageCol":"3","stageX":""}}""");
        var version = Read<StackVersion>("""{"cycleNumber":"","cycleStepNumber":"4","stackResolutionX":"","stackResolutionY":"2.5"}""");

        Assert.Null(tile.Z);
        Assert.Equal((7, 1.5), (tile.Width, tile.MinX));
        Assert.Equal((null, 3, null), (tile.Layout!.ImageRow, tile.Layout.ImageCol, tile.Layout.StageX));
        Assert.Equal((null, 4, null, 2.5), (version.CycleNumber, version.CycleStepNumber, version.StackResolutionX, version.StackResolutionY));
    }

    [Theory]
    [InlineData("7", "7")]
    [InlineData("1.50", "1.50")]
    [InlineData("12345678901234567890123", "12345678901234567890123")]
    [InlineData("true", "true")]
    public void Numbers_are_text_where_text_is_expected(string json, string text)
    {
        Assert.Equal(text, Read<TileSpec>($$"""{"tileId":{{json}}}""").TileId);
        Assert.Equal(text, Read<StackId>($$"""{"owner":"o","project":"p","stack":{{json}}}""").Stack);
        Assert.Equal(text, Read<TransformSpec>($$"""{"id":{{json}},"className":"x"}""").Id);
        Assert.Equal(text, Assert.IsType<ReferenceTransform>(Read<TransformSpec>($$"""{"type":"ref","refId":{{json}}}""")).ReferenceId);
        Assert.Contains(text, Read<TransformSpec>($$$"""{"className":"x","metaData":{"labels":[{{{json}}}]}}""").Metadata!.Labels);
    }

    [Fact]
    public void Lists_may_be_nested_as_deep_as_is_promised()
    {
        var list = """{"type":"leaf","className":"mpicbg.trakem2.transform.AffineModel2D","dataString":"1 0 0 1 0 0"}""";
        for (var i = 0; i < TransformSpec.MaximumNesting; i++)
        {
            list = $$"""{"type":"list","specList":[{{list}}]}""";
        }

        var tile = $$"""{"tileId":"a","transforms":{{list}}}""";
        var collection = "{\"tileIdToSpecMap\":{\"a\":" + tile + "}}";

        Assert.Equal(tile, JsonSerializer.Serialize(Read<TileSpec>(tile), RenderJson.TypeInfo<TileSpec>()));
        Assert.Equal(collection, JsonSerializer.Serialize(Read<ResolvedTileSpecCollection>(collection), RenderJson.TypeInfo<ResolvedTileSpecCollection>()));
        Assert.Equal(list, JsonSerializer.Serialize(Read<TransformSpec>(list), RenderJson.TypeInfo<TransformSpec>()));
    }

    [Fact]
    public void Collections_of_all_models_have_metadata()
    {
        foreach (var model in Conventions.GeneratedCode.Models.Append(typeof(TransformSpec)).Append(typeof(LeafTransform)))
        {
            Type[] collections =
            [
                model.MakeArrayType(),
                .. ((Type[])[typeof(List<>), typeof(IList<>), typeof(ICollection<>), typeof(IEnumerable<>), typeof(IReadOnlyCollection<>), typeof(IReadOnlyList<>)])
                    .Select(type => type.MakeGenericType(model)),
                .. ((Type[])[typeof(Dictionary<,>), typeof(IDictionary<,>), typeof(IReadOnlyDictionary<,>)])
                    .Select(type => type.MakeGenericType(typeof(string), model)),
            ];
            foreach (var collection in collections)
            {
                var isMap = collection.IsGenericType && collection.GetGenericArguments().Length == 2;
                var read = JsonSerializer.Deserialize(isMap ? "{}" : "[]", RenderJson.Options.GetTypeInfo(collection))!;
                Assert.Equal(isMap ? "{}" : "[]", JsonSerializer.Serialize(read, RenderJson.Options.GetTypeInfo(collection)));
            }
        }
    }

    [Fact]
    public void Lists_arrays_and_maps_of_models_are_read_and_written()
    {
        const string Pairs = """[{"pGroupId":"1","pId":"a","qGroupId":"2","qId":"b"}]""";

        Assert.Equal("a", Assert.Single(JsonSerializer.Deserialize<List<CanvasMatches>>(Pairs, RenderJson.Options)!).PId);
        Assert.Equal("b", Assert.Single(JsonSerializer.Deserialize<CanvasMatches[]>(Pairs, RenderJson.Options)!).QId);
        Assert.Equal(Pairs, JsonSerializer.Serialize(JsonSerializer.Deserialize<IList<CanvasMatches>>(Pairs, RenderJson.Options)!, RenderJson.Options));
        var stacks = JsonSerializer.Deserialize<Dictionary<string, StackVersion>>("""{"s":{"cycleNumber":3}}""", RenderJson.Options)!;
        Assert.Equal("""{"s":{"cycleNumber":3}}""", JsonSerializer.Serialize(stacks, RenderJson.Options));
    }

    private static T Read<T>(string json) => JsonSerializer.Deserialize(json, RenderJson.TypeInfo<T>())!;
}
