using System.Runtime.CompilerServices;
using System.Text.Json;
using Render.Transforms;

namespace Render.Extensions.Tests.Coordinates;

public sealed class MappedPointTests
{
    private static readonly JsonSerializerOptions CamelCase = new(JsonSerializerDefaults.Web);

    private readonly LayerGeometry layer = LayerGeometry.Of(
    [
        new TileSpec { TileId = "a", Z = 7, Width = 100, Height = 50, Transforms = new ListTransform(new TranslationModel2D(0.5, 0)) },
    ]);

    [Fact]
    public void Points_and_errors_can_be_printed()
    {
        Assert.Equal("(1.5, 2), tile 'a', z 7", Map("a").ToString());
        Assert.Equal("the layer has no tile 'x', tile 'x'", Map("x").ToString());
        Assert.Equal("no tile of layer z 7 is there", layer.WorldToLocal(new Point2D(-1e6, 1)).ToString());
    }

    [Fact]
    public void Points_and_errors_go_through_JSON_and_back()
    {
        MappedPoint[] points = [Map("a"), Map("x"), layer.WorldToLocal(new Point2D(10.5, 10)), layer.WorldToLocal(new Point2D(-1e6, 1))];

        string json = JsonSerializer.Serialize(points[..2]);
        string camelCase = JsonSerializer.Serialize(points, CamelCase);

        Assert.Equal(
            """[{"Point":{"X":1.5,"Y":2},"Z":7,"TileId":"a","IsVisible":false,"Error":null,"IsMapped":true},"""
            + """{"Point":null,"Z":null,"TileId":"x","IsVisible":false,"Error":"the layer has no tile \u0027x\u0027","IsMapped":false}]""",
            json);
        Assert.StartsWith("""[{"point":{"x":1.5,"y":2},"z":7,"tileId":"a","isVisible":false,""", camelCase, StringComparison.Ordinal);
        Assert.Equal(points, JsonSerializer.Deserialize<MappedPoint[]>(camelCase, CamelCase));
    }

    [Theory]
    [InlineData("1")]
    [InlineData("{}")]
    [InlineData("""{"Point":{"X":1}}""")]
    [InlineData("""{"Point":{"X":1,"Y":"2"}}""")]
    public void JSON_of_something_else_is_refused(string json) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<MappedPoint>(json));

    [Fact]
    public void What_was_never_mapped_is_no_point()
    {
        MappedPoint nothing = default;

        Assert.False(nothing.IsMapped);
        Assert.Equal(nothing.Error, Assert.Throws<RenderException>(() => nothing.Point).Message);
        Assert.Equal("no point was mapped", nothing.ToString());
    }

    [Fact]
    public void Whatever_is_public_can_be_printed_as_it_is_at_first()
    {
        object[] made =
        [
            .. typeof(MappedPoint).Assembly.GetExportedTypes()
                .Where(type => type is { IsEnum: false, IsByRefLike: false, ContainsGenericParameters: false, IsAbstract: false })
                .Where(type => type.IsValueType || type.GetConstructor(Type.EmptyTypes) is not null)
                .Where(type => !type.IsDefined(typeof(RequiredMemberAttribute), inherit: false))
                .Select(type => Activator.CreateInstance(type)!),
        ];

        Assert.Contains(made, one => one is RenderClientOptions);
        Assert.All(made, one => Assert.NotNull(one.ToString()));
    }

    private MappedPoint Map(string tileId) => layer.LocalToWorld(new TilePoint[] { new(tileId, new Point2D(1, 2)) })[0];
}
