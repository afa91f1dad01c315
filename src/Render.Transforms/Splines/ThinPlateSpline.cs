using System.Runtime.InteropServices;

namespace Render.Transforms;

/// <summary>A thin plate spline in two dimensions: p' = p + A p + b + Σ wᵢ r² ln r, with r the distance of p from control point i.</summary>
public sealed class ThinPlateSpline
{
    // Closer than this to a control point, its displacement is 0: r² ln r vanishes there, but its formula does not.
    private const double SquaredRadiusOfNothing = 1e-16;

    private readonly double[] pointsAndWeights;
    private readonly double[]? affine;

    // x, y, and half the weights of x' and y': r² ln r = (r² ln r²) / 2 needs no root.
    private readonly double[] controls;

    internal ThinPlateSpline(double[] pointsAndWeights, double[]? affine)
    {
        this.pointsAndWeights = pointsAndWeights;
        this.affine = affine;
        int count = pointsAndWeights.Length / 4;
        controls = new double[4 * count];
        for (int i = 0; i < count; i++)
        {
            controls[4 * i] = pointsAndWeights[2 * i];
            controls[4 * i + 1] = pointsAndWeights[2 * i + 1];
            controls[4 * i + 2] = pointsAndWeights[2 * count + i] / 2;
            controls[4 * i + 3] = pointsAndWeights[3 * count + i] / 2;
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

    internal ReadOnlySpan<double> PointsAndWeights => pointsAndWeights;

    internal Point2D Apply(Point2D point) => PointLoop.Apply(new Kernel(controls, affine), point);

    internal void Apply(ReadOnlySpan<Point2D> source, Span<Point2D> destination) => PointLoop.Apply(new Kernel(controls, affine), source, destination);

    private readonly struct Kernel(double[] controls, double[]? affine) : IPointKernel
    {
        public void Map<TLane>(ref TLane x, ref TLane y)
            where TLane : unmanaged, ILane<TLane>
        {
            TLane sumX = TLane.Create(0);
            TLane sumY = sumX;
            TLane nothing = TLane.Create(SquaredRadiusOfNothing);
            TLane zero = sumX;
            for (int i = 0; i + 3 < controls.Length; i += 4)
            {
                TLane dx = x - TLane.Create(controls[i]);
                TLane dy = y - TLane.Create(controls[i + 1]);
                TLane squared = TLane.MultiplyAdd(dx, dx, dy * dy);
                TLane kernel = TLane.SelectLessOrEqual(squared, nothing, zero, squared * TLane.Log(squared));
                sumX = TLane.MultiplyAdd(kernel, TLane.Create(controls[i + 2]), sumX);
                sumY = TLane.MultiplyAdd(kernel, TLane.Create(controls[i + 3]), sumY);
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
}
