namespace Render.Transforms;

/// <summary>A uniform cubic B-spline over an image, as bUnwarpJ fits it.</summary>
public sealed class CubicBSpline
{
    // bUnwarpJ's 2/3 has single precision; it makes even an identity miss by 1e-7 of the coordinate.
    private const double TwoThirds = 2f / 3f;

    private readonly double[] coefficients;

    /// <summary>Makes a spline.</summary>
    /// <param name="width">Width of the image in pixels.</param>
    /// <param name="height">Height of the image in pixels.</param>
    /// <param name="intervals">The number of intervals between knots along each side.</param>
    /// <param name="coefficients">(intervals+3)² coefficients of x' row by row, then as many of y'.</param>
    /// <exception cref="ArgumentException">The number of coefficients is another one.</exception>
    public CubicBSpline(int width, int height, int intervals, ReadOnlySpan<double> coefficients)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(intervals, 1);
        if (coefficients.Length != CoefficientCount(intervals))
        {
            throw new ArgumentException(
                $"A spline of {intervals} intervals has {CoefficientCount(intervals)} coefficients, not {coefficients.Length}.", nameof(coefficients));
        }

        Width = width;
        Height = height;
        Intervals = intervals;
        this.coefficients = coefficients.ToArray();
    }

    /// <summary>Width of the image in pixels.</summary>
    public int Width { get; }

    /// <summary>Height of the image in pixels.</summary>
    public int Height { get; }

    /// <summary>The number of intervals between knots along each side.</summary>
    public int Intervals { get; }

    /// <summary>(intervals+3)² coefficients of x' row by row, then as many of y'.</summary>
    public ReadOnlySpan<double> Coefficients => coefficients;

    internal static long CoefficientCount(int intervals) => 2L * (intervals + 3L) * (intervals + 3L);

    internal Point2D Apply(Point2D point)
    {
        double across = point.X * Intervals / (Width - 1) + 1;
        double down = point.Y * Intervals / (Height - 1) + 1;
        int size = Intervals + 3;

        // Two knots beyond the coefficients nothing is left.
        if (!(across > -2 && across < size + 2 && down > -2 && down < size + 2))
            return default;

        int column = (int)Math.Floor(across) - 1;
        int row = (int)Math.Floor(down) - 1;
        ReadOnlySpan<double> ofX = coefficients.AsSpan(0, size * size);
        ReadOnlySpan<double> ofY = coefficients.AsSpan(size * size);
        double x = 0;
        double y = 0;
        for (int j = Math.Max(row, 0); j <= Math.Min(row + 3, size - 1); j++)
        {
            double weightY = Weight(down - j, includesLeft: true);
            for (int i = Math.Max(column, 0); i <= Math.Min(column + 3, size - 1); i++)
            {
                double weight = Weight(OffsetAcross(across, i), includesLeft: false) * weightY;
                x += weight * ofX[j * size + i];
                y += weight * ofY[j * size + i];
            }
        }

        return new Point2D(x, y);
    }

    // Less than a knot to the left of the first coefficient, bUnwarpJ rounds towards zero where it should round down, though not so above: it gives
    // that coefficient the weight of one that is a knot further away.
    private static double OffsetAcross(double position, int knot) => knot == 0 && position is > -1 and < 0 ? position - 1 : position - knot;

    // The two pieces of the spline do not meet where 2/3 is not exact; along y the inner one includes its left end.
    private static double Weight(double t, bool includesLeft)
    {
        double distance = Math.Abs(t);
        if (distance < 1 || (includesLeft && t == -1))
            return 0.5 * distance * distance * (distance - 2) + TwoThirds;

        double rest = distance - 2;
        return distance < 2 ? -rest * rest * rest / 6 : 0;
    }
}
