using Render.Transforms;

namespace Render.Extensions.Tests.Support;

/// <summary>
/// Compares coordinates of a server with those that are expected. The embedded server gives them to the last bit; a Java virtual machine differs there
/// by the rounding of its sines and divisions.
/// </summary>
internal static class Near
{
    private const double Tolerance = 1e-9;

    public static void AssertEqual(IEnumerable<Point2D> expected, IEnumerable<Point2D> actual)
    {
        if (!TestServer.IsShared)
        {
            Assert.Equal(expected, actual);
            return;
        }

        Assert.Equal(expected.Count(), actual.Count());
        Assert.All(expected.Zip(actual), pair =>
        {
            AssertEqual(pair.First.X, pair.Second.X);
            AssertEqual(pair.First.Y, pair.Second.Y);
        });
    }

    public static void AssertEqual(double expected, double actual)
    {
        if (TestServer.IsShared)
            Assert.InRange(actual, expected - (Tolerance * Math.Max(1, Math.Abs(expected))), expected + (Tolerance * Math.Max(1, Math.Abs(expected))));
        else
            Assert.Equal(expected, actual);
    }
}
