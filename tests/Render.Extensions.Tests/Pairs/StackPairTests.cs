using Render.Extensions.Tests.Support;
using Render.Transforms;

namespace Render.Extensions.Tests.Pairs;

/// <summary>Pairs of a stack on the embedded server.</summary>
public sealed class StackPairTests : OnEmbeddedServer
{
    [Fact]
    public async Task A_stack_gives_the_pairs_of_its_boxes()
    {
        var stack = await ImportAsync("montage", Enumerable.Range(1, 5).SelectMany(Section));
        List<TileBounds> boxes = [];
        for (int z = 1; z <= 5; z++)
            boxes.AddRange(await stack.GetTileBoundsAsync(z));

        List<TilePairProgress> progress = [];
        var pairs = await stack.FindPairsAsync(progress: new Recorder(progress)).ToListAsync();

        // 3 x 3 tiles have 12 sides in common. Of two sections, each tile sees itself and the neighbours on its sides: 9 + 2 * 12.
        Assert.Equal((5 * 12) + ((4 + 3) * 33), pairs.Count);
        Assert.Equal(await TilePairs.FindAsync(boxes).ToListAsync(), pairs);
        Assert.Equal(pairs.Count, pairs.Distinct().Count());
        Assert.All(pairs, pair => Assert.True(pair.P < pair.Q));
        Assert.Equal(new TilePairProgress(5, 5, pairs.Count), progress[^1]);
    }

    [Fact]
    public async Task Pairs_that_have_matches_are_left_out()
    {
        TileSpec[] tiles = [.. Section(1), .. Section(2)];
        var stack = await ImportAsync("montage", tiles);
        var (few, many) = (Client.MatchCollection("few"), Client.MatchCollection("many"));
        var all = await stack.FindPairsAsync().ToListAsync();
        await few.ImportMatchesAsync([Match(all[0], 1)]);
        await many.ImportMatchesAsync([Match(all[^1], 3), Match(all[5], 3)]);
        var options = new TilePairOptions { ExcludeMatched = [few, many, Client.MatchCollection("none")] };

        var left = await stack.FindPairsAsync(options).ToListAsync();
        var leftOfMany = await stack.FindPairsAsync(options with { MinExistingMatches = 2 }).ToListAsync();

        Assert.Equal(all.Except([all[0], all[5], all[^1]]), left);
        Assert.Equal(all.Except([all[5], all[^1]]), leftOfMany);
    }

    [Fact]
    public async Task The_page_of_a_web_server_does_not_say_that_a_pair_has_no_matches()
    {
        var stack = await ImportAsync("montage", Section(1));
        using var server = new ScriptedServer().AnswersPageNotFound();
        using var client = server.Connect();
        var options = new TilePairOptions { ExcludeMatched = [client.MatchCollection("m")] };

        await Assert.ThrowsAsync<RenderNotFoundException>(async () => await stack.FindPairsAsync(options).ToListAsync());
    }

    [Fact]
    public async Task Rows_and_columns_tell_neighbours_where_boxes_do_not()
    {
        // All tiles lie upon one another, as before the montage.
        TileSpec[] tiles = [.. Section(1)];
        foreach (var tile in tiles)
            tile.Transforms = null;

        var stack = await ImportAsync("acquired", tiles);
        var options = new TilePairOptions { UseRowsAndColumns = true, ZDistance = 0, ExcludeObscured = false };

        var pairs = await stack.FindPairsAsync(options).ToListAsync();
        var withCorners = await stack.FindPairsAsync(options with { ExcludeCorners = false }).ToListAsync();

        Assert.Equal(12, pairs.Count);
        Assert.Equal(12 + 8, withCorners.Count);
        Assert.Contains(
            new TilePair(new("1.0", "1_0_0"), new("1.0", "1_0_1"), MontageRelativePosition.Left), pairs);
        Assert.Contains(
            new TilePair(new("1.0", "1_1_2"), new("1.0", "1_2_2"), MontageRelativePosition.Top), pairs);
        tiles[4].Layout!.ImageRow = null;
        await stack.ImportTilesAsync(tiles, new ImportOptions { Reopen = true });
        var fault = await Assert.ThrowsAsync<RenderException>(async () => await stack.FindPairsAsync(options).ToListAsync());
        Assert.Contains("'1_1_1'", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_tiles_of_another_stack_are_taken()
    {
        var stack = await ImportAsync("all", Section(1));
        var some = await ImportAsync("some", Section(1).Take(2));

        var pair = await stack.FindPairsAsync(new TilePairOptions { OnlyTilesOf = some }).SingleAsync();

        Assert.Equal(("1_0_0", "1_0_1"), (pair.P.Id, pair.Q.Id));
    }

    [Fact]
    public async Task A_missing_stack_is_named_and_a_cancelled_search_stops()
    {
        await Assert.ThrowsAsync<RenderNotFoundException>(async () => await Client.Stack("nope").FindPairsAsync().ToListAsync());
        var stack = await ImportAsync("montage", Section(1));
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in stack.FindPairsAsync(cancellationToken: stop.Token))
                await stop.CancelAsync();

            stop.Token.ThrowIfCancellationRequested();
        });
    }

    private static IEnumerable<TileSpec> Section(int z) =>
        from row in Enumerable.Range(0, 3)
        from column in Enumerable.Range(0, 3)
        select new TileSpec
        {
            TileId = $"{z}_{row}_{column}",
            Z = z,
            Width = 100,
            Height = 100,
            Layout = new LayoutData { SectionId = $"{z}.0", ImageRow = row, ImageCol = column },
            Transforms = new ListTransform(new TranslationModel2D(column * 90, row * 90)),
        };

    private static CanvasMatches Match(TilePair pair, int points) => new()
    {
        PGroupId = pair.P.GroupId,
        PId = pair.P.Id,
        QGroupId = pair.Q.GroupId,
        QId = pair.Q.Id,
        Matches = new Render.Matches
        {
            P = [[.. Enumerable.Repeat(1d, points)], [.. Enumerable.Repeat(1d, points)]],
            Q = [[.. Enumerable.Repeat(1d, points)], [.. Enumerable.Repeat(1d, points)]],
            W = [.. Enumerable.Repeat(1d, points)],
        },
    };

    private sealed class Recorder(List<TilePairProgress> reports) : IProgress<TilePairProgress>
    {
        public void Report(TilePairProgress value) => reports.Add(value);
    }
}
