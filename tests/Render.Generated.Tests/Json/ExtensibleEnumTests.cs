using System.Text.Json;
using System.Text.Json.Serialization;
using Render.Generated.Tests.Conventions;

namespace Render.Generated.Tests.Json;

public partial class ExtensibleEnumTests
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public void Values_are_equal_by_their_text_and_case_matters()
    {
        Assert.True(new StackState("LOADING") == StackState.Loading);
        Assert.True(StackState.Loading != new StackState("loading"));
        Assert.True(StackState.Loading.Equals((object)new StackState(string.Concat("LOAD", "ING"))));
        Assert.Equal(StackState.Loading.GetHashCode(), new StackState(string.Concat("LOAD", "ING")).GetHashCode());
        Assert.Equal("READ_ONLY", $"{StackState.ReadOnly}");
        StackState? none = null;
        Assert.False(none == StackState.Loading);
    }

    [Fact]
    public void What_has_a_name_here_is_known()
    {
        Assert.All(StackState.KnownValues, state => Assert.True(state.IsKnown));
        Assert.False(new StackState("ARCHIVED").IsKnown);
        Assert.False(new StackState("complete").IsKnown);
    }

    [Fact]
    public void The_default_is_the_empty_text()
    {
        Assert.Equal("", default(StackState).Value);
        Assert.Equal("", default(StackState).ToString());
        Assert.False(default(StackState).IsKnown);
        Assert.Equal(new StackState(""), default);
        Assert.Equal(new StackState("").GetHashCode(), default(StackState).GetHashCode());
        Assert.Throws<ArgumentNullException>("value", () => new StackState(null!));
    }

    [Theory]
    [InlineData("LOADING", 1)]
    [InlineData("OFFLINE", 2)]
    [InlineData("ARCHIVED", 3)]
    public void Values_may_stand_in_a_switch(string state, int expected)
    {
        Assert.Equal(expected, Number(new StackState(state)));

        static int Number(StackState state)
        {
            switch (state.Value)
            {
                case StackState.Names.Loading:
                    return 1;
                case StackState.Names.Complete or StackState.Names.ReadOnly or StackState.Names.Offline:
                    return 2;
                default:
                    return 3;
            }
        }
    }

    public static TheoryData<Type> All => [.. GeneratedCode.Enumerations];

    [Theory]
    [MemberData(nameof(All))]
    public void Any_text_survives_reading_and_writing(Type type)
    {
        foreach (var json in (string[])[$"\"{Enumerations.KnownValues(type)[0]}\"", "\"SOMETHING_NEW\"", "\"\"", "\"0\"", "\"grün \\\"\\\\ \\t\""])
        {
            Assert.Equal(json, JsonSerializer.Serialize(JsonSerializer.Deserialize(json, type), type, Readable));
        }
    }

    [Fact]
    public void A_loader_that_a_newer_server_has_is_read_from_and_written_to_tiles()
    {
        const string Tile = """{"tileId":"b","mipmapLevels":{"0":{"maskUrl":"mask://x","maskLoaderType":"MULTI_BOX_DYNAMIC_BLUR"}}}""";

        var tile = JsonSerializer.Deserialize(Tile, RenderJson.TypeInfo<TileSpec>())!;

        Assert.Equal(new ImageLoaderType("MULTI_BOX_DYNAMIC_BLUR"), tile.MipmapLevels!["0"].MaskLoaderType);
        Assert.Equal(Tile, JsonSerializer.Serialize(tile, RenderJson.TypeInfo<TileSpec>()));
    }

    [Fact]
    public void A_state_that_a_newer_server_has_is_read_from_and_written_to_metadata()
    {
        const string Stack = """{"stackId":{"owner":"o","project":"p","stack":"s"},"state":"ARCHIVED"}""";

        var metadata = JsonSerializer.Deserialize(Stack, RenderJson.TypeInfo<StackMetaData>())!;

        Assert.Equal(new StackState("ARCHIVED"), metadata.State);
        Assert.Equal(Stack, JsonSerializer.Serialize(metadata, RenderJson.TypeInfo<StackMetaData>()));
    }

    [Fact]
    public void A_known_value_is_read_without_a_text_of_its_own()
    {
        var reader = new Utf8JsonReader("\"DYNAMIC_MASK\""u8);
        reader.Read();
        var again = reader;
        ModelJson.ReadEnum<ImageLoaderType>(ref again);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var value = ModelJson.ReadEnum<ImageLoaderType>(ref reader);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
        Assert.Same(ImageLoaderType.Names.DynamicMask, value.Value);
    }

    [Fact]
    public void Values_may_be_keys_and_members_of_a_users_own_types()
    {
        var counts = new Dictionary<StackState, int> { [StackState.Loading] = 1, [new StackState("ARCHIVED")] = 2 };

        var json = JsonSerializer.Serialize(new Report(counts, StackState.Offline), UsersContext.Default.Report);

        Assert.Equal("""{"Counts":{"LOADING":1,"ARCHIVED":2},"Last":"OFFLINE"}""", json);
        Assert.Equal(counts, JsonSerializer.Deserialize(json, UsersContext.Default.Report)!.Counts);
    }

    internal sealed record Report(Dictionary<StackState, int> Counts, StackState? Last);

    [JsonSerializable(typeof(Report))]
    internal sealed partial class UsersContext : JsonSerializerContext;
}
