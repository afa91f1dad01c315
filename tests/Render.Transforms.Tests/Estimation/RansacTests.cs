namespace Render.Transforms.Tests;

/// <summary>True matches among false ones.</summary>
public sealed class RansacTests
{
    private static readonly RansacOptions Options = new() { Iterations = 500, MaximumError = 3, MinimumInliers = 20, Seed = 7 };

    [Fact]
    public void True_matches_are_told_from_false_ones()
    {
        PointMatch[] matches = Matches(trueOnes: 60, falseOnes: 120);
        Assert.True(Ransac.TryEstimate(matches, Options, out Consensus<RigidModel2D>? consensus));
        Assert.Equal(Enumerable.Range(0, 60), consensus.Inliers.Where(i => i < 60));
        Assert.DoesNotContain(consensus.Inliers, i => i >= 60);
        Assert.Equal(0.2, consensus.Transform.Theta, 1e-3);
    }

    [Fact]
    public void Equal_seeds_give_equal_results()
    {
        PointMatch[] matches = Matches(trueOnes: 40, falseOnes: 200);
        Assert.True(Ransac.TryEstimate(matches, Options, out Consensus<AffineModel2D>? first));
        Assert.True(Ransac.TryEstimate(matches, Options, out Consensus<AffineModel2D>? second));
        Assert.Equal(first.Inliers, second.Inliers);
        Assert.Equal(first.Transform.Matrix, second.Transform.Matrix);
    }

    [Fact]
    public void Noise_alone_has_no_consensus()
    {
        Assert.False(Ransac.TryEstimate(Matches(trueOnes: 0, falseOnes: 200), Options, out Consensus<RigidModel2D>? _));
        Assert.False(Ransac.TryEstimate(Matches(trueOnes: 5, falseOnes: 0), Options, out Consensus<RigidModel2D>? _));
    }

    [Fact]
    public void Matches_that_are_off_much_more_than_the_others_are_dropped()
    {
        PointMatch[] matches = Matches(trueOnes: 50, falseOnes: 5);
        Assert.Equal(Enumerable.Range(0, 50), Ransac.Filter<RigidModel2D>(matches, 4));
    }

    [Fact]
    public void Matches_without_noise_are_all_kept()
    {
        var random = new Random(5);
        for (int round = 0; round < 20; round++)
        {
            double size = Math.Pow(10, random.Next(1, 7));
            double far = size * random.Next(0, 100);
            double turn = random.NextDouble() * 6;
            PointMatch[] matches =
            [
                .. Enumerable.Range(0, 60).Select(_ => new Point2D(far + size * random.NextDouble(), size * random.NextDouble()))
                    .Select(p => new PointMatch(
                        p,
                        new Point2D(Math.Cos(turn) * p.X - Math.Sin(turn) * p.Y + 17.3 * size, Math.Sin(turn) * p.X + Math.Cos(turn) * p.Y - size / 3))),
            ];
            AssertAllKept<RigidModel2D>(matches);
            AssertAllKept<SimilarityModel2D>(matches);
            AssertAllKept<AffineModel2D>(matches);
            AssertAllKept<HomographyModel2D>(matches);
            AssertAllKept<TranslationModel2D>([.. matches.Select(match => match with { Q = new Point2D(match.P.X + 0.1, match.P.Y - size / 7) })]);
        }

        static void AssertAllKept<TTransform>(PointMatch[] matches)
            where TTransform : TransformSpec, IEstimableTransform<TTransform>
        {
            Assert.True(Ransac.TryEstimate(matches, new RansacOptions { Iterations = 50 }, out Consensus<TTransform>? consensus));
            Assert.Equal(Enumerable.Range(0, matches.Length), consensus.Inliers);
            Assert.Equal(Enumerable.Range(0, matches.Length), Ransac.Filter<TTransform>(matches));
        }
    }

    [Fact]
    public void Matches_that_are_no_numbers_are_false_ones()
    {
        PointMatch[] matches = [.. Matches(trueOnes: 60, falseOnes: 0), new(new Point2D(double.NaN, 1), default), new(default, default, double.NaN)];

        Assert.True(Ransac.TryEstimate(matches, Options, out Consensus<AffineModel2D>? consensus));
        Assert.DoesNotContain(60, consensus.Inliers);
    }

    public static TheoryData<string, RansacOptions> Misuses => new()
    {
        { "Iterations", new() { Iterations = 0 } },
        { "Iterations", new() { Iterations = -1 } },
        { "MaximumError", new() { MaximumError = double.NaN } },
        { "MaximumError", new() { MaximumError = -1 } },
        { "MinimumInlierRatio", new() { MinimumInlierRatio = 1.1 } },
        { "MinimumInlierRatio", new() { MinimumInlierRatio = -0.1 } },
        { "MinimumInlierRatio", new() { MinimumInlierRatio = double.NaN } },
        { "MinimumInliers", new() { MinimumInliers = -1 } },
        { "MaximumTrust", new() { MaximumTrust = -1 } },
        { "MaximumTrust", new() { MaximumTrust = double.NaN } },
        { "MaximumTrust", new() { MaximumTrust = double.PositiveInfinity } },
    };

    [Theory]
    [MemberData(nameof(Misuses))]
    public void Options_that_nothing_can_be_done_with_are_named(string option, RansacOptions options)
    {
        var error = Assert.ThrowsAny<ArgumentException>(
            () => Ransac.TryEstimate(Matches(trueOnes: 60, falseOnes: 0), options, out Consensus<RigidModel2D>? _));

        Assert.Equal(option, error.ParamName);
        Assert.Contains(option, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Multiples_of_the_median_that_nothing_can_be_done_with_are_refused(double maximumTrust) => Assert.Equal(
        "maximumTrust",
        Assert.ThrowsAny<ArgumentException>(() => Ransac.Filter<RigidModel2D>(Matches(trueOnes: 9, falseOnes: 0), maximumTrust)).ParamName);

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void The_share_of_a_regularizer_is_a_share(double lambda) => Assert.Equal(
        "lambda",
        Assert.ThrowsAny<ArgumentException>(
            () => AffineModel2D.EstimateRegularized<AffineModel2D, RigidModel2D>(Matches(trueOnes: 9, falseOnes: 0), lambda)).ParamName);

    // True matches are off by up to half a pixel, false ones lie anywhere.
    private static PointMatch[] Matches(int trueOnes, int falseOnes)
    {
        var random = new Random(1);
        var truth = new RigidModel2D(0.2, 100, -50);
        return
        [
            .. Enumerable.Range(0, trueOnes + falseOnes).Select(i =>
            {
                var p = new Point2D(random.NextDouble() * 2000, random.NextDouble() * 2000);
                Point2D q = truth.Apply(p);
                double angle = random.NextDouble() * Math.Tau;
                return i < trueOnes
                    ? new PointMatch(p, new Point2D(q.X + 0.5 * Math.Cos(angle), q.Y + 0.5 * Math.Sin(angle)))
                    : new PointMatch(p, new Point2D(random.NextDouble() * 2000, random.NextDouble() * 2000));
            }),
        ];
    }
}
