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
    };

    public static TheoryData<string> Classes => [.. Tolerances.Keys];

    [Theory]
    [MemberData(nameof(Classes))]
    public void Points_are_mapped_as_in_the_reference(string name)
    {
        JsonElement file = Golden.Read($"transforms/{name}.json");
        foreach (JsonElement testCase in file.GetProperty("cases").EnumerateArray().Where(Applies))
        {
            TransformSpec transform = Read(file, testCase);
            Point2D[] points = Golden.Points(testCase.GetProperty("points"));
            Point2D[] expected = Golden.Points(testCase.GetProperty("applied"));
            Point2D[] bulk = new Point2D[points.Length];
            transform.Apply(points, bulk);
            for (int i = 0; i < points.Length; i++)
            {
                AssertClose(expected[i], transform.Apply(points[i]), Tolerances[name], $"{Name(testCase)} at {points[i]}");
                AssertClose(expected[i], bulk[i], Tolerances[name], $"{Name(testCase)} at {points[i]} in bulk");
            }
        }
    }

    [Theory]
    [InlineData("AffineModel2D")]
    [InlineData("RigidModel2D")]
    [InlineData("SimilarityModel2D")]
    [InlineData("TranslationModel2D")]
    public void Points_are_mapped_back_as_in_the_reference(string name)
    {
        JsonElement file = Golden.Read($"transforms/{name}.json");
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
        JsonElement file = Golden.Read($"transforms/{name}.json");
        foreach (JsonElement testCase in file.GetProperty("cases").EnumerateArray().Where(Applies))
        {
            string expected = testCase.GetProperty("canonicalDataString").GetString()!;
            string actual = Canonical(Read(file, testCase));
            if (name == "ThinPlateSplineTransform")
                AssertSameSpline(expected, actual);
            else
                AssertSameTokens(expected, actual);
        }
    }

    [Theory]
    [MemberData(nameof(Classes))]
    public void What_the_reference_refuses_is_refused(string name)
    {
        JsonElement file = Golden.Read($"transforms/{name}.json");
        string className = file.GetProperty("className").GetString()!;
        foreach (JsonElement error in file.GetProperty("initErrors").EnumerateArray())
        {
            TransformSpec transform = Golden.Leaf(className, error.GetProperty("dataString").GetString());
            var exception = Assert.Throws<TransformDataException>(transform.Validate);
            Assert.Equal(className, exception.ClassName);
            Assert.StartsWith($"{className} expects ", exception.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("PolynomialTransform2D")]
    [InlineData("NonLinearCoordinateTransform")]
    [InlineData("lenscorrection.NonLinearTransform")]
    public void What_the_reference_parses_but_cannot_apply_is_refused(string name)
    {
        JsonElement file = Golden.Read($"transforms/{name}.json");
        JsonElement testCase = file.GetProperty("cases").EnumerateArray().Single(testCase => !Applies(testCase));
        Assert.Throws<TransformDataException>(Read(file, testCase).Validate);
    }

    private static bool Applies(JsonElement testCase) => !testCase.TryGetProperty("applyError", out _);

    private static string? Name(JsonElement testCase) => testCase.GetProperty("name").GetString();

    private static TransformSpec Read(JsonElement file, JsonElement testCase) =>
        Golden.Leaf(file.GetProperty("className").GetString()!, testCase.GetProperty("dataString").GetString());

    private static string Canonical(TransformSpec transform) => ((LeafTransform)transform).ToCanonicalDataString();

    private static void AssertClose(Point2D expected, Point2D actual, double tolerance, string what)
    {
        double scale = tolerance == 0 ? 0 : Math.Max(Math.Abs(expected.X), Math.Abs(expected.Y));
        double difference = Math.Max(
            Golden.Difference(expected.X, actual.X, scale),
            Golden.Difference(expected.Y, actual.Y, scale));
        Assert.True(difference <= tolerance, $"{what}: expected {expected}, but was {actual}, off by {difference:E2}");
    }

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

    private static void AssertSameSpline(string expected, string actual)
    {
        const string className = "mpicbg.trakem2.transform.ThinPlateSplineTransform";
        ThinPlateSpline left = ((ThinPlateSplineTransform)Golden.Leaf(className, expected)).Spline;
        ThinPlateSpline right = ((ThinPlateSplineTransform)Golden.Leaf(className, actual)).Spline;
        Assert.Equal(left.ControlPoints, right.ControlPoints);
        Assert.Equal(left.WeightsX, right.WeightsX);
        Assert.Equal(left.WeightsY, right.WeightsY);
        Assert.Equal(left.Affine, right.Affine);
        Assert.True(actual.Length <= expected.Length * 1.25, $"{actual.Length} characters, the reference needs {expected.Length}");
    }
}
