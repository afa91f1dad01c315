using System.Net;
using Render.Extensions.Tests.Support;
using Render.Transforms;

namespace Render.Extensions.Tests.Streaming;

public class StreamedReadTests
{
    private const string Layer = """{"transformIdToSpecMap":{},"tileIdToSpecMap":{"a":{"tileId":"a"},"b":{"tileId":"b"},"c":{"tileId":"c"}}}""";

    [Fact]
    public async Task A_streamed_answer_is_asked_for_again_until_its_first_byte_is_here()
    {
        using var server = new ScriptedServer().Answers(HttpStatusCode.ServiceUnavailable).Drops().BreaksOff("").AnswersJson(Layer);
        using var client = server.Connect();

        Assert.Equal(["a", "b", "c"], await Ids(client));

        Assert.Equal(4, server.Requests.Count);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("""{"transformIdToSpecMap":{},"tileIdToSpecMap":{"a":{"tileId":"a"},"b":{"til""")]
    [InlineData("""{"transformIdToSpecMap":{},"tileIdToSpecMap":{"a":{"tileId":"a"},"b":{"tileId":"b"},"c":{"tileId":"c"}}""")]
    public async Task Reading_goes_on_where_an_answer_broke_off(string beginning)
    {
        using var server = new ScriptedServer().BreaksOff(beginning).BreaksOff(beginning).AnswersJson(Layer);
        using var client = server.Connect();

        Assert.Equal(["a", "b", "c"], await Ids(client));
    }

    [Fact]
    public async Task Reading_ends_when_the_answer_is_another_one_by_now()
    {
        using var server = new ScriptedServer()
            .BreaksOff("""{"tileIdToSpecMap":{"a":{"tileId":"a"},"b":{"tileId":"b"},"c":{"til""")
            .AnswersJson("""{"tileIdToSpecMap":{"b":{"tileId":"b"},"c":{"tileId":"c"}}}""");
        using var client = server.Connect();

        var failure = await Assert.ThrowsAsync<RenderException>(() => Ids(client));

        Assert.Contains("after 2 elements", failure.Message, StringComparison.Ordinal);
        Assert.IsType<RenderUnavailableException>(failure.InnerException);
    }

    [Fact]
    public async Task Reading_ends_when_answers_break_off_again_and_again()
    {
        using var server = new ScriptedServer();
        for (int i = 0; i < 20; i++)
            server.BreaksOff("""{"tileIdToSpecMap":{"a":{"tileId":"a"},"b":{"til""");

        using var client = server.Connect(new RenderClientOptions { Retry = new RenderRetryOptions { MaxRetries = 3 } });

        var failure = await Assert.ThrowsAsync<RenderUnavailableException>(() => Ids(client));

        Assert.Equal(1, failure.ElementsRead);
        Assert.Equal(1 + 1 + 3, server.Requests.Count);
    }

    [Fact]
    public async Task Nothing_is_asked_again_where_repeating_is_off()
    {
        using var server = new ScriptedServer().BreaksOff("""{"tileIdToSpecMap":{"a":{"tileId":"a"},"b":{"til""");
        using var client = server.Connect(new RenderClientOptions { Retry = new RenderRetryOptions { MaxRetries = 0 } });

        Assert.Equal(1, (await Assert.ThrowsAsync<RenderUnavailableException>(() => Ids(client))).ElementsRead);
    }

    [Fact]
    public async Task A_server_that_falls_silent_in_the_middle_is_not_waited_for_for_ever()
    {
        using var server = new ScriptedServer()
            .FallsSilent("""{"tileIdToSpecMap":{"a":{"tileId":"a"},"b":{"til""")
            .AnswersJson(Layer);
        using var client = server.Connect(new RenderClientOptions { TimeLimits = new RenderTimeLimits { Read = TimeSpan.FromSeconds(5) } });

        Assert.Equal(["a", "b", "c"], await Ids(client));
        Assert.Contains(TimeSpan.FromSeconds(5), server.Time.Waits);
    }

    [Fact]
    public async Task The_limit_of_silence_is_an_error_that_says_so()
    {
        using var server = new ScriptedServer().FallsSilent("""["a","b",""");
        using var client = server.Connect(new RenderClientOptions { TimeLimits = new RenderTimeLimits { Read = TimeSpan.FromSeconds(5) } });

        var failure = await Assert.ThrowsAsync<RenderTimeoutException>(async () =>
            await client.Api.Tiles.StreamTileIdsAsync("o", "p", "s").CountAsync());

        Assert.Equal(2, failure.ElementsRead);
        Assert.Contains("no further part of the answer within 00:00:05", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_layer_without_tiles_gives_none()
    {
        using var server = new ScriptedServer().Answers(HttpStatusCode.NotFound, "no tile specifications found in stack with owner 'o1', project 'p1', and name 's' for z=1.0");
        using var client = server.Connect();

        Assert.Empty(await Ids(client));
    }

    [Fact]
    public async Task Tiles_wait_for_transforms_that_come_behind_them()
    {
        const string Tile = """{"tileId":"TILE","transforms":{"type":"list","specList":[{"type":"ref","refId":"shift"}]}}""";
        const string Shift = """{"id":"shift","className":"mpicbg.trakem2.transform.TranslationModel2D","dataString":"1 2"}""";
        using var server = new ScriptedServer().AnswersJson(
            $$$"""{"tileIdToSpecMap":{"a":{{{Tile}}} },"transformIdToSpecMap":{"shift":{{{Shift}}} } }""");
        using var client = server.Connect();

        var tile = Assert.Single(await client.Stack("s").ReadTilesAsync(1).ToListAsync());

        Assert.Equal(new Point2D(1, 2), tile.LocalToWorld(new Point2D(0, 0)));
    }

    [Fact]
    public async Task A_transform_that_never_comes_is_named()
    {
        using var server = new ScriptedServer().AnswersJson(
            """{"tileIdToSpecMap":{"a":{"tileId":"a","transforms":{"type":"list","specList":[{"type":"ref","refId":"lens7"}]}}}}""");
        using var client = server.Connect();

        var failure = await Assert.ThrowsAsync<UnresolvedReferenceException>(() => Ids(client));

        Assert.Equal(["lens7"], failure.MissingIds);
    }

    [Fact]
    public async Task The_matches_of_a_group_are_read_on_behind_the_last_pair()
    {
        using var server = new ScriptedServer()
            .BreaksOff("""[{"pGroupId":"1","pId":"a","qGroupId":"1","qId":"b"},{"pGroupId":"1","pId":"a","qGr""")
            .AnswersJson("""[{"pGroupId":"1","pId":"a","qGroupId":"1","qId":"b"},{"pGroupId":"1","pId":"a","qGroupId":"1","qId":"c"}]""");
        using var client = server.Connect();

        var pairs = await client.MatchCollection("m").ReadPGroupMatchesAsync("1").ToListAsync();

        Assert.Equal(["b", "c"], pairs.Select(pair => pair.QId));
    }

    private static async Task<List<string>> Ids(RenderClient client) =>
        await client.Stack("s").ReadTilesAsync(1).Select(tile => tile.TileId).ToListAsync();
}
