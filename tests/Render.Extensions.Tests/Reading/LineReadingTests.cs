using System.Net;
using System.Text;
using System.Text.Json;
using Render.Extensions.Tests.Support;
using Render.Generated.Tests.Contract;

namespace Render.Extensions.Tests.Reading;

/// <summary>What 4.3 does itself and 4.0.2 does not: the result is the same.</summary>
public sealed class LineReadingTests : OnEmbeddedServer
{
    private const string Bounds = """[{"tileId":"a1","minX":0,"minY":0,"maxX":1,"maxY":1},{"tileId":"b1","minX":0,"minY":0,"maxX":1,"maxY":1}]""";

    [Theory]
    [InlineData(ServerLine.Line40, "")]
    [InlineData(ServerLine.Line43, "?tileIdPattern=%5Ea")]
    public async Task Boxes_of_tiles_whose_ids_match_are_looked_for_where_it_can_be_done(ServerLine line, string query)
    {
        using var server = new ScriptedServer().AnswersJson(
            line == ServerLine.Line40 ? Bounds : """[{"tileId":"a1","minX":0,"minY":0,"maxX":1,"maxY":1}]""");
        using var client = server.Connect(new RenderClientOptions { ServerLine = line });

        Assert.Equal("a1", Assert.Single(await client.Stack("s").GetTileBoundsAsync(1, "^a")).TileId);
        Assert.EndsWith($"/z/1/tileBounds{query}", Assert.Single(server.Requests), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pattern_that_is_none_is_refused()
    {
        using var server = new ScriptedServer();
        using var client = server.Connect(new RenderClientOptions { ServerLine = ServerLine.Line40 });

        var exception = await Assert.ThrowsAsync<ArgumentException>(() => client.Stack("s").GetTileBoundsAsync(1, "["));

        Assert.Contains("'[' is no regular expression", exception.Message, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    /// <summary>What the server of the line 4.3 was sent, on the embedded one: reading in parts gives what that server gave in one go.</summary>
    [Theory]
    [MemberData(nameof(RecordedWithMatches))]
    public async Task Tiles_with_matches_read_in_parts_are_those_that_4_3_gave_in_one_go(int number)
    {
        await ReplayWritesBeforeAsync(number);
        var exchange = RecordedExchange.Line43.Single(one => one.Number == number);
        var (stack, collection, options) = Asked(exchange);

        var read = await stack.GetTilesWithMatchesAsync(collection, options);

        var expected = JsonSerializer.Deserialize(exchange.Body.GetString()!, RenderJson.TypeInfo<ResolvedTilesWithMatches>())!;
        Assert.Equal(
            expected.ResolvedTileSpecs!.TileIdToSpecMap!.Keys.Order(StringComparer.Ordinal),
            read.ResolvedTileSpecs!.TileIdToSpecMap!.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(
            expected.ResolvedTileSpecs.TransformIdToSpecMap!.Keys.Order(StringComparer.Ordinal),
            read.ResolvedTileSpecs.TransformIdToSpecMap!.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(expected.MatchPairs!.Select(Name).Distinct().Order(StringComparer.Ordinal), read.MatchPairs!.Select(Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Doubles_of_4_3_are_left_out_unless_they_are_wanted()
    {
        var doubled = WithMatches
            .First(exchange => Pairs(exchange) is var pairs && pairs.Distinct().Count() < pairs.Length);
        using var server = new ScriptedServer().AnswersJson(doubled.Body.GetString()!).AnswersJson(doubled.Body.GetString()!);
        using var client = server.Connect(new RenderClientOptions { ServerLine = ServerLine.Line43 });
        var stack = client.Stack("s");

        var once = await stack.GetTilesWithMatchesAsync(client.MatchCollection("m"));
        var all = await stack.GetTilesWithMatchesAsync(client.MatchCollection("m"), new() { KeepDoubles = true });

        Assert.Equal((82, 85), (once.MatchPairs!.Count, all.MatchPairs!.Count));
        Assert.Equal(Pairs(doubled).Distinct(), once.MatchPairs!.Select(Name));
        Assert.All(server.Requests, request => Assert.EndsWith("/resolvedTilesWithMatchesFrom/m", request, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Tiles_of_a_box_come_in_the_order_that_is_asked_for()
    {
        var stack = await ImportAsync("ordered", new[] { ("b", "g1"), ("a", "g1"), ("d", null), ("c", "g2") }.Select(tile => new TileSpec
        {
            TileId = tile.Item1,
            GroupId = tile.Item2,
            Z = 1,
            Width = 10,
            Height = 10,
            MinX = 0,
            MinY = 0,
            MaxX = 10,
            MaxY = 10,
            Layout = new LayoutData { SectionId = "1.0" },
        }));
        var box = new ImageBox(0, 0, 20, 20);

        Assert.Equal(["a", "b", "c", "d"], Ids(await stack.GetBoxTilesAsync(1, box, TileSpecOrder.AscendingTileId)));
        Assert.Equal(["d", "c", "b", "a"], Ids(await stack.GetBoxTilesAsync(1, box, TileSpecOrder.DescendingTileId)));
        Assert.Equal(["c", "a", "b", "d"], Ids(await stack.GetBoxTilesAsync(1, box, TileSpecOrder.ClusterGroupId)));
        Assert.Equal(["a", "c"], await stack.ReadTilesAsync(1, "a|c").Select(tile => tile.TileId).ToListAsync());
        Assert.Equal(["a"], (await stack.GetResolvedTilesAsync(1, "a")).TileIdToSpecMap!.Keys);
        Assert.Equal(["b"], await stack.ReadTilesAsync(new TileReadOptions { TileIdPattern = "b$" }).Select(tile => tile.TileId).ToListAsync());

        static IEnumerable<string> Ids(IEnumerable<TileSpec> tiles) => tiles.Select(tile => tile.TileId);
    }

    public static TheoryData<int> RecordedWithMatches => [.. WithMatches.Select(exchange => exchange.Number)];

    private static IEnumerable<RecordedExchange> WithMatches => RecordedExchange.Line43.Where(exchange =>
        exchange is { Succeeded: true, Method: "GET" } && exchange.Path.Contains("/resolvedTilesWithMatchesFrom/", StringComparison.Ordinal));

    private static string Name(CanvasMatches pair) => $"{pair.PGroupId}/{pair.PId} {pair.QGroupId}/{pair.QId}";

    private static string[] Pairs(RecordedExchange exchange) =>
        [.. JsonSerializer.Deserialize(exchange.Body.GetString()!, RenderJson.TypeInfo<ResolvedTilesWithMatches>())!.MatchPairs!.Select(Name)];

    private (RenderStack Stack, RenderMatchCollection Collection, TilesWithMatchesOptions Options) Asked(RecordedExchange exchange)
    {
        string[] path = exchange.Path.Split('/');
        string After(string name) => path[Array.IndexOf(path, name) + 1];
        var query = System.Web.HttpUtility.ParseQueryString(exchange.Query);
        double? Number(string name) => query[name] is { } text ? double.Parse(text, System.Globalization.CultureInfo.InvariantCulture) : null;
        return (
            Client.Stack(After("stack"), After("project"), After("owner")),
            Client.MatchCollection(After("resolvedTilesWithMatchesFrom"), After("owner")),
            new TilesWithMatchesOptions
            {
                MinZ = Number("minZ"),
                MaxZ = Number("maxZ"),
                MinX = Number("minX"),
                MaxX = Number("maxX"),
                MinY = Number("minY"),
                MaxY = Number("maxY"),
                GroupId = query["groupId"],
                TileIdPattern = query["matchPattern"],
            });
    }

    private async Task ReplayWritesBeforeAsync(int number)
    {
        using var http = new HttpClient { BaseAddress = Client.Options.BaseAddress };
        foreach (var write in RecordedExchange.Line43.Where(one => one is { Number: >= 229, Succeeded: true } && one.Number < number && one.Method != "GET"))
        {
            using var request = new HttpRequestMessage(new HttpMethod(write.Method), $"{write.Path["/render-ws/".Length..]}?{write.Query}")
            {
                Content = write.RequestBody is null ? null : new StringContent(write.RequestBody, Encoding.UTF8, "application/json"),
            };
            using var response = await http.SendAsync(request);
            Assert.True(response.StatusCode != HttpStatusCode.NotFound, $"{write}");
        }
    }
}
