using System.Text.Json;

namespace Render.Transforms.Tests;

/// <summary>Thin plate splines through given points, against the reference implementation.</summary>
public sealed class SplineFitTests
{
    private static readonly JsonElement File = Golden.Read("transforms/ThinPlateSplineTransform.json");

    public static TheoryData<string> Solved =>
    [
        .. File.GetProperty("cases").EnumerateArray().Where(testCase => testCase.TryGetProperty("controlSource", out _))
            .Select(testCase => testCase.GetProperty("name").GetString()!),
    ];

    [Theory]
    [MemberData(nameof(Solved))]
    public void A_fitted_spline_is_that_of_the_reference(string name)
    {
        JsonElement testCase = File.GetProperty("cases").EnumerateArray().First(one => one.GetProperty("name").GetString() == name);
        PointMatch[] matches = Matches(testCase);
        ThinPlateSplineTransform fitted = ThinPlateSplineTransform.Estimate(matches);
        foreach (PointMatch match in matches)
            AssertClose(match.Q, fitted.Apply(match.P), 1e-6, "a control point");

        // The reference leaves points on a line unsolved.
        if (name == "collinear controls")
            return;

        Point2D[] points = Golden.Points(testCase.GetProperty("points"));
        Point2D[] expected = Golden.Points(testCase.GetProperty("applied"));
        for (int i = 0; i < points.Length; i++)
        {
            // Of fewer than four points the solution is one of many, and found by a badly conditioned inverse.
            double tolerance = (matches.Length < 4 ? 1e-7 : 1e-9) * Math.Max(1, Math.Max(Math.Abs(expected[i].X), Math.Abs(expected[i].Y)));
            AssertClose(expected[i], fitted.Apply(points[i]), tolerance, $"{points[i]}");
        }
    }

    [Fact]
    public void A_spline_without_affine_part_passes_through_its_targets()
    {
        PointMatch[] matches = Wavy(40);
        ThinPlateSpline spline = ThinPlateSpline.Fit(matches, withAffine: false);
        Assert.True(spline.Affine.IsEmpty);
        foreach (PointMatch match in matches)
            AssertClose(match.Q, new ThinPlateSplineTransform(spline).Apply(match.P), 1e-6, "a control point");
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(2)]
    [InlineData(0.01)]
    public void A_rescaled_spline_bends_the_rescaled_image_alike(double factor)
    {
        ThinPlateSpline spline = ThinPlateSpline.Fit(Wavy(60));
        var original = new ThinPlateSplineTransform(spline);
        var rescaled = new ThinPlateSplineTransform(spline.Rescale(factor));
        for (int i = 0; i < 50; i++)
        {
            var point = new Point2D(i * 47.3 - 200, i * 31.7 - 100);
            Point2D expected = original.Apply(point);
            Point2D actual = rescaled.Apply(new Point2D(point.X * factor, point.Y * factor));
            AssertClose(new Point2D(expected.X * factor, expected.Y * factor), actual, 1e-7, $"{point}");
        }
    }

    [Fact]
    public void A_simplified_spline_keeps_its_control_points_within_the_tolerance()
    {
        // render-python adds the smallest of the errors above the tolerance, and so never ends well.
        PointMatch[] matches = [.. from x in Enumerable.Range(0, 20)
                                   from y in Enumerable.Range(0, 20)
                                   let p = new Point2D(x * 100, y * 100)
                                   select new PointMatch(p, new Point2D(p.X + 20 * Math.Sin(p.Y / 500), p.Y + 15 * Math.Cos(p.X / 700)))];
        ThinPlateSpline spline = ThinPlateSpline.Fit(matches);
        ThinPlateSpline simple = spline.Simplify(tolerance: 0.05, gridSize: 4);
        Assert.True(simple.Count < spline.Count, $"{simple.Count} control points");
        foreach (PointMatch match in matches)
            AssertClose(match.Q, new ThinPlateSplineTransform(simple).Apply(match.P), 0.05, "a control point");
    }

    [Fact]
    public void No_matches_and_no_numbers_are_refused()
    {
        Assert.Throws<NotEnoughMatchesException>(() => ThinPlateSpline.Fit([]));
        Assert.Throws<IllDefinedMatchesException>(() => ThinPlateSpline.Fit([new PointMatch(new Point2D(0, double.NaN), default)]));
    }

    private static PointMatch[] Wavy(int count) =>
    [
        .. Enumerable.Range(0, count).Select(i =>
        {
            var p = new Point2D(i * 337 % 2000, i * 773 % 1700);
            return new PointMatch(p, new Point2D(p.X + 10 * Math.Sin(p.Y / 300), p.Y - 7 * Math.Cos(p.X / 400)));
        }),
    ];

    private static PointMatch[] Matches(JsonElement testCase) =>
    [
        .. Golden.Points(testCase.GetProperty("controlSource")).Zip(
            Golden.Points(testCase.GetProperty("controlTarget")), (p, q) => new PointMatch(p, q)),
    ];

    private static void AssertClose(Point2D expected, Point2D actual, double tolerance, string what) => Assert.True(
        double.Hypot(expected.X - actual.X, expected.Y - actual.Y) <= tolerance, $"{what}: expected {expected}, but was {actual}");
}
