using System.Net;
using Render.Extensions.Tests.Support;
using Render.Transforms;

namespace Render.Extensions.Tests.Matches;

public sealed class MatchCheckTests : OnEmbeddedServer
{
    private static readonly TileSpec[] Tiles = [Tile("a", 1), Tile("b", 1), Tile("c", 2)];

    public static TheoryData<string, MatchProblem, long, string> Problems => new()
    {
        { "null", MatchProblem.MissingId, 1, "there is no pair" },
        { "no id", MatchProblem.MissingId, 1, "QId is missing" },
        { "self", MatchProblem.SelfMatch, 1, "both sides are the same tile" },
        { "swapped", MatchProblem.OutOfOrder, 1, "p comes after q as text" },
        { "twice", MatchProblem.RepeatedPair, 1, "the pair came before" },
        { "no points", MatchProblem.MissingPoints, 1, "there are no points" },
        { "no weights", MatchProblem.MissingPoints, 1, "w is missing" },
        { "ragged", MatchProblem.LengthsDiffer, 1, "there are 3 x and 2 y of p, 3 x and 3 y of q, and 3 weights" },
        { "nan", MatchProblem.NotFinite, 2, "y of q is NaN at point 1" },
        { "negative", MatchProblem.NegativeWeight, 1, "the weight is -1 at point 2" },
        { "count", MatchProblem.CountDiffers, 1, "7 are counted, there are 3 weights" },
        { "repeated", MatchProblem.RepeatedPoint, 1, "point 2 came before" },
        { "unknown tile", MatchProblem.UnknownTile, 1, "the stack has no tile 'z'" },
        { "other section", MatchProblem.GroupDiffers, 1, "tile 'b' is in group '2.0', but in section '1.0'" },
        { "no section", MatchProblem.UnknownGroup, 1, "group '1' is no section of the stack" },
        { "outside", MatchProblem.OutsideOfTile, 2, "point 0 of q is (5, 52), the tile reaches from (0, 0) to (100, 50) in what 4.0.2 normalizes for matching" },
    };

    [Theory]
    [MemberData(nameof(Problems))]
    public async Task Each_problem_is_found_counted_and_named(string flaw, MatchProblem problem, long count, string detail)
    {
        var stack = await StackAsync();
        CanvasMatches[] matches = [.. Flawed(flaw)];

        foreach (var report in new[] { matches.Check(Tiles), await stack.CheckMatchesAsync(matches.ToAsyncEnumerable()) })
        {
            Assert.Equal([KeyValuePair.Create(problem, count)], report.Counts);
            Assert.Equal(detail, report.Findings[0].Detail);
            Assert.Equal(matches.Length, report.PairCount);
            Assert.Contains(problem.ToString(), report.ToString(), StringComparison.Ordinal);
            Assert.Contains(detail, Assert.Throws<RenderException>(() => report.EnsureClean()).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_collection_that_agrees_with_the_stack_is_clean()
    {
        var stack = await StackAsync();
        var collection = Client.MatchCollection("sift");
        await collection.ImportMatchesAsync([Pair("a", "b"), Pair("a", "c"), Pair("b", "c")]);
        List<long> reports = [];

        var report = await stack.CheckMatchesAsync(collection, progress: new Log(reports));

        Assert.True(report.EnsureClean().IsClean);
        Assert.Equal((3, 9), (report.PairCount, report.PointCount));
        Assert.Equal([3], reports);
        Assert.Equal("3 pairs with 9 points: nothing is wrong.", report.ToString());
    }

    [Fact]
    public async Task What_the_server_stores_without_a_look_is_found()
    {
        var stack = await StackAsync();
        var collection = Client.MatchCollection("sift");
        CanvasMatches[] damaged = [.. Flawed("ragged"), .. Flawed("outside"), Pair("c", "lost")];
        (damaged[0].QGroupId, damaged[0].QId) = ("2.0", "c");
        await Client.Api.Matches.SaveMatchesAsync(Owner, "sift", damaged);

        var report = await stack.CheckMatchesAsync(collection);

        Assert.Equal(1, report.Count(MatchProblem.LengthsDiffer));
        Assert.Equal(2, report.Count(MatchProblem.OutsideOfTile));
        Assert.Equal(1, report.Count(MatchProblem.UnknownTile));
        Assert.Equal(0, report.Count(MatchProblem.RepeatedPair));
    }

    [Fact]
    public async Task Owners_that_differ_and_missing_sides_are_told()
    {
        var stack = await StackAsync();
        var elsewhere = Client.MatchCollection("sift", OwnerNamed("o2"));
        await elsewhere.ImportMatchesAsync([Pair("a", "b")]);

        var report = await stack.CheckMatchesAsync(elsewhere);

        Assert.Equal([KeyValuePair.Create(MatchProblem.OwnerDiffers, 1L)], report.Counts);
        Assert.Contains("'o2'", report.Findings[0].ToString(), StringComparison.Ordinal);
        await Assert.ThrowsAsync<RenderNotFoundException>(() => stack.CheckMatchesAsync(Client.MatchCollection("nope")));
        await Assert.ThrowsAsync<RenderNotFoundException>(() => Client.Stack("nope").CheckMatchesAsync(elsewhere));
    }

    [Theory]
    [InlineData(HttpStatusCode.NotFound, "text/html", "<html><body><h1>404 Not Found</h1></body></html>")]
    [InlineData(HttpStatusCode.NotFound, "text/plain", "404 page not found")]
    [InlineData(HttpStatusCode.OK, "text/html", "<html><body><form>Log in</form></body></html>")]
    public async Task What_others_answer_does_not_say_whether_a_group_is_a_section(HttpStatusCode status, string mediaType, string body)
    {
        using var server = new ScriptedServer()
            .AnswersJson("""{"state":"COMPLETE"}""")
            .AnswersJson("[]")
            .Answers(status, body, mediaType);
        using var client = server.Connect();

        var exception = await Assert.ThrowsAnyAsync<RenderException>(() => client.Stack("s").CheckMatchesAsync(new[] { Pair("a", "b") }.ToAsyncEnumerable()));

        Assert.Equal("Sections.GetSectionZ", exception.Operation);
        Assert.Equal(0, server.StepsLeft);
    }

    [Fact]
    public void Only_the_first_findings_are_kept_but_all_are_counted()
    {
        var matches = Enumerable.Range(0, 100).Select(i => Pair("a", $"lost{i:D3}"));

        var report = matches.Check(Tiles, new MatchCheckOptions { FindingsPerProblem = 5 });

        Assert.Equal(100, report.Count(MatchProblem.UnknownTile));
        Assert.Equal(["lost000", "lost001", "lost002", "lost003", "lost004"], report.Findings.Select(finding => finding.Q.Id));
        Assert.Equal([0, 1, 2, 3, 4], report.Findings.Select(finding => finding.PairIndex));
    }

    [Fact]
    public void Points_are_looked_at_in_the_space_that_is_named()
    {
        // A lens that moves the image by 30 pixels: what lies inside depends on the space.
        TileSpec[] tiles = [.. new[] { "a", "b" }.Select(id => Tile(id, 1, new TranslationModel2D(30, 0), new TranslationModel2D(1000, 0)))];
        var pair = new CanvasMatchesBuilder(tiles[0], tiles[1], MatchSpace.Raw).Add(new(5, 5), new(99, 5)).Build();

        Assert.True(new[] { pair }.Check(tiles, new MatchCheckOptions { Space = MatchSpace.Raw }).IsClean);
        var report = new[] { pair }.Check(tiles);
        Assert.Equal([KeyValuePair.Create(MatchProblem.OutsideOfTile, 1L)], report.Counts);
        Assert.Contains("from (30, 0) to (130, 50)", report.Findings[0].Detail, StringComparison.Ordinal);
        Assert.True(new[] { pair }.Check(tiles, new MatchCheckOptions { Tolerance = 25 }).IsClean);
        var unlabelled = new[] { pair }.Check(tiles, new MatchCheckOptions { Space = MatchSpace.AfterLabel("lens") });
        Assert.Equal([KeyValuePair.Create(MatchProblem.UnknownExtent, 2L)], unlabelled.Counts);
        Assert.Contains("'lens'", unlabelled.Findings[0].Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_check_can_be_stopped()
    {
        var stack = await StackAsync();
        using var cancellation = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => stack.CheckMatchesAsync(Endless().ToAsyncEnumerable(), cancellationToken: cancellation.Token));

        IEnumerable<CanvasMatches> Endless()
        {
            for (var i = 0; ; i++)
            {
                if (i == 5_000)
                    cancellation.Cancel();

                yield return Pair("a", $"b{i}");
            }
        }
    }

    private static IEnumerable<CanvasMatches> Flawed(string flaw)
    {
        var pair = Pair("a", "b");
        var points = pair.Matches!;
        switch (flaw)
        {
            case "null":
                pair = null!;
                break;
            case "no id":
                pair.QId = "";
                break;
            case "self":
                (pair.QGroupId, pair.QId) = (pair.PGroupId, pair.PId);
                break;
            case "swapped":
                pair = pair.Swap();
                break;
            case "twice":
                yield return Pair("a", "b");
                break;
            case "no points":
                pair.Matches = null;
                break;
            case "no weights":
                points.W = null!;
                break;
            case "ragged":
                points.P = [[1, 2, 3], [1, 2]];
                break;
            case "nan":
                points.Q = [[1, 2, 3], [1, double.NaN, double.PositiveInfinity]];
                break;
            case "negative":
                points.W = [1, 1, -1];
                break;
            case "count":
                pair.MatchCount = 7;
                break;
            case "repeated":
                (points.P, points.Q) = ([[1, 2, 1], [1, 2, 1]], [[1, 2, 1], [1, 2, 1]]);
                break;
            case "unknown tile":
                pair.QId = "z";
                break;
            case "other section":
                pair.QGroupId = "2.0";
                break;
            case "no section":
                pair.PGroupId = "1";
                break;
            case "outside":
                points.Q = [[5, 6, 102], [52, 6, 7]];
                break;
        }

        yield return pair;
    }

    private static CanvasMatches Pair(string p, string q) => new CanvasMatchesBuilder(
        new CanvasId(p == "c" ? "2.0" : "1.0", p), new CanvasId(p == "c" || q == "c" ? "2.0" : "1.0", q))
        .AddRange([new(1, 2), new(3, 4), new(5, 6)], [new(1, 2), new(3, 4), new(5, 6)])
        .Build();

    private static TileSpec Tile(string id, int z, params TransformSpec[] transforms) => new()
    {
        TileId = id,
        Z = z,
        Width = 100,
        Height = 50,
        Layout = new LayoutData { SectionId = $"{z}.0" },
        Transforms = new ListTransform(transforms.Length > 0 ? transforms : [new TranslationModel2D(40, 0)]),
    };

    private Task<RenderStack> StackAsync() => ImportAsync("montage", Tiles);

    private sealed class Log(List<long> reports) : IProgress<long>
    {
        public void Report(long value) => reports.Add(value);
    }
}
