using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Render.Transforms;

/// <summary>Smallest and largest coordinates of points. Points that are NaN do not count.</summary>
internal struct Extent
{
    public double MinX = double.MaxValue;
    public double MinY = double.MaxValue;
    public double MaxX = -double.MaxValue;
    public double MaxY = -double.MaxValue;

    public Extent()
    {
    }

    public void Add(Point2D point)
    {
        MinX = point.X < MinX ? point.X : MinX;
        MinY = point.Y < MinY ? point.Y : MinY;
        MaxX = point.X > MaxX ? point.X : MaxX;
        MaxY = point.Y > MaxY ? point.Y : MaxY;
    }

    public void Add(ReadOnlySpan<Point2D> points)
    {
        int done = 0;
        if (Vector256.IsHardwareAccelerated && points.Length >= 2)
        {
            ref double from = ref Unsafe.As<Point2D, double>(ref MemoryMarshal.GetReference(points));
            Vector256<double> min = Vector256.Create(MinX, MinY, MinX, MinY);
            Vector256<double> max = Vector256.Create(MaxX, MaxY, MaxX, MaxY);
            for (; done <= points.Length - 2; done += 2)
            {
                Vector256<double> pair = Vector256.LoadUnsafe(ref from, (nuint)(2 * done));

                // The native minimum of NaN and a number is its second operand.
                min = Vector256.MinNative(pair, min);
                max = Vector256.MaxNative(pair, max);
            }

            Add(new Point2D(min[0], min[1]));
            Add(new Point2D(min[2], min[3]));
            Add(new Point2D(max[0], max[1]));
            Add(new Point2D(max[2], max[3]));
        }

        for (; done < points.Length; done++)
            Add(points[done]);
    }
}
