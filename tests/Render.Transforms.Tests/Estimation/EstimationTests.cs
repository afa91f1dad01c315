using System.Text.Json;

namespace Render.Transforms.Tests;

/// <summary>Estimated transforms against the reference implementation.</summary>
public sealed class EstimationTests
{
    // Below this, the reference's determinant is rounding noise, and so are its numbers.
    private const double NearlyCollinear = 1e-9;

    private static readonly JsonElement[] Fits = [.. Golden.Read("fit.json").EnumerateArray()];

    [Theory]
    [InlineData("TRANSLATION")]
    [InlineData("RIGID")]
    [InlineData("SIMILARITY")]
    [InlineData("AFFINE")]
    [InlineData("INTERPOLATED")]
    public void Models_are_estimated_as_in_the_reference(string model)
    {
        foreach (JsonElement fit in Fits.Where(fit => Text(fit, "model") == model))
        {
            PointMatch[] matches = Matches(fit);
            if (fit.TryGetProperty("error", out JsonElement error))
            {
                Type expected = error.GetString() == "NotEnoughDataPoints" ? typeof(NotEnoughMatchesException) : typeof(IllDefinedMatchesException);
                Assert.Throws(expected, () => Estimate(fit, matches));
                continue;
            }

            if (IsAffine(fit) && Golden.Number(fit.GetProperty("scatterDeterminantRatio")) < NearlyCollinear)
            {
                Estimate(fit, matches);
                continue;
            }

            // Twelve orders of magnitude between weights: the reference's own angle is off by 4e-3 of what exact arithmetic gives.
            if (model == "RIGID" && Text(fit, "name") == "one dominant weight")
                continue;

            // The reference's squares of such weights vanish, and its answer is NaN.
            if (model == "RIGID" && Text(fit, "name") == "weights 1e-200")
            {
                Assert.True(double.IsFinite(Estimate(fit, matches).Determinant));
                continue;
            }

            // What is no number in the reference is no model here.
            if (fit.GetProperty("matrix").EnumerateArray().Any(number => !double.IsFinite(Golden.Number(number))))
            {
                Assert.NotEmpty(Assert.Throws<IllDefinedMatchesException>(() => Estimate(fit, matches)).Message);
                continue;
            }

            // Three points nearly on a line: the reference itself misses its targets by as much.
            double ratio = Golden.Number(fit.GetProperty("scatterDeterminantRatio"));
            double tolerance = 1e-6 + (IsAffine(fit) ? 1e-12 / ratio : 0);
            double[] m = [.. fit.GetProperty("matrix").EnumerateArray().Select(Golden.Number)];
            var expectedMatrix = new AffineMatrix(m[0], m[1], m[2], m[3], m[4], m[5]);
            AffineMatrix matrix = Estimate(fit, matches);
            foreach (PointMatch match in matches)
                AssertClose(expectedMatrix.Apply(match.P), matrix.Apply(match.P), tolerance, $"{model} {Text(fit, "name")} at {match.P}");
        }
    }

    [Fact]
    public void Homographies_fit_at_least_as_well_as_those_of_the_reference()
    {
        foreach (JsonElement fit in Fits.Where(fit => Text(fit, "model") == "HOMOGRAPHY"))
        {
            PointMatch[] matches = Matches(fit);
            if (fit.TryGetProperty("error", out _))
            {
                Assert.Throws<NotEnoughMatchesException>(() => HomographyModel2D.Estimate(matches));
                continue;
            }

            if (matches.Any(match => !double.IsFinite(match.P.X + match.P.Y + match.Q.X + match.Q.Y)))
            {
                Assert.Throws<IllDefinedMatchesException>(() => HomographyModel2D.Estimate(matches));
                continue;
            }

            double[] m = [.. fit.GetProperty("matrix").EnumerateArray().Select(Golden.Number)];
            var reference = new HomographyModel2D(new HomographyMatrix(m[0], m[1], m[2], m[3], m[4], m[5], m[6], m[7], m[8]));
            double expected = SquaredError(reference, matches);
            double actual = SquaredError(HomographyModel2D.Estimate(matches), matches);
            Assert.True(
                !(actual > expected * (1 + 1e-9) + 1e-12),
                $"{Text(fit, "name")}: squared errors {actual}, the reference has {expected}");
        }
    }

    [Fact]
    public void Mirrored_matches_do_not_mirror_a_rigid_transform()
    {
        // render-python multiplies by the wrong one of two transposed matrices here, and its residual is half as large again.
        JsonElement fit = Fits.First(fit => Text(fit, "name") == "mirrored with noise");
        PointMatch[] matches = Matches(fit);
        RigidModel2D best = RigidModel2D.Estimate(matches);
        double error = SquaredError(best, matches);
        foreach (double turn in (double[])[-0.1, 0.1, 1, 2, 3])
        {
            AffineMatrix m = new RigidModel2D(best.Theta + turn, 0, 0).Matrix;
            PointMatch[] turned = [.. matches.Select(match => match with { P = m.Apply(match.P) })];
            TranslationModel2D shift = TranslationModel2D.Estimate(turned);
            Assert.True(SquaredError(shift, turned) >= error);
        }
    }

    private static void AssertClose(Point2D expected, Point2D actual, double tolerance, string what)
    {
        bool isClose = (expected.X.Equals(actual.X) || Math.Abs(expected.X - actual.X) <= tolerance)
            && (expected.Y.Equals(actual.Y) || Math.Abs(expected.Y - actual.Y) <= tolerance);
        Assert.True(isClose, $"{what}: expected {expected}, but was {actual}");
    }

    private static string? Text(JsonElement fit, string name) => fit.GetProperty(name).GetString();

    private static bool IsAffine(JsonElement fit) => Text(fit, "model") == "AFFINE"
        || (Text(fit, "model") == "INTERPOLATED" && (Text(fit, "a") == "AFFINE" || Text(fit, "b") == "AFFINE"));

    private static PointMatch[] Matches(JsonElement fit) =>
    [
        .. fit.GetProperty("p").EnumerateArray().Zip(
            fit.GetProperty("q").EnumerateArray(), fit.GetProperty("weights").EnumerateArray())
            .Select(match => new PointMatch(Golden.Point(match.First), Golden.Point(match.Second), Golden.Number(match.Third))),
    ];

    private static AffineMatrix Estimate(JsonElement fit, PointMatch[] matches)
    {
        if (Text(fit, "model") != "INTERPOLATED")
            return Estimate(Text(fit, "model")!, matches);

        double lambda = Golden.Number(fit.GetProperty("lambda"));
        return Text(fit, "a") switch
        {
            "TRANSLATION" => Regularized<TranslationModel2D>(Text(fit, "b")!, matches, lambda),
            "RIGID" => Regularized<RigidModel2D>(Text(fit, "b")!, matches, lambda),
            "SIMILARITY" => Regularized<SimilarityModel2D>(Text(fit, "b")!, matches, lambda),
            _ => Regularized<AffineModel2D>(Text(fit, "b")!, matches, lambda),
        };
    }

    private static AffineMatrix Regularized<TModel>(string regularizer, PointMatch[] matches, double lambda)
        where TModel : TransformSpec, IEstimableTransform<TModel>, IAffineTransform => regularizer switch
        {
            "TRANSLATION" => AffineModel2D.EstimateRegularized<TModel, TranslationModel2D>(matches, lambda).Matrix,
            "RIGID" => AffineModel2D.EstimateRegularized<TModel, RigidModel2D>(matches, lambda).Matrix,
            "SIMILARITY" => AffineModel2D.EstimateRegularized<TModel, SimilarityModel2D>(matches, lambda).Matrix,
            _ => AffineModel2D.EstimateRegularized<TModel, AffineModel2D>(matches, lambda).Matrix,
        };

    private static AffineMatrix Estimate(string model, PointMatch[] matches) => model switch
    {
        "TRANSLATION" => TranslationModel2D.Estimate(matches).Matrix,
        "RIGID" => RigidModel2D.Estimate(matches).Matrix,
        "SIMILARITY" => SimilarityModel2D.Estimate(matches).Matrix,
        _ => AffineModel2D.Estimate(matches).Matrix,
    };

    private static double SquaredError(TransformSpec transform, PointMatch[] matches) => matches.Sum(match =>
    {
        Point2D mapped = transform.Apply(match.P);
        return match.Weight * (Math.Pow(mapped.X - match.Q.X, 2) + Math.Pow(mapped.Y - match.Q.Y, 2));
    });
}
