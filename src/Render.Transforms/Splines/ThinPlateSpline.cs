using System.Runtime.InteropServices;

namespace Render.Transforms;

/// <summary>A thin plate spline in two dimensions: p' = p + A p + b + Σ wᵢ r² ln r, with r the distance of p from control point i.</summary>
public sealed class ThinPlateSpline
{
    private readonly double[] pointsAndWeights;
    private readonly double[]? affine;

    private readonly Control[] controls;

    internal ThinPlateSpline(double[] pointsAndWeights, double[]? affine)
    {
        this.pointsAndWeights = pointsAndWeights;
        this.affine = affine;
        int count = pointsAndWeights.Length / 4;
        controls = new Control[count];
        for (int i = 0; i < count; i++)
        {
            controls[i] = new Control(
                pointsAndWeights[2 * i],
                pointsAndWeights[2 * i + 1],
                pointsAndWeights[2 * count + i] / 2,
                pointsAndWeights[3 * count + i] / 2);
        }
    }

    /// <summary>The number of control points.</summary>
    public int Count => pointsAndWeights.Length / 4;

    /// <summary>The control points in pixels, in source coordinates.</summary>
    public ReadOnlySpan<Point2D> ControlPoints => MemoryMarshal.Cast<double, Point2D>(pointsAndWeights.AsSpan(0, 2 * Count));

    /// <summary>The weight of each control point in x'.</summary>
    public ReadOnlySpan<double> WeightsX => pointsAndWeights.AsSpan(2 * Count, Count);

    /// <summary>The weight of each control point in y'.</summary>
    public ReadOnlySpan<double> WeightsY => pointsAndWeights.AsSpan(3 * Count, Count);

    /// <summary>The affine part as its deviation from the identity, a00 a01 a10 a11 b0 b1; empty if there is none.</summary>
    public ReadOnlySpan<double> Affine => affine;

    /// <summary>The spline that maps the source points of matches exactly to their targets. Weights of the matches do not count.</summary>
    /// <remarks>
    /// Elimination, n³/3 operations for n matches. Where points do not determine the spline (three or fewer, or all on a line, or coinciding), it is the
    /// one with the smallest numbers.
    /// </remarks>
    /// <param name="matches">The matches in pixels: control points and where they should go.</param>
    /// <param name="withAffine">Whether the spline has an affine part, so that far away it tends to an affine map.</param>
    /// <returns>The spline.</returns>
    /// <exception cref="NotEnoughMatchesException">There are no matches.</exception>
    /// <exception cref="IllDefinedMatchesException">A coordinate is not a finite number, or too large to compute with.</exception>
    public static ThinPlateSpline Fit(ReadOnlySpan<PointMatch> matches, bool withAffine = true)
    {
        NotEnoughMatchesException.ThrowIfFewer("A thin plate spline", matches.Length, 1);
        return ThinPlateSplineFit.Solve(matches, withAffine);
    }


    /// <summary>The same deformation of an image that is larger or smaller: p' = factor · f(p / factor).</summary>
    /// <remarks>Exact for splines with an affine part, whose weights cancel; others are fitted anew to their scaled control points.</remarks>
    /// <param name="factor">The size of the new image over that of the old one, for example 0.5 for a mipmap level.</param>
    /// <returns>The spline in the pixels of the new image.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="factor"/> is not a positive number.</exception>
    public ThinPlateSpline Rescale(double factor)
    {
        if (!(factor > 0) || double.IsInfinity(factor))
            throw new ArgumentOutOfRangeException(nameof(factor), factor, "The factor must be a positive number.");

        if (affine is null)
        {
            var matches = new PointMatch[Count];
            for (int i = 0; i < Count; i++)
                matches[i] = new PointMatch(Scaled(ControlPoints[i], factor), Scaled(Apply(ControlPoints[i]), factor));

            return Fit(matches);
        }

        // r² ln r of scaled distances leaves a multiple of Σ w r² behind: an affine function, because weights have no sum and no first moment.
        double[] numbers = new double[pointsAndWeights.Length];
        double[] shifts = [affine[0], affine[1], affine[2], affine[3], affine[4] * factor, affine[5] * factor];
        for (int i = 0; i < Count; i++)
        {
            Point2D control = Scaled(ControlPoints[i], factor);
            numbers[2 * i] = control.X;
            numbers[2 * i + 1] = control.Y;
            double squares = control.X * control.X + control.Y * control.Y;
            for (int axis = 0; axis < 2; axis++)
            {
                double weight = pointsAndWeights[(2 + axis) * Count + i] / factor;
                numbers[(2 + axis) * Count + i] = weight;
                double share = weight * Math.Log(factor);
                shifts[2 * axis] += 2 * share * control.X;
                shifts[2 * axis + 1] += 2 * share * control.Y;
                shifts[4 + axis] -= share * squares;
            }
        }

        return new ThinPlateSpline(numbers, shifts);
    }

    /// <summary>A spline of fewer control points that keeps the old ones in place: a grid, and those of the old ones that it misses most.</summary>
    /// <param name="tolerance">How far an old control point may go astray, in pixels.</param>
    /// <param name="gridSize">The number of rows and columns of the grid over the old control points.</param>
    /// <param name="worstPerRound">How many of the old control points are added at a time.</param>
    /// <returns>A spline with a grid of control points; this one if that has no fewer.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An argument is not positive, or the grid has less than two rows.</exception>
    public ThinPlateSpline Simplify(double tolerance = 1, int gridSize = 7, int worstPerRound = 10)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(tolerance);
        ArgumentOutOfRangeException.ThrowIfLessThan(gridSize, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(worstPerRound, 1);
        Point2D[] originals = ControlPoints.ToArray();
        Point2D[] targets = new Point2D[originals.Length];
        Apply(originals, targets);
        Extent extent = new();
        extent.Add(originals);
        List<Point2D> chosen = [];
        for (int i = 0; i < gridSize * gridSize; i++)
        {
            chosen.Add(new Point2D(
                extent.MinX + (extent.MaxX - extent.MinX) * (i / gridSize) / (gridSize - 1),
                extent.MinY + (extent.MaxY - extent.MinY) * (i % gridSize) / (gridSize - 1)));
        }

        while (chosen.Count < originals.Length)
        {
            ThinPlateSpline candidate = Refit(chosen);
            Point2D[] mapped = new Point2D[originals.Length];
            candidate.Apply(originals, mapped);
            int[] worst = [.. Enumerable.Range(0, originals.Length)
                .Where(i => Distance(mapped[i], targets[i]) > tolerance)
                .OrderByDescending(i => Distance(mapped[i], targets[i]))
                .Take(worstPerRound)];
            if (worst.Length == 0)
                return candidate;

            chosen.AddRange(worst.Select(i => originals[i]));
        }

        return this;
    }

    /// <summary>The spline through other control points of the same deformation.</summary>
    /// <param name="controls">The new control points in pixels.</param>
    /// <returns>A spline that equals this one at the new control points.</returns>
    public ThinPlateSpline Refit(IEnumerable<Point2D> controls) =>
        Fit([.. controls.Distinct().Select(control => new PointMatch(control, Apply(control)))]);

    internal static double Kernel(double squaredDistance) =>
        squaredDistance == 0 ? 0 : 0.5 * squaredDistance * Math.Log(squaredDistance);

    internal ReadOnlySpan<double> PointsAndWeights => pointsAndWeights;

    internal Point2D Apply(Point2D point) => PointLoop.Apply(new Formula(controls, affine), point);

    internal void Apply(ReadOnlySpan<Point2D> source, Span<Point2D> destination) => PointLoop.Apply(new Formula(controls, affine), source, destination);

    private static Point2D Scaled(Point2D point, double factor) => new(point.X * factor, point.Y * factor);

    private static double Distance(Point2D a, Point2D b) => double.Hypot(a.X - b.X, a.Y - b.Y);

    private readonly struct Formula(Control[] controls, double[]? affine) : IPointKernel
    {
        public void Map<TLane>(ref TLane x, ref TLane y)
            where TLane : unmanaged, ILane<TLane>
        {
            TLane pointX = x;
            TLane pointY = y;
            TLane sumX = TLane.Create(0);
            TLane sumY = sumX;
            foreach (ref readonly Control control in controls.AsSpan())
            {
                TLane dx = pointX - TLane.Create(control.X);
                TLane dy = pointY - TLane.Create(control.Y);
                TLane squared = TLane.MultiplyAdd(dx, dx, dy * dy);
                TLane kernel = squared * FastLogarithm.Of(squared);
                sumX = TLane.MultiplyAdd(kernel, TLane.Create(control.HalfWeightX), sumX);
                sumY = TLane.MultiplyAdd(kernel, TLane.Create(control.HalfWeightY), sumY);
            }

            if (affine is not null)
            {
                sumX += TLane.Create(affine[0]) * x + TLane.Create(affine[1]) * y + TLane.Create(affine[4]);
                sumY += TLane.Create(affine[2]) * x + TLane.Create(affine[3]) * y + TLane.Create(affine[5]);
            }

            x += sumX;
            y += sumY;
        }
    }

    // Half the weights: r² ln r = (r² ln r²) / 2 needs no root.
    private readonly record struct Control(double X, double Y, double HalfWeightX, double HalfWeightY);
}
