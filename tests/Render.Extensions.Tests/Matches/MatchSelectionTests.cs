using System.Text.Json;
using Render.Extensions.Tests.Support;
using Render.Generated.Tests.Contract;
using Render.Generated.Tests.Recorded;
using Render.Transforms;

namespace Render.Extensions.Tests.Matches;

public class MatchSelectionTests
{
    private static readonly CanvasId A = new("1.0", "a");
    private static readonly CanvasId B = new("1.0", "b");

    [Fact]
    public void Pairs_are_combined_as_the_server_merges_collections()
    {
        // What was in both collections when the server merged them: exchanges 398, 415 and 417.
        var pairs = Sent(415).Concat(Sent(417)).Append(Sent(398)[2]).Where(pair => pair.PGroupId == "1.0" && pair.QGroupId == "1.0");

        var combined = pairs.Select(pair => pair.Swap()).Reverse().OrderByDescending(pair => pair.MatchCount ?? 1).CombineByPair();
        var inOrder = Sent(415).Concat(Sent(417).Where(pair => pair.PGroupId == "1.0")).Append(Sent(398)[2]).CombineByPair();

        Assert.Equal(["tileB", "tileC"], combined.Select(pair => pair.QId));
        Assert.True(WireJson.AreSame(RecordedServer.BodyOf(418), JsonSerializer.Serialize(inOrder.Select(WithCount).ToArray(), RenderJson.TypeInfo<IReadOnlyList<CanvasMatches>>())));
    }

    [Fact]
    public void Pairs_are_sorted_as_text_and_combined_from_either_side()
    {
        CanvasMatches[] pairs = [Pair(new("9.0", "x"), new("10.0", "y"), 1), Pair(B, A, 1), Pair(new("10.0", "y"), new("9.0", "x"), 2)];

        var combined = pairs.CombineByPair();

        Assert.Equal([A, new("10.0", "y")], combined.Select(pair => pair.P()));
        Assert.Equal(3, combined[1].MatchCount);
        var one = Pair(A, B, 1).Combine(Pair(B, A, 2));
        Assert.Equal(A, one.P());
        Assert.Equal([new(0, 1), new(100, 101), new(101, 102)], one.PPoints());
        Assert.Throws<ArgumentException>(() => Pair(A, B, 1).Combine(pairs[0]));
        var blind = Pair(A, B, 1);
        blind.Matches = null;
        Assert.Contains("without points", Assert.Throws<RenderException>(() => Pair(A, B, 1).Combine(blind)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_copy_shares_nothing()
    {
        var pair = Sent(417)[1];
        var copy = pair.Copy();

        Assert.Equal(Json(pair), Json(copy));
        Assert.NotSame(pair.ConsensusSetData, copy.ConsensusSetData);
        Assert.NotSame(pair.Matches!.P[0], copy.Matches!.P[0]);
        Assert.NotSame(pair.Matches.W, copy.Matches.W);
        Assert.Equal("{\"pGroupId\":\"g\",\"matches\":{}}", Json(new CanvasMatches { PGroupId = "g", Matches = new() }.Copy()));
    }

    [Fact]
    public void The_lightest_points_are_dropped_first()
    {
        var pair = new CanvasMatchesBuilder(A, B)
            .AddRange([new(0, 0), new(1, 1), new(2, 2), new(3, 3)], [new(0, 0), new(1, 1), new(2, 2), new(3, 3)], [0.5, 1, 0.25, 1])
            .Build();

        Assert.Same(pair, pair.Filter(new MatchFilter()));
        Assert.Equal([1, 3], Xs(pair.Filter(new MatchFilter { MaximumMatches = 2 })));
        Assert.Equal([0, 1, 3], Xs(pair.Filter(new MatchFilter { MinimumWeight = 0.5 })));
        Assert.Equal(3, pair.Filter(new MatchFilter { MinimumWeight = 0.5 })!.MatchCount);
        Assert.Null(pair.Filter(new MatchFilter { MinimumWeight = 0.5, MinimumMatches = 4 }));
        Assert.Equal([pair], new[] { Pair(A, B, 3), pair }.Filter(new MatchFilter { MinimumMatches = 4 }));
    }

    [Fact]
    public async Task A_random_choice_is_the_same_again_and_takes_all_points_alike()
    {
        var pair = Pair(A, B, 10);
        int[] often = new int[10];
        for (var seed = 0; seed < 2_000; seed++)
        {
            foreach (var x in Xs(pair.Filter(new MatchFilter { MaximumMatches = 3, Choice = MatchChoice.Random, Seed = seed })))
                often[(int)x]++;
        }

        // 600 each; five standard deviations are 102.
        Assert.All(often, count => Assert.InRange(count, 498, 702));
        var filter = new MatchFilter { MaximumMatches = 3, Choice = MatchChoice.Random, Seed = 7 };
        var alone = Xs(pair.Filter(filter));
        var later = await new[] { Pair(B, new("2.0", "c"), 10), pair }.ToAsyncEnumerable().Filter(filter).ToListAsync();
        Assert.Equal(alone, Xs(later[1]));
        Assert.Equal(alone.Order(), alone);
    }

    [Fact]
    public void Pairs_without_points_are_judged_by_their_count()
    {
        var pair = new CanvasMatches { PGroupId = "1.0", PId = "a", QGroupId = "1.0", QId = "b", MatchCount = 5 };

        Assert.Same(pair, pair.Filter(new MatchFilter { MinimumMatches = 5, MaximumMatches = 5 }));
        Assert.Null(pair.Filter(new MatchFilter { MinimumMatches = 6 }));
        Assert.Throws<RenderException>(() => pair.Filter(new MatchFilter { MaximumMatches = 4 }));
        Assert.Throws<RenderException>(() => pair.Filter(new MatchFilter { MinimumWeight = 0 }));
    }

    [Fact]
    public void Matches_that_agree_on_a_transform_are_kept()
    {
        var truth = new AffineModel2D(1.02, 0.03, -0.02, 0.99, 12.5, -7.25);
        var random = new Random(5);
        Point2D[] p = [.. Enumerable.Range(0, 60).Select(_ => new Point2D(random.Next(2000), random.Next(2000)))];
        Point2D[] q = [.. p.Select((point, i) => i % 3 == 0 ? new Point2D(random.Next(2000), random.Next(2000)) : truth.Apply(point))];
        var pair = new CanvasMatchesBuilder(A, B).AddRange(p, q, [.. p.Select((_, i) => 1.0 + i)]).Build();

        var consensus = pair.FindConsensus<AffineModel2D>(new RansacOptions { MaximumError = 2, MaximumTrust = 0, Seed = 1 });

        Assert.NotNull(consensus);
        Assert.Equal(20, consensus.Dropped);
        Assert.Equal(p.Where((_, i) => i % 3 != 0), consensus.Matches.PPoints());
        Assert.Equal(Enumerable.Range(0, 60).Where(i => i % 3 != 0).Select(i => 1.0 + i), consensus.Matches.Weights());
        Assert.Equal(12.5, consensus.Transform.Apply(new Point2D(0, 0)).X, 1e-6);
        Assert.Null(pair.FindConsensus<AffineModel2D>(new RansacOptions { MaximumError = 2, MinimumInlierRatio = 0.9 }));
        Assert.Equal((p[4], q[4], 5.0), (pair.ToPointMatches()[4].P, pair.ToPointMatches()[4].Q, pair.ToPointMatches()[4].Weight));
    }

    [Fact]
    public void Points_are_taken_by_their_places()
    {
        var pair = Pair(A, B, 3);

        Assert.Equal([2, 0], Xs(pair.TakePoints([2, 0])));
        Assert.Throws<ArgumentOutOfRangeException>(() => pair.TakePoints([3]));
        Assert.Throws<ArgumentOutOfRangeException>(() => pair.TakePoints([-1]));
    }

    private static CanvasMatches Pair(CanvasId p, CanvasId q, int points)
    {
        var builder = new CanvasMatchesBuilder(p, q);
        for (var i = 0; i < points; i++)
            builder.Add(new(i, i + 1), new(i + 100, i + 101), 1);

        var pair = builder.Build();
        return pair.P() == p ? pair : pair.Swap();
    }

    private static IReadOnlyList<double> Xs(CanvasMatches? pair) => [.. pair!.PPoints().Select(point => point.X)];

    private static CanvasMatches WithCount(CanvasMatches pair)
    {
        pair.MatchCount = pair.Weights().Count;
        return pair;
    }

    private static CanvasMatches[] Sent(int exchange) => JsonSerializer.Deserialize(
        RecordedExchange.All.Single(one => one.Number == exchange).RequestBody!, RenderJson.TypeInfo<IReadOnlyList<CanvasMatches>>())!.ToArray();

    private static string Json(CanvasMatches matches) => JsonSerializer.Serialize(matches, RenderJson.TypeInfo<CanvasMatches>());
}
