using Render.Transforms;

namespace Render;

/// <summary>Points as matches store them, <c>[[x…], [y…]]</c>, and as people use them.</summary>
internal static class MatchPoints
{
    public static IReadOnlyList<IReadOnlyList<double>> ToWire(IReadOnlyList<Point2D> points)
    {
        var x = new double[points.Count];
        var y = new double[points.Count];
        for (var i = 0; i < points.Count; i++)
        {
            (x[i], y[i]) = points[i];
        }

        return [x, y];
    }

    public static Point2D[] FromWire(IReadOnlyList<IReadOnlyList<double>> points)
    {
        var (x, y) = (points[0], points[1]);
        var result = new Point2D[x.Count];
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = new Point2D(x[i], y[i]);
        }

        return result;
    }
}
