using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Render.Transforms;

/// <summary>Runs a formula over points, as wide as the processor.</summary>
internal static class PointLoop
{
    public static Point2D Apply<TKernel>(in TKernel kernel, Point2D point)
        where TKernel : IPointKernel, allows ref struct
    {
        var x = new Lane1(point.X);
        var y = new Lane1(point.Y);
        kernel.Map(ref x, ref y);
        return new Point2D(x.Value, y.Value);
    }

    public static void Apply<TKernel>(in TKernel kernel, ReadOnlySpan<Point2D> source, Span<Point2D> destination)
        where TKernel : IPointKernel, allows ref struct
    {
        destination = destination[..source.Length];
        int done = 0;
        if (Vector512.IsHardwareAccelerated && Avx512F.IsSupported)
            done = Run<TKernel, Lane8>(in kernel, source, destination, done);

        if (Avx.IsSupported)
            done = Run<TKernel, Lane4>(in kernel, source, destination, done);

        done = Run<TKernel, Lane2>(in kernel, source, destination, done);
        Run<TKernel, Lane1>(in kernel, source, destination, done);
    }

    private static int Run<TKernel, TLane>(in TKernel kernel, ReadOnlySpan<Point2D> source, Span<Point2D> destination, int done)
        where TKernel : IPointKernel, allows ref struct
        where TLane : unmanaged, ILane<TLane>
    {
        ref double from = ref Unsafe.As<Point2D, double>(ref MemoryMarshal.GetReference(source));
        ref double to = ref Unsafe.As<Point2D, double>(ref MemoryMarshal.GetReference(destination));
        for (; done <= source.Length - TLane.Count; done += TLane.Count)
        {
            TLane.LoadPoints(in Unsafe.Add(ref from, 2 * done), out TLane x, out TLane y);
            kernel.Map(ref x, ref y);
            TLane.StorePoints(x, y, ref Unsafe.Add(ref to, 2 * done));
        }

        return done;
    }
}
