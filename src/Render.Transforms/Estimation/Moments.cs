using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Render.Transforms;

/// <summary>Weighted centroids of matches, and the second moments about them.</summary>
/// <remarks>
/// Both passes go match by match with px, py, qx, qy in one vector: the sums are those of the plain formulas, in their order, so that sets of
/// matches that are exactly degenerate are found to be so.
/// </remarks>
internal readonly struct Moments
{
    public readonly Point2D P;
    public readonly Point2D Q;

    /// <summary>Σ w px px, Σ w px py, Σ w px qx, Σ w px qy.</summary>
    private readonly Vector256<double> ofX;

    /// <summary>Σ w py px, Σ w py py, Σ w py qx, Σ w py qy.</summary>
    private readonly Vector256<double> ofY;

    public Moments(ReadOnlySpan<PointMatch> matches)
    {
        ref double first = ref Unsafe.As<PointMatch, double>(ref MemoryMarshal.GetReference(matches));
        Vector256<double> centroid = Centroid(matches);
        P = new Point2D(centroid[0], centroid[1]);
        Q = new Point2D(centroid[2], centroid[3]);
        Vector256<double> byX = default;
        Vector256<double> byY = default;
        for (int i = 0; i < matches.Length; i++)
        {
            Vector256<double> centred = Vector256.LoadUnsafe(ref first, (nuint)(5 * i)) - centroid;
            Vector256<double> weighted = centred * matches[i].Weight;
            byX += weighted * Vector256.Shuffle(centred, Vector256.Create(0L, 0, 0, 0));
            byY += weighted * Vector256.Shuffle(centred, Vector256.Create(1L, 1, 1, 1));
        }

        ofX = byX;
        ofY = byY;
    }

    public double XX => ofX[0];

    public double XY => ofX[1];

    public double YY => ofY[1];

    public double XToX => ofX[2];

    public double XToY => ofX[3];

    public double YToX => ofY[2];

    public double YToY => ofY[3];

    public static (Point2D P, Point2D Q) Centroids(ReadOnlySpan<PointMatch> matches)
    {
        Vector256<double> centroid = Centroid(matches);
        return (new Point2D(centroid[0], centroid[1]), new Point2D(centroid[2], centroid[3]));
    }

    private static Vector256<double> Centroid(ReadOnlySpan<PointMatch> matches)
    {
        ref double first = ref Unsafe.As<PointMatch, double>(ref MemoryMarshal.GetReference(matches));
        Vector256<double> sum = default;
        double total = 0;
        for (int i = 0; i < matches.Length; i++)
        {
            double weight = Unsafe.Add(ref first, 5 * i + 4);
            sum += Vector256.LoadUnsafe(ref first, (nuint)(5 * i)) * weight;
            total += weight;
        }

        return sum / Vector256.Create(total);
    }
}
