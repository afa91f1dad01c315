using System.Globalization;

namespace Render.Transforms.Tests;

/// <summary>Whatever matches are given, an estimate is made of numbers, or says why there is none.</summary>
public sealed class DegenerateMatchTests
{
    private delegate TransformSpec Estimator(ReadOnlySpan<PointMatch> matches);

    private static readonly Dictionary<string, Estimator> Models = new()
    {
        ["translation"] = TranslationModel2D.Estimate,
        ["rigid"] = RigidModel2D.Estimate,
        ["similarity"] = SimilarityModel2D.Estimate,
        ["affine"] = AffineModel2D.Estimate,
        ["regularized"] = matches => AffineModel2D.EstimateRegularized<AffineModel2D, RigidModel2D>(matches, 0.1),
        ["stiff"] = matches => AffineModel2D.EstimateRegularized<SimilarityModel2D, TranslationModel2D>(matches, 1),
        ["homography"] = HomographyModel2D.Estimate,
        ["constant"] = matches => PolynomialTransform2D.Estimate(matches, 0),
        ["linear"] = matches => PolynomialTransform2D.Estimate(matches, 1),
        ["quadratic"] = matches => PolynomialTransform2D.Estimate(matches, 2),
        ["quintic"] = matches => PolynomialTransform2D.Estimate(matches, 5),
        ["lens"] = matches => NonLinearCoordinateTransform.Estimate(matches, 2, 0, 100, 100),
        ["lens with a penalty"] = matches => LensCorrectionTransform.Estimate(matches, 3, 0.01, 100, 100),
        ["spline"] = ThinPlateSplineTransform.Estimate,
        ["spline without affine part"] = matches => new ThinPlateSplineTransform(ThinPlateSpline.Fit(matches, withAffine: false)),
        ["moving translation"] = matches => Moving(MovingLeastSquaresModel.Translation, matches),
        ["moving rigid"] = matches => Moving(MovingLeastSquaresModel.Rigid, matches),
        ["moving similarity"] = matches => Moving(MovingLeastSquaresModel.Similarity, matches),
        ["moving affine"] = matches => Moving(MovingLeastSquaresModel.Affine, matches),
    };

    private static readonly Dictionary<string, Func<PointMatch[], PointMatch[]>> Flaws = new()
    {
        ["none"] = matches => matches,
        ["targets in one point"] = matches => Each(matches, match => match with { Q = new(12.3, 45.6) }),
        ["sources in one point"] = matches => Each(matches, match => match with { P = new(123.4, 0.7) }),
        ["one match, again and again"] = matches => Each(matches, match => new(new(0.1, 0.2), new(0.3, 0.4), match.Weight)),
        ["sources in the origin"] = matches => Each(matches, match => match with { P = default }),
        ["all in the origin"] = matches => Each(matches, match => default(PointMatch) with { Weight = match.Weight }),
        ["weights 0"] = matches => Each(matches, match => match with { Weight = 0 }),
        ["one weight"] = matches => At(matches, 1, match => match with { Weight = 1 }, match => match with { Weight = 0 }),
        ["a weight NaN"] = matches => At(matches, 1, match => match with { Weight = double.NaN }),
        ["a weight infinite"] = matches => At(matches, 1, match => match with { Weight = double.PositiveInfinity }),
        ["weights that cancel"] = matches => [.. matches.Select((match, i) => match with { Weight = i % 2 == 0 ? 1 : -1 })],
        ["weights negative"] = matches => Each(matches, match => match with { Weight = -1 }),
        ["weights of 1e-200"] = matches => Each(matches, match => match with { Weight = 1e-200 }),
        ["weights of 1e300"] = matches => Each(matches, match => match with { Weight = 1e300 }),
        ["weights denormal"] = matches => Each(matches, match => match with { Weight = double.Epsilon }),
        ["a source NaN"] = matches => At(matches, 0, match => match with { P = new(double.NaN, 1) }),
        ["a source infinite"] = matches => At(matches, 0, match => match with { P = new(1, double.NegativeInfinity) }),
        ["a target NaN"] = matches => At(matches, 0, match => match with { Q = new(1, double.NaN) }),
        ["a target infinite"] = matches => At(matches, 0, match => match with { Q = new(double.PositiveInfinity, 1) }),
        ["a NaN that does not count"] = matches => At(matches, 0, match => new(new(double.NaN, 1), match.Q, 0)),
        ["infinite everywhere"] = matches => Each(matches, _ => new(new(double.PositiveInfinity, double.NegativeInfinity), new(double.NaN, 0))),
        ["sources on a row"] = matches => Each(matches, match => match with { P = new(match.P.X, 7) }),
        ["sources on a column"] = matches => Each(matches, match => match with { P = new(0.1, match.P.Y) }),
        ["sources on a diagonal"] = matches => Each(matches, match => match with { P = new(match.P.X, match.P.X / 3) }),
        ["two places"] = matches => [.. matches.Select((match, i) => match with { P = new(i % 2, i % 2) })],
        ["twice the same source"] = matches => [.. matches, .. matches.Take(1).Select(match => match with { Q = default })],
        ["coordinates of 1e100"] = matches => Scaled(matches, 1e100),
        ["coordinates of 1e160"] = matches => Scaled(matches, 1e160),
        ["coordinates of 1e305"] = matches => Scaled(matches, 1e305),
        ["coordinates of 1e-170"] = matches => Scaled(matches, 1e-170),
        ["coordinates denormal"] = matches => Scaled(matches, 1e-322),
        ["targets of 1e305"] = matches => Each(matches, match => match with { Q = new(match.Q.X * 1e302, -match.Q.Y * 1e302) }),
        ["a cross, mirrored"] = matches =>
        [
            .. matches.Take(4).Select((match, i) => (match, p: new Point2D(i switch { 0 => 1, 1 => -1, _ => 0 }, i switch { 2 => 1, 3 => -1, _ => 0 })))
                .Select(one => new PointMatch(one.p, new Point2D(one.p.X, -one.p.Y))),
        ],
    };

    public static TheoryData<string, string> Cases
    {
        get
        {
            TheoryData<string, string> cases = [];
            foreach (string model in Models.Keys)
            {
                foreach (string flaw in Flaws.Keys)
                    cases.Add(model, flaw);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void An_estimate_is_made_of_numbers_or_says_why_there_is_none(string model, string flaw)
    {
        for (int seed = 0; seed < 3; seed++)
        {
            foreach (int count in (int[])[0, 1, 2, 3, 4, 5, 8, 40])
            {
                PointMatch[] matches = Flaws[flaw](Matches(count, seed));
                try
                {
                    var estimate = (LeafTransform)Models[model](matches);
                    if (estimate is ThinPlateSplineTransform { Spline: var spline })
                    {
                        double[] numbers = [.. spline.PointsAndWeights, .. spline.Affine];
                        Assert.All(numbers, number => Assert.True(double.IsFinite(number)));
                        continue;
                    }

                    string data = estimate.ToCanonicalDataString();
                    Assert.DoesNotContain("NaN", data, StringComparison.Ordinal);
                    Assert.DoesNotContain("Infinity", data, StringComparison.Ordinal);
                }
                catch (EstimationException exception)
                {
                    Assert.NotEmpty(exception.Message);
                }
            }
        }
    }

    // What is said, where the reference gives NaN.
    [Theory]
    [InlineData("rigid", "targets in one point", "targets that do not coincide")]
    [InlineData("rigid", "sources in one point", "source points that do not coincide")]
    [InlineData("rigid", "a cross, mirrored", "many fit equally well")]
    [InlineData("similarity", "sources in one point", "source points that do not coincide")]
    [InlineData("similarity", "one match, again and again", "source points that do not coincide")]
    [InlineData("affine", "sources in one point", "source points that do not coincide")]
    [InlineData("moving rigid", "targets in one point", "targets that do not coincide")]
    [InlineData("moving similarity", "sources in one point", "source points that do not coincide")]
    [InlineData("translation", "weights 0", "all weights are 0")]
    [InlineData("rigid", "weights 0", "all weights are 0")]
    [InlineData("similarity", "weights 0", "all weights are 0")]
    [InlineData("affine", "weights 0", "all weights are 0")]
    [InlineData("quadratic", "weights 0", "all weights are 0")]
    [InlineData("moving affine", "weights 0", "all weights are 0")]
    [InlineData("translation", "weights that cancel", "add up to 0")]
    [InlineData("translation", "a weight NaN", "match 1 is ")]
    [InlineData("rigid", "a weight NaN", "match 1 is ")]
    [InlineData("similarity", "a weight infinite", "match 1 is ")]
    [InlineData("affine", "a weight NaN", "match 1 is ")]
    [InlineData("homography", "a weight NaN", "match 1 is ")]
    [InlineData("quadratic", "a weight NaN", "match 1 is ")]
    [InlineData("translation", "a target NaN", "match 0 is ")]
    [InlineData("affine", "a source infinite", "match 0 is ")]
    [InlineData("lens", "a target infinite", "match 0 is ")]
    [InlineData("spline", "a source NaN", "match 0 is ")]
    [InlineData("similarity", "coordinates of 1e160", "too large or too small")]
    [InlineData("spline", "coordinates of 1e160", "too large or too small")]
    public void The_reason_is_named(string model, string flaw, string reason)
    {
        PointMatch[] matches = Flaws[flaw](Matches(40, 1));
        var refused = Assert.Throws<IllDefinedMatchesException>(() => Models[model](matches));
        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
    }

    // The reference ignores weights here, and maps the one place that there is; so its models stay.
    [Theory]
    [InlineData("weights 0")]
    [InlineData("sources in one point")]
    public void Homographies_of_the_reference_stay(string flaw) => Assert.NotNull(Models["homography"](Flaws[flaw](Matches(12, 2))));

    private static MovingLeastSquaresTransform Moving(MovingLeastSquaresModel model, ReadOnlySpan<PointMatch> matches)
    {
        var transform = new MovingLeastSquaresTransform(new MovingLeastSquares(model, 1, matches));
        foreach (PointMatch match in matches)
        {
            if (Math.Abs(match.P.X) < 1e5 && Math.Abs(match.Q.X) < 1e5 && match.Weight is > 1e-5 and < 1e5)
            {
                Point2D mapped = transform.Apply(match.P);
                Assert.True(double.IsFinite(mapped.X + mapped.Y), string.Create(CultureInfo.InvariantCulture, $"{match.P} is mapped to {mapped}"));
            }
        }

        return transform;
    }

    private static PointMatch[] Matches(int count, int seed)
    {
        var random = new Random(seed);
        return
        [
            .. Enumerable.Range(0, count).Select(_ => new Point2D(1000 * random.NextDouble(), 1000 * random.NextDouble()))
                .Select(p => new PointMatch(p, new Point2D(p.X + 10 * random.NextDouble(), 200 - p.Y), 0.5 + random.NextDouble())),
        ];
    }

    private static PointMatch[] Each(PointMatch[] matches, Func<PointMatch, PointMatch> change) => [.. matches.Select(change)];

    private static PointMatch[] At(
        PointMatch[] matches, int place, Func<PointMatch, PointMatch> change, Func<PointMatch, PointMatch>? others = null) =>
        [.. matches.Select((match, i) => i == place ? change(match) : others?.Invoke(match) ?? match)];

    private static PointMatch[] Scaled(PointMatch[] matches, double factor) => Each(
        matches,
        match => match with { P = new(match.P.X * factor / 1000, match.P.Y * factor / 1000), Q = new(match.Q.X * factor / 1000, match.Q.Y * factor / 1000) });
}
