using System.Net;
using System.Text.Json;
using Render.Extensions.Tests.Support;
using Render.Transforms;

namespace Render.Extensions.Tests.Matches;

public class MatchDerivationTests
{
    // The real server's answer about two tiles of which tileB lies 120 pixels to the right of and 10 below tileA.
    private const int RecordedTrial = 444;

    private static readonly CanvasId TileA = new("1.0", "tileA");
    private static readonly CanvasId TileB = new("1.0", "tileB");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_the_server_finds_becomes_matches_and_its_trial_is_removed(bool isSwapped)
    {
        using var server = new ScriptedServer().AnswersJson(RecordedServer.BodyOf(RecordedTrial)).Answers(HttpStatusCode.OK);
        using var client = server.Connect();

        var matches = isSwapped
            ? await client.Stack("raw").DeriveMatchesAsync(TileB, TileA)
            : await client.Stack("raw").DeriveMatchesAsync(TileA, TileB);

        Assert.NotNull(matches);
        Assert.Equal((TileA, TileB), (matches.P(), matches.Q()));
        Assert.Equal(20, matches.MatchCount);
        var shift = TranslationModel2D.Estimate(matches.ToPointMatches());
        Assert.Equal(-120, shift.Tx, 0.1);
        Assert.Equal(-10, shift.Ty, 0.1);
        Assert.Equal(["POST /owner/o1/matchTrial", "DELETE /owner/o1/matchTrial/6b04063ea07e2251ed1dff5b"], server.Requests);
        using var sent = JsonDocument.Parse(server.Bodies[0]!);
        Assert.StartsWith(
            "http://host:8080/render-ws/v1/owner/o1/project/p1/stack/raw/tile/tileA/render-parameters?",
            sent.RootElement.GetProperty("pRenderParametersUrl").GetString(),
            StringComparison.Ordinal);
        Assert.Contains("/tile/tileB/", sent.RootElement.GetProperty("qRenderParametersUrl").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tiles_of_different_sections_are_asked_for_by_their_ids_and_stored_by_their_sections()
    {
        using var server = new ScriptedServer().AnswersJson(RecordedServer.BodyOf(RecordedTrial)).Answers(HttpStatusCode.OK);
        using var client = server.Connect();

        var matches = await client.Stack("raw").DeriveMatchesAsync(TileA with { GroupId = "2.0" }, TileB);

        Assert.Equal(("tileB", "tileA"), (matches!.PId, matches.QId));
        Assert.Equal(120, TranslationModel2D.Estimate(matches.ToPointMatches()).Tx, 0.1);
    }

    [Fact]
    public async Task Pairs_without_matches_are_left_out()
    {
        using var server = new ScriptedServer()
            .AnswersJson("""{"id":"1","matches":[]}""").Answers(HttpStatusCode.OK)
            .AnswersJson(RecordedServer.BodyOf(RecordedTrial)).Answers(HttpStatusCode.OK);
        using var client = server.Connect();
        TilePair[] pairs = [new(TileA, TileB with { Id = "tileC" }), new(TileA, TileB)];

        var matches = await client.Stack("raw")
            .DeriveMatchesAsync(pairs.ToAsyncEnumerable(), new MatchDerivationOptions { Parallelism = 1 })
            .ToListAsync();

        Assert.Equal("tileB", Assert.Single(matches).QId);
    }

    [Fact]
    public async Task A_trial_is_never_asked_for_twice()
    {
        using var server = new ScriptedServer().Drops();
        using var client = server.Connect();

        await Assert.ThrowsAsync<RenderUnavailableException>(() => client.Stack("raw").DeriveMatchesAsync(TileA, TileB));

        Assert.Single(server.Requests);
    }
}
