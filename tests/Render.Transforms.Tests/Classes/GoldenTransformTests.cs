using System.Globalization;
using System.Text.Json;

namespace Render.Transforms.Tests;

/// <summary>Every class against the reference implementation.</summary>
public sealed class GoldenTransformTests
{
    // How far the reference may be missed, relative to the result or to its terms where those are larger than the result.
    private static readonly Dictionary<string, double> Tolerances = new()
    {
        ["AffineModel2D"] = 0,
        ["RigidModel2D"] = 0,
        ["SimilarityModel2D"] = 0,
        ["TranslationModel2D"] = 0,
        ["PolynomialTransform2D"] = 0,
        ["NonLinearCoordinateTransform"] = 1e-13,
        ["lenscorrection.NonLinearTransform"] = 1e-13,
        ["ThinPlateSplineTransform"] = 2e-11,
        ["HomographyModel2D"] = 0,
        ["SEMDistortionTransformA"] = 2e-15,
        ["ExponentialFunctionOffsetTransform"] = 2e-15,
        ["ExponentialRecoveryOffsetTransform"] = 2e-15,
        ["StageCreepCorrectionTransform"] = 1e-15,
        ["ExponentialFunctionOffsetTransformWithWrongSign"] = 2e-15,
        ["AffineWarpFieldTransform"] = 1e-15,
        ["CubicBSplineTransform"] = 1e-13,
        ["MovingLeastSquaresTransform"] = 1e-7,
        ["MovingLeastSquaresTransform2"] = 1e-7,
    };

    // Classes that 4.3 has alone, and what it reads in another way than 4.0.2.
    private static readonly string[] OnlyOn43 =
    [
        "transforms-4.3/StageCreepCorrectionTransform",
        "transforms-4.3/ExponentialFunctionOffsetTransformWithWrongSign",
    ];

    private static readonly string[] OtherwiseOn43 =
    [
        "transforms-4.3/SEMDistortionTransformA",
        "transforms-4.3/ExponentialFunctionOffsetTransform",
        "transforms-4.3/ExponentialRecoveryOffsetTransform",
    ];

    /// <summary>The files of golden numbers, without their ending.</summary>
    public static TheoryData<string> Classes =>
        [.. Tolerances.Keys.Except(OnlyOn43.Select(ClassOf)).Select(name => $"transforms/{name}"), .. OnlyOn43, .. OtherwiseOn43];

    [Theory]
    [MemberData(nameof(Classes))]
    public void Points_are_mapped_as_in_the_reference(string name)
    {
        JsonElement file = Golden.Read($"{name}.json");
        foreach (JsonElement testCase in file.GetProperty("cases").EnumerateArray().Where(Applies))
        {
            TransformSpec transform = Read(file, testCase);
            Point2D[] points = Golden.Points(testCase.GetProperty("points"));
            Point2D[] expected = Golden.Points(testCase.GetProperty("applied"));
            Point2D[] bulk = new Point2D[points.Length];
            transform.Apply(points, bulk);
            for (int i = 0; i < points.Length; i++)
            {
                AssertClose(expected[i], transform.Apply(points[i]), Tolerance(name, testCase, expected[i]), $"{Name(testCase)} at {points[i]}");
                AssertClose(expected[i], bulk[i], Tolerance(name, testCase, expected[i]), $"{Name(testCase)} at {points[i]} in bulk");
            }
        }
    }

    [Theory]
    [InlineData("transforms/AffineModel2D")]
    [InlineData("transforms/RigidModel2D")]
    [InlineData("transforms/SimilarityModel2D")]
    [InlineData("transforms/TranslationModel2D")]
    [InlineData("transforms/HomographyModel2D")]
    public void Points_are_mapped_back_as_in_the_reference(string name)
    {
        JsonElement file = Golden.Read($"{name}.json");
        foreach (JsonElement testCase in file.GetProperty("cases").EnumerateArray())
        {
            var transform = (IInvertibleTransform)Read(file, testCase);
            Point2D[] points = Golden.Points(testCase.GetProperty("points"));
            if (testCase.TryGetProperty("inverseError", out _))
            {
                Assert.Throws<NoninvertibleTransformException>(() => transform.ApplyInverse(points[0]));
                continue;
            }

            Point2D[] expected = Golden.Points(testCase.GetProperty("inverseApplied"));
            Point2D[] bulk = new Point2D[points.Length];
            transform.ApplyInverse(points, bulk);
            for (int i = 0; i < points.Length; i++)
            {
                AssertClose(expected[i], transform.ApplyInverse(points[i]), 0, $"{Name(testCase)} at {points[i]}");
                AssertClose(expected[i], bulk[i], 0, $"{Name(testCase)} at {points[i]} in bulk");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Classes))]
    public void The_canonical_data_string_is_that_of_the_reference(string name)
    {
        JsonElement file = Golden.Read($"{name}.json");
        foreach (JsonElement testCase in file.GetProperty("cases").EnumerateArray().Where(Applies))
        {
            string expected = testCase.GetProperty("canonicalDataString").GetString()!;
            string actual = Canonical(Read(file, testCase));
            if (expected.Contains('@', StringComparison.Ordinal) || expected.Contains("eJ", StringComparison.Ordinal))
                AssertSameBlocks(file.GetProperty("className").GetString()!, expected, actual);
            else if (ClassOf(name).StartsWith("MovingLeastSquares", StringComparison.Ordinal))
                AssertSameTokens(InOrder(expected), InOrder(actual));
            else
                AssertSameTokens(expected, actual);
        }
    }

    [Theory]
    [MemberData(nameof(Classes))]
    public void What_the_reference_refuses_is_refused(string name)
    {
        JsonElement file = Golden.Read($"{name}.json");
        string className = file.GetProperty("className").GetString()!;
        foreach (JsonElement error in file.GetProperty("initErrors").EnumerateArray())
        {
            var transform = (LeafTransform)Golden.Leaf(className, error.GetProperty("dataString").GetString());
            var exception = Assert.Throws<TransformDataException>(
                () =>
                {
                    if (transform.IsKnownTo(LineOf(name)))
                        transform.Validate(LineOf(name));
                    else
                        transform.Validate();
                });
            Assert.Equal(className, exception.ClassName);
            Assert.StartsWith($"{className} expects ", exception.Message, StringComparison.Ordinal);
            if (IsDistortion(name))
                Assert.Equal(error.GetProperty("message").GetString(), exception.ServersWords);
        }
    }

    [Theory]
    [MemberData(nameof(Classes))]
    public void What_the_reference_reads_is_read_and_its_line_is_told_so(string name)
    {
        JsonElement file = Golden.Read($"{name}.json");
        foreach (JsonElement testCase in file.GetProperty("cases").EnumerateArray().Where(Applies))
        {
            var transform = (LeafTransform)Read(file, testCase);
            transform.Validate();
            if (transform.IsKnownTo(LineOf(name)))
                transform.Validate(LineOf(name));
            else
                Assert.Throws<UnknownTransformException>(() => transform.Validate(LineOf(name)));
        }
    }

    [Fact]
    public void What_only_43_reads_is_refused_for_402()
    {
        foreach (string name in OtherwiseOn43)
        {
            JsonElement file = Golden.Read($"{name}.json");
            foreach (JsonElement testCase in file.GetProperty("cases").EnumerateArray())
            {
                var refused = Assert.Throws<TransformDataException>(() => new ListTransform(Read(file, testCase)).Validate(ServerLine.Line40));
                Assert.Matches("^(transform data must contain . comma separated values |For input string: \"1\n\"$)", refused.ServersWords);
            }
        }
    }

    [Fact]
    public void Classes_that_only_43_has_are_unknown_to_402()
    {
        foreach (string name in OnlyOn43)
        {
            JsonElement file = Golden.Read($"{name}.json");
            TransformSpec transform = Read(file, file.GetProperty("cases")[0]);
            var unknown = Assert.Throws<UnknownTransformException>(
                () => new InterpolatedTransform(new TranslationModel2D(0, 0), transform, 0.5).Validate(ServerLine.Line40));
            Assert.Equal(file.GetProperty("className").GetString(), unknown.ClassName);
            Assert.Contains("the line 4.0.2", unknown.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("transforms/PolynomialTransform2D")]
    [InlineData("transforms/NonLinearCoordinateTransform")]
    [InlineData("transforms/lenscorrection.NonLinearTransform")]
    [InlineData("transforms-4.3/StageCreepCorrectionTransform")]
    [InlineData("transforms-4.3/ExponentialFunctionOffsetTransformWithWrongSign")]
    public void What_the_reference_parses_but_cannot_apply_is_refused(string name)
    {
        JsonElement file = Golden.Read($"{name}.json");
        JsonElement[] cases = [.. file.GetProperty("cases").EnumerateArray().Where(testCase => !Applies(testCase))];
        Assert.NotEmpty(cases);
        foreach (JsonElement testCase in cases)
        {
            var refused = Assert.Throws<TransformDataException>(Read(file, testCase).Validate);
            Assert.Equal(IsDistortion(name), refused.IsFatalWhenApplied);
        }
    }

    private static double Tolerance(string name, JsonElement testCase, Point2D expected)
    {
        // Terms of the spline are as large as the image, also where they cancel.
        double scale = Math.Max(Math.Max(Math.Abs(expected.X), Math.Abs(expected.Y)), ClassOf(name) == "CubicBSplineTransform" ? 1000 : 0);
        // A hair away from a match at a million pixels, the reference itself is 10 pixels off the target that it must tend to.
        double relative = Name(testCase) == "similarity world magnitudes 1e6" ? 1e-5 : Tolerances[ClassOf(name)];
        double spread = testCase.TryGetProperty("repeatSpread", out JsonElement repeats) ? repeats.GetDouble() : 0;
        return Math.Max(relative * (double.IsFinite(scale) ? scale : 0), spread);
    }

    private static bool Applies(JsonElement testCase) => !testCase.TryGetProperty("applyError", out _);

    private static string ClassOf(string name) => Path.GetFileName(name);

    private static ServerLine LineOf(string name) => name.StartsWith("transforms-4.3/", StringComparison.Ordinal) ? ServerLine.Line43 : ServerLine.Line40;

    // Those whose server has words of its own for wrong data.
    private static bool IsDistortion(string name) => OnlyOn43.Concat(OtherwiseOn43).Any(path => ClassOf(path) == ClassOf(name));

    private static string? Name(JsonElement testCase) => testCase.GetProperty("name").GetString();

    private static TransformSpec Read(JsonElement file, JsonElement testCase) =>
        Golden.Leaf(file.GetProperty("className").GetString()!, testCase.GetProperty("dataString").GetString());

    private static string Canonical(TransformSpec transform) => ((LeafTransform)transform).ToCanonicalDataString();

    private static void AssertClose(Point2D expected, Point2D actual, double tolerance, string what) => Assert.True(
        IsClose(expected.X, actual.X, tolerance) && IsClose(expected.Y, actual.Y, tolerance),
        $"{what}: expected {expected}, but was {actual}, off by more than {tolerance:E1}");

    private static bool IsClose(double expected, double actual, double tolerance) =>
        expected.Equals(actual) || Math.Abs(expected - actual) <= tolerance;

    private static void AssertSameTokens(string expected, string actual)
    {
        string[] expectedTokens = expected.Split(' ');
        string[] actualTokens = actual.Split(' ');
        Assert.Equal(expectedTokens.Length, actualTokens.Length);
        foreach ((string left, string right) in expectedTokens.Zip(actualTokens))
        {
            if (left == right)
                continue;

            // The reference does not always find the shortest digits; the number must be the same.
            double number = double.Parse(left, CultureInfo.InvariantCulture);
            Assert.Equal(number, double.Parse(right, CultureInfo.InvariantCulture), Math.Abs(number) * 1e-15);
            Assert.True(right.Length <= left.Length, $"{right} is longer than {left}");
        }
    }

    // The reference writes matches in an order that changes from run to run.
    private static string InOrder(string matches)
    {
        string[] tokens = matches.Split(' ');
        return string.Join(' ', tokens.Take(3).Concat(tokens.Skip(3).Chunk(5).Select(match => string.Join(' ', match)).Order(StringComparer.Ordinal)));
    }

    // Deflate has no one right result: what counts is what the blocks hold, and that they are not longer than they need to be.
    private static void AssertSameBlocks(string className, string expected, string actual)
    {
        Assert.Equal(Numbers(className, expected), Numbers(className, actual));
        Assert.True(actual.Length <= expected.Length * 1.25, $"{actual.Length} characters, the reference needs {expected.Length}");
    }

    private static double[] Numbers(string className, string dataString) => Golden.Leaf(className, dataString) switch
    {
        ThinPlateSplineTransform { Spline: var spline } => [.. spline.PointsAndWeights, .. spline.Affine],
        AffineWarpFieldTransform { Field: var field } => [field.Offset.X, field.Offset.Y, field.Width, field.Height, field.Rows, .. field.Values],
        var other => throw new ArgumentException($"{other} has no blocks."),
    };
}
