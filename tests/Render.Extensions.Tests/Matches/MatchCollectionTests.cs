using Render.Extensions.Tests.Support;
using Render.Transforms;

namespace Render.Extensions.Tests.Matches;

public class MatchCollectionTests
{
    private static readonly CanvasId TileA = new("1.0", "tileA");
    private static readonly CanvasId TileB = new("1.0", "tileB");
    private static readonly CanvasId TileD = new("2.0", "tileD");

    [Fact]
    public async Task A_pair_answers_the_way_round_it_was_asked()
    {
        using var server = RecordedServer.Playing(411);

        var pair = await server.Client.MatchCollection("m1").TryGetMatchesAsync(TileB, TileA);

        // As they were sent in exchange 398, before the server turned them round.
        Assert.NotNull(pair);
        Assert.Equal((TileB, TileA), (pair.P(), pair.Q()));
        Assert.Equal([new(1, 10), new(2, 11), new(3, 12)], pair.PPoints());
        Assert.Equal([new(100, 200.5), new(101, 201.5), new(102, 202.5)], pair.QPoints());
        Assert.Equal([1, 0.75, 0.5], pair.Weights());
    }

    [Fact]
    public async Task A_pair_that_is_not_there_is_null()
    {
        using var server = RecordedServer.Playing(412);

        Assert.Null(await server.Client.MatchCollection("m1").TryGetMatchesAsync(TileB, new CanvasId("1.0", "tileZ")));
    }

    [Fact]
    public async Task Groups_and_tiles_answer_the_way_round_they_were_asked()
    {
        using var server = RecordedServer.Playing(409, 410, 413, 414);
        var collection = server.Client.MatchCollection("m1");

        var between = Assert.Single(await collection.GetMatchesBetweenGroupsAsync("2.0", "1.0"));
        var ofTile = Assert.Single(await collection.GetMatchesBetweenTileAndGroupAsync(TileD, "1.0"));
        var outside = Assert.Single(await collection.GetMatchesOutsideGroupAsync("1.0"));
        var involving = await collection.GetMatchesInvolvingTileAsync(TileA);

        Assert.Equal((TileD, TileA), (between.P(), between.Q()));
        Assert.Equal(new Point2D(1, 10), between.PPoints()[0]);
        Assert.Equal(TileD, ofTile.P());
        Assert.Equal(TileA, outside.P());
        Assert.All(involving, pair => Assert.Equal(TileA, pair.P()));
        Assert.Equal(3, involving.Count);
    }

    [Fact]
    public async Task Matches_within_a_group_and_group_ids_are_read()
    {
        using var server = RecordedServer.Playing(401, 402, 403, 405, 408);
        var collection = server.Client.MatchCollection("m1");

        Assert.Equal(["1.0"], await collection.GetPGroupIdsAsync());
        Assert.Equal(["1.0", "2.0"], await collection.GetQGroupIdsAsync());
        Assert.Equal(["1.0", "2.0"], await collection.GetGroupIdsAsync());
        Assert.Equal(["tileB", "tileC"], (await collection.GetMatchesWithinGroupAsync("1.0")).Select(pair => pair.QId));
        var counts = await collection.GetPGroupMatchesAsync("1.0", new MatchQuery { IncludePoints = false });
        Assert.Equal([3, 2, 2], counts.Select(pair => pair.MatchCount));
        Assert.All(counts, pair => Assert.Empty(pair.PPoints()));
    }

    [Fact]
    public async Task Collections_are_merged_and_counted_at_once_although_the_server_cannot()
    {
        using var server = RecordedServer.Playing(418);

        var pairs = await server.Client.MatchCollection("m1").GetMatchesWithinGroupAsync(
            "1.0", new MatchQuery { IncludePoints = false, MergeCollections = ["m2"] });

        Assert.Equal(3, pairs[0].MatchCount);
        Assert.All(pairs, pair => Assert.Null(pair.Matches));
    }

    [Fact]
    public async Task A_whole_collection_is_read_group_by_group()
    {
        using var server = RecordedServer.Playing(401, 404);

        var pairs = await server.Client.MatchCollection("m1").ReadMatchesAsync().ToListAsync();

        Assert.Equal(["tileB", "tileC", "tileD"], pairs.Select(pair => pair.QId));
    }

    [Fact]
    public async Task Damaged_matches_that_the_server_stored_are_named()
    {
        using var server = RecordedServer.Playing(396);

        var pairs = await server.Client.MatchCollection("m1").GetMatchesWithinGroupAsync("9.0");

        Assert.Empty(pairs[0].PPoints());
        var exception = Assert.Throws<RenderException>(() => pairs[1].PPoints());
        Assert.Contains("9.0/a", exception.Message, StringComparison.Ordinal);
        Assert.Contains("9.0/c", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_collection_is_an_error_to_read_and_nothing_to_delete()
    {
        using var server = RecordedServer.Playing(374, 381, 385, 391);
        var collection = server.Client.MatchCollection("nope");

        var exception = await Assert.ThrowsAsync<RenderNotFoundException>(() => collection.GetGroupIdsAsync());
        Assert.Contains("'o1__nope' does not exist", exception.Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<RenderNotFoundException>(() => collection.GetMatchesBetweenGroupsAsync("1.0", "2.0"));
        await collection.DeleteAsync();
        Assert.False(await collection.ExistsAsync());
    }

    [Fact]
    public async Task Matches_are_deleted_by_pair_group_and_tile()
    {
        using var server = RecordedServer.Playing(397, 435, 436, 437, 440);
        var collection = server.Client.MatchCollection("m1");

        await collection.DeletePGroupMatchesAsync("9.0");
        await collection.DeleteMatchesInvolvingTileAsync(new CanvasId("1.0", "tileC"));
        await collection.DeleteMatchesAsync(TileA, TileB);
        await collection.DeleteMatchesBetweenGroupsAsync("2.0", "1.0");
        await server.Client.MatchCollection("m3").DeleteMatchesOutsideGroupAsync("3.0");

        Assert.Equal([397, 435, 436, 437, 440], server.Played);
    }
}
