using Render.Extensions.Tests.Support;
using Render.Transforms;

namespace Render.Extensions.Tests.Coordinates;

public class StackCoordinateTests
{
    [Fact]
    public async Task One_point_is_mapped_to_the_world()
    {
        using var server = RecordedServer.Playing(235);

        Assert.Equal(new Point2D(341.2, 220.4), await server.Client.Stack("raw").LocalToWorldAsync("tileD", new Point2D(10, 20)));
    }

    [Fact]
    public async Task A_missing_tile_is_named()
    {
        using var server = RecordedServer.Playing(236);

        var exception = await Assert.ThrowsAsync<RenderNotFoundException>(
            () => server.Client.Stack("raw").LocalToWorldAsync("nope", new Point2D(10, 20)));

        Assert.Contains("tile spec with id 'nope' does not exist", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Points_of_many_tiles_keep_their_order_and_their_own_errors()
    {
        using var server = new ScriptedServer().AnswersJson(RecordedServer.BodyOf(239));
        using var client = server.Connect();

        var mapped = await client.Stack("raw").LocalToWorldAsync(
        [
            new("tileA", new(1, 2)), new("nope", new(1, 2)), new("", new(1, 2)), new("bad", new(double.NaN, 0)), new("c", default),
            new("d", default), new("e", default), new("tileD", new(0, 0)),
        ]);

        Assert.Equal(8, mapped.Length);
        Assert.Equal(new Point2D(1, 2), mapped[0].Point);
        Assert.Equal(1, mapped[0].Z);
        Assert.False(mapped[1].IsMapped);
        Assert.Equal("nope", mapped[1].TileId);
        Assert.Equal("tile spec with id 'nope' does not exist in the render.o1__p1__raw__tile collection", mapped[1].Error);
        Assert.Equal("bad", mapped[3].TileId);
        Assert.Contains("not finite", mapped[3].Error, StringComparison.Ordinal);
        Assert.Equal("local values are missing", mapped[4].Error);
        Assert.Equal(("tileD", new Point2D(301, 200)), (mapped[7].TileId, mapped[7].Point));
        Assert.DoesNotContain("NaN", server.Bodies[0], StringComparison.Ordinal);
        Assert.Equal(mapped[1].Error, Assert.Throws<RenderException>(() => mapped[1].Point).Message);
    }

    [Fact]
    public async Task A_point_of_a_single_tile_that_cannot_be_mapped_is_named_with_the_stack()
    {
        using var server = new ScriptedServer().AnswersJson(
            """[{"tileId":"t","world":[1.0,2.0]},{"tileId":"t","local":[1.0],"error":"local values must include both x and y"}]""");
        using var client = server.Connect();

        var exception = await Assert.ThrowsAsync<RenderException>(() => client.Stack("s").LocalToWorldAsync("t", [new(0, 0), new(1, 1)]));

        Assert.Equal(
            "Point 1 of tile 't' in stack o1/p1/s cannot be mapped to the world: local values must include both x and y.", exception.Message);
    }

    [Fact]
    public async Task World_points_go_to_the_visible_tile_or_to_all()
    {
        using var server = new ScriptedServer().AnswersJson(RecordedServer.BodyOf(251)).AnswersJson(RecordedServer.BodyOf(251));
        using var client = server.Connect();
        Point2D[] world = [new(150, 50), new(150, 50), new(1, 1)];

        var visible = await client.Stack("raw").WorldToLocalAsync(1, world);
        var all = await client.Stack("raw").WorldToAllLocalAsync(1, world);

        Assert.Equal(["tileB", "tileB", null], visible.Select(point => point.TileId));
        Assert.Equal(new Point2D(30, 40.00000000000001), visible[0].Point);
        Assert.True(visible[0].IsVisible);
        Assert.Equal("world values must include both x and y", visible[2].Error);
        Assert.Equal(["tileA", "tileB"], all[0].Select(point => point.TileId));
        Assert.Equal(new Point2D(150, 50), all[0][0].Point);
        Assert.False(all[0][0].IsVisible);
        Assert.Equal("""[{"world":[150,50]},{"world":[150,50]},{"world":[1,1]}]""", server.Bodies[0]);
    }

    [Fact]
    public async Task Many_points_go_in_batches_and_come_back_in_order()
    {
        using var server = new ScriptedServer();
        for (var batch = 0; batch < 3; batch++)
            server.Does(Echo);

        using var client = server.Connect();
        TilePoint[] points = [.. Enumerable.Range(0, 55_000).Select(i => new TilePoint("t", new Point2D(i, -i)))];

        var mapped = await client.Stack("s").LocalToWorldAsync(points);

        Assert.Equal(0, server.StepsLeft);
        Assert.Equal(points.Select(point => point.Local), mapped.Select(point => point.Point));
    }

    [Fact]
    public async Task No_points_need_no_request()
    {
        using var server = new ScriptedServer();
        using var client = server.Connect();

        Assert.Empty(await client.Stack("s").LocalToWorldAsync("t", []));
        Assert.False((await client.Stack("s").WorldToLocalAsync(1, new Point2D(double.PositiveInfinity, 0))).IsMapped);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task Answers_that_cannot_be_assigned_are_refused()
    {
        using var server = new ScriptedServer().AnswersJson("[]");
        using var client = server.Connect();

        await Assert.ThrowsAsync<RenderException>(() => client.Stack("s").LocalToWorldAsync("t", [new(0, 0)]));
    }

    private static HttpResponseMessage Echo(HttpRequestMessage request)
    {
        var body = request.Content!.ReadAsStringAsync().Result.Replace("\"local\"", "\"world\"", StringComparison.Ordinal);
        return new HttpResponseMessage { Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json") };
    }
}
