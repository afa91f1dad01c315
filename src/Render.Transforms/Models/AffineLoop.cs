using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Render.Transforms;

/// <summary>
/// The affine map of interleaved points, as wide as the processor. Products are rounded before they are added, as in the scalar formula, so that
/// all widths give the same numbers.
/// </summary>
internal static class AffineLoop
{
    public static void Apply(AffineMatrix m, ReadOnlySpan<Point2D> source, Span<Point2D> destination)
    {
        int done = 0;
        ref double from = ref Unsafe.As<Point2D, double>(ref MemoryMarshal.GetReference(source));
        ref double to = ref Unsafe.As<Point2D, double>(ref MemoryMarshal.GetReference(destination[..source.Length]));

        if (Vector512.IsHardwareAccelerated && source.Length >= 4)
        {
            Vector512<double> ofX = Vector512.Create(Vector256.Create(m.M00, m.M10, m.M00, m.M10), Vector256.Create(m.M00, m.M10, m.M00, m.M10));
            Vector512<double> ofY = Vector512.Create(Vector256.Create(m.M01, m.M11, m.M01, m.M11), Vector256.Create(m.M01, m.M11, m.M01, m.M11));
            Vector512<double> shift = Vector512.Create(Vector256.Create(m.M02, m.M12, m.M02, m.M12), Vector256.Create(m.M02, m.M12, m.M02, m.M12));
            for (; done <= source.Length - 4; done += 4)
            {
                Vector512<double> points = Vector512.LoadUnsafe(ref from, (nuint)(2 * done));
                Vector512<double> x = Vector512.Shuffle(points, Vector512.Create(0L, 0, 2, 2, 4, 4, 6, 6));
                Vector512<double> y = Vector512.Shuffle(points, Vector512.Create(1L, 1, 3, 3, 5, 5, 7, 7));
                (x * ofX + y * ofY + shift).StoreUnsafe(ref to, (nuint)(2 * done));
            }
        }
        else if (Vector256.IsHardwareAccelerated && source.Length >= 2)
        {
            Vector256<double> ofX = Vector256.Create(m.M00, m.M10, m.M00, m.M10);
            Vector256<double> ofY = Vector256.Create(m.M01, m.M11, m.M01, m.M11);
            Vector256<double> shift = Vector256.Create(m.M02, m.M12, m.M02, m.M12);
            for (; done <= source.Length - 2; done += 2)
            {
                Vector256<double> points = Vector256.LoadUnsafe(ref from, (nuint)(2 * done));
                Vector256<double> x = Vector256.Shuffle(points, Vector256.Create(0L, 0, 2, 2));
                Vector256<double> y = Vector256.Shuffle(points, Vector256.Create(1L, 1, 3, 3));
                (x * ofX + y * ofY + shift).StoreUnsafe(ref to, (nuint)(2 * done));
            }
        }

        for (; done < source.Length; done++)
            destination[done] = m.Apply(source[done]);
    }
}
