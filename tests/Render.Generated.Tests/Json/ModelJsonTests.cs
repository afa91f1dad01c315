using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Render.Transforms;

namespace Render.Generated.Tests.Json;

public class ModelJsonTests
{
    private const string Tile = """
        {
          "tileId": "t1", "groupId": null, "z": "2", "minX": -5.25, "maxX": 1e3, "width": 2560.0, "height": 2160,
          "layout": { "sectionId": "1.0", "camera": 7, "imageRow": 3.9, "stageX": 0.1, "unknownInLayout": [1, {"a": null}] },
          "mipmapLevels": { "0": { "imageUrl": "file:/a", "imageLoaderType": "H5_SLICE", "imageSliceNumber": 4 }, "10": {} },
          "channels": [ { "name": "DAPI", "minIntensity": "NaN", "mipmapLevels": {} } ],
          "labels": ["x", "y\"z"],
          "transforms": { "type": "list", "specList": [ { "type": "ref", "refId": "lens" } ] },
          "frameId": { "kept": true }
        }
        """;

    [Fact]
    public void A_tile_is_read_as_the_server_reads_it()
    {
        var tile = Read<TileSpec>(Tile);

        Assert.Equal("t1", tile.TileId);
        Assert.Null(tile.GroupId);
        Assert.Equal(2, tile.Z);
        Assert.Equal(-5.25, tile.MinX);
        Assert.Equal(1000, tile.MaxX);
        Assert.Equal("7", tile.Layout!.Camera);
        Assert.Equal(3, tile.Layout.ImageRow);
        Assert.Equal(ImageLoaderType.H5Slice, tile.MipmapLevels!["0"].ImageLoaderType);
        Assert.Equal(2, tile.MipmapLevels.Count);
        Assert.Equal(double.NaN, tile.Channels![0].MinIntensity);
        Assert.Equal(["x", "y\"z"], tile.Labels!);
        Assert.Equal("lens", Assert.IsType<ReferenceTransform>(tile.Transforms!.Transforms[0]).ReferenceId);
    }

    [Fact]
    public void Members_that_the_contract_does_not_know_survive_at_every_level()
    {
        var written = JsonNode.Parse(JsonSerializer.Serialize(Read<TileSpec>(Tile), RenderJson.TypeInfo<TileSpec>()))!;

        Assert.True((bool)written["frameId"]!["kept"]!);
        Assert.Equal("""[1,{"a":null}]""", written["layout"]!["unknownInLayout"]!.ToJsonString());
    }

    [Fact]
    public void Names_and_texts_may_be_escaped()
    {
        var tile = Read<TileSpec>("""{"tile\u0049d":"a\u00e9\n","layout":{"section\u0049d":"1\u002e0"}}""");

        Assert.Equal("aé\n", tile.TileId);
        Assert.Equal("1.0", tile.Layout!.SectionId);
    }

    [Theory]
    [InlineData("""{"width": true}""")]
    [InlineData("""{"layout": []}""")]
    [InlineData("""{"mipmapLevels": 3}""")]
    [InlineData("""{"labels": "x"}""")]
    [InlineData("""{"mipmapLevels": {"0": {"imageLoaderType": ["H5_SLICE"]}}}""")]
    [InlineData("""{"width": "wide"}""")]
    public void What_does_not_fit_is_refused_with_its_place(string json)
    {
        var exception = Assert.Throws<JsonException>(() => Read<TileSpec>(json));

        Assert.NotNull(exception.LineNumber);
    }

    /// <summary>
    /// The serializer's metadata, made from the attributes alone, is the yardstick: whatever it writes the generated code must
    /// write too, for each member of each model.
    /// </summary>
    [Theory]
    [MemberData(nameof(TunedModels))]
    public void Generated_reading_and_writing_covers_every_member(Type model)
    {
        var options = new JsonSerializerOptions
        {
            TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        };
        var value = Filled(model, 0);
        var expected = JsonSerializer.SerializeToNode(value, model, options)!;

        var written = JsonSerializer.SerializeToNode(value, RenderJson.Options.GetTypeInfo(model))!;
        var read = JsonSerializer.Deserialize(expected, RenderJson.Options.GetTypeInfo(model))!;

        Assert.True(JsonNode.DeepEquals(expected, written), $"{expected}\n{written}");
        Assert.True(JsonNode.DeepEquals(expected, JsonSerializer.SerializeToNode(read, model, options)));
        Assert.Equal(model.GetProperties().Length - 1, ((JsonObject)expected).Count);
    }

    public static TheoryData<Type> TunedModels() => new(
        typeof(TileSpec).Assembly.GetTypes().Where(type => type.IsClass && type.GetInterface("IJsonModel") is not null));

    [Fact]
    public void Whole_numbers_are_written_short_and_all_others_exactly()
    {
        var random = new Random(1);
        foreach (var number in Enumerable.Range(0, 10_000).Select(_ => BitConverter.Int64BitsToDouble(random.NextInt64()))
                     .Where(double.IsFinite)
                     .Concat([0, -0.0, 1, -1, 0.1, 1e15, 1e16, 1e17, 1L << 53, -(1L << 53), double.MaxValue, double.Epsilon, 123456.789]))
        {
            var json = JsonSerializer.Serialize(new Bounds { MinX = number }, RenderJson.TypeInfo<Bounds>());
            Assert.Equal(BitConverter.DoubleToInt64Bits(number), BitConverter.DoubleToInt64Bits(Read<Bounds>(json).MinX!.Value));
        }

        Assert.Equal("""{"minX":64}""", JsonSerializer.Serialize(new Bounds { MinX = 64 }, RenderJson.TypeInfo<Bounds>()));
    }

    [Fact]
    public void Numbers_are_read_to_the_nearest_double()
    {
        var random = new Random(2);
        for (var i = 0; i < 100_000; i++)
        {
            var digits = random.NextInt64((long)Math.Pow(10, random.Next(1, 18))).ToString(System.Globalization.CultureInfo.InvariantCulture);
            var text = (random.Next(2) == 0 ? "-" : "") + digits + (random.Next(3) == 0 ? "" : "." + random.Next(1_000_000))
                + (random.Next(5) == 0 ? "e" + random.Next(-300, 280) : "");
            var expected = double.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
            Assert.Equal(expected, Read<Bounds>($$"""{"minX":{{text}}}""").MinX);
        }
    }

    private static T Read<T>(string json) => JsonSerializer.Deserialize(json, RenderJson.TypeInfo<T>())!;

    private static object Filled(Type model, int depth)
    {
        var value = Activator.CreateInstance(model)!;
        var number = 0;
        foreach (var property in model.GetProperties().Where(property => property.Name != "AdditionalProperties"))
        {
            property.SetValue(value, Sample(property.PropertyType, depth, ++number));
        }

        return value;
    }

    private static object? Sample(Type type, int depth, int number)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string))
        {
            return $"text {number}";
        }

        if (type == typeof(double) || type == typeof(int))
        {
            return Convert.ChangeType(number + (type == typeof(double) ? 0.5 : 0), type, null);
        }

        if (type == typeof(bool))
        {
            return true;
        }

        if (Enumerations.Is(type))
        {
            return Enumerations.KnownValues(type)[1];
        }

        if (type == typeof(ListTransform))
        {
            return new ListTransform(new TranslationModel2D(number, 2));
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>))
        {
            var item = type.GetGenericArguments()[0];
            var list = (System.Collections.IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(item))!;
            list.Add(Sample(item, depth + 1, number));
            list.Add(Sample(item, depth + 1, number + 1));
            return list;
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>))
        {
            var item = type.GetGenericArguments()[1];
            var map = (System.Collections.IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(typeof(string), item))!;
            map.Add("0", Sample(item, depth + 1, number));
            return map;
        }

        return Filled(type, depth + 1);
    }
}
