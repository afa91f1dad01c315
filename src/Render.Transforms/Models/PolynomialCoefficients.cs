using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Render.Transforms;

/// <summary>The coefficients of a <see cref="PolynomialTransform2D"/>.</summary>
public sealed class PolynomialCoefficients
{
    // Beyond this order a double cannot hold the powers of a pixel coordinate; the terms of one degree still fit on the stack.
    private const int OrderOnStack = 31;
    private const int UnrolledOrder = 5;
    private const int WidestLane = 64;
    private const int BytesOnStack = (OrderOnStack + 1) * WidestLane;

    private readonly double[] all;
    private readonly int count;

    internal PolynomialCoefficients(double[] all)
    {
        this.all = all;
        Order = OrderOf(all.Length / 2);
        count = CountOf(Order);
    }

    /// <summary>The highest power.</summary>
    public int Order { get; }

    /// <summary>The coefficients of x'.</summary>
    public ReadOnlyMemory<double> X => all.AsMemory(0, count);

    /// <summary>The coefficients of y'.</summary>
    public ReadOnlyMemory<double> Y => all.AsMemory(count, count);

    /// <summary>All numbers of the data string, also those that have no effect.</summary>
    public ReadOnlyMemory<double> All => all;

    internal static PolynomialCoefficients Create(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        if (x.Length != y.Length)
            throw new ArgumentException($"There are {x.Length} coefficients of x', but {y.Length} of y'.", nameof(y));

        if (x.IsEmpty || CountOf(OrderOf(x.Length)) != x.Length)
            throw new ArgumentException($"{x.Length} coefficients fill no order: 1, 3, 6, 10, 15, … do.", nameof(x));

        return new PolynomialCoefficients([.. x, .. y]);
    }

    internal static int CountOf(int order) => checked((order + 1) * (order + 2) / 2);

    internal static int OrderOf(int count) => (int)Math.BitIncrement(Math.Sqrt(2.0 * count + 0.25) - 1.5);

    internal Point2D Apply(Point2D point)
    {
        Span<byte> terms = Order <= OrderOnStack ? stackalloc byte[BytesOnStack] : new byte[(Order + 1) * WidestLane];
        return PointLoop.Apply(new Kernel(X.Span, Y.Span, Order, terms), point);
    }

    internal void Apply(ReadOnlySpan<Point2D> source, Span<Point2D> destination)
    {
        Span<byte> terms = Order <= OrderOnStack ? stackalloc byte[BytesOnStack] : new byte[(Order + 1) * WidestLane];
        PointLoop.Apply(new Kernel(X.Span, Y.Span, Order, terms), source, destination);
    }

    private readonly ref struct Kernel(ReadOnlySpan<double> ofX, ReadOnlySpan<double> ofY, int order, Span<byte> scratch) : IPointKernel
    {
        private readonly ReadOnlySpan<double> ofX = ofX;
        private readonly ReadOnlySpan<double> ofY = ofY;
        private readonly Span<byte> scratch = scratch;

        // Optimized from the first call on: code for wide registers is not precompiled, and until this has been called often enough each operation on a
        // lane would be a call, which takes a program that has just started longer than the rest of its first import.
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Map<TLane>(ref TLane x, ref TLane y)
            where TLane : unmanaged, ILane<TLane>
        {
            // Orders that occur are written out: in registers, they take half the time of the loop below.
            if (order <= UnrolledOrder)
            {
                MapUnrolled(ref x, ref y);
                return;
            }

            // The terms of one degree: x^d, x^(d-1) y, …, y^d. Each comes from the degree below by a factor of x, the last by one of y.
            Span<TLane> terms = MemoryMarshal.Cast<byte, TLane>(scratch);
            TLane sumX = TLane.Create(ofX[0]);
            TLane sumY = TLane.Create(ofY[0]);
            terms[0] = TLane.Create(1);
            int k = 1;
            for (int degree = 1; degree <= order; degree++)
            {
                terms[degree] = terms[degree - 1] * y;
                for (int i = 0; i < degree; i++)
                    terms[i] *= x;

                for (int i = 0; i <= degree; i++, k++)
                {
                    sumX += terms[i] * TLane.Create(ofX[k]);
                    sumY += terms[i] * TLane.Create(ofY[k]);
                }
            }

            x = sumX;
            y = sumY;
        }

        private void MapUnrolled<TLane>(ref TLane pointX, ref TLane pointY)
            where TLane : unmanaged, ILane<TLane>
        {
            ReadOnlySpan<double> a = ofX;
            ReadOnlySpan<double> b = ofY;
            TLane x = pointX;
            TLane y = pointY;
            TLane sumX = TLane.Create(a[0]);
            TLane sumY = TLane.Create(b[0]);
            if (order >= 1)
            {
                sumX += x * TLane.Create(a[1]);
                sumY += x * TLane.Create(b[1]);
                sumX += y * TLane.Create(a[2]);
                sumY += y * TLane.Create(b[2]);
                if (order >= 2)
                {
                    TLane x2 = x * x;
                    TLane xy = y * x;
                    TLane y2 = y * y;
                    sumX += x2 * TLane.Create(a[3]);
                    sumY += x2 * TLane.Create(b[3]);
                    sumX += xy * TLane.Create(a[4]);
                    sumY += xy * TLane.Create(b[4]);
                    sumX += y2 * TLane.Create(a[5]);
                    sumY += y2 * TLane.Create(b[5]);
                    if (order >= 3)
                    {
                        TLane x3 = x2 * x;
                        TLane x2y = xy * x;
                        TLane xy2 = y2 * x;
                        TLane y3 = y2 * y;
                        sumX += x3 * TLane.Create(a[6]);
                        sumY += x3 * TLane.Create(b[6]);
                        sumX += x2y * TLane.Create(a[7]);
                        sumY += x2y * TLane.Create(b[7]);
                        sumX += xy2 * TLane.Create(a[8]);
                        sumY += xy2 * TLane.Create(b[8]);
                        sumX += y3 * TLane.Create(a[9]);
                        sumY += y3 * TLane.Create(b[9]);
                        if (order >= 4)
                        {
                            TLane x4 = x3 * x;
                            TLane x3y = x2y * x;
                            TLane x2y2 = xy2 * x;
                            TLane xy3 = y3 * x;
                            TLane y4 = y3 * y;
                            sumX += x4 * TLane.Create(a[10]);
                            sumY += x4 * TLane.Create(b[10]);
                            sumX += x3y * TLane.Create(a[11]);
                            sumY += x3y * TLane.Create(b[11]);
                            sumX += x2y2 * TLane.Create(a[12]);
                            sumY += x2y2 * TLane.Create(b[12]);
                            sumX += xy3 * TLane.Create(a[13]);
                            sumY += xy3 * TLane.Create(b[13]);
                            sumX += y4 * TLane.Create(a[14]);
                            sumY += y4 * TLane.Create(b[14]);
                            if (order >= 5)
                            {
                                TLane x5 = x4 * x;
                                TLane x4y = x3y * x;
                                TLane x3y2 = x2y2 * x;
                                TLane x2y3 = xy3 * x;
                                TLane xy4 = y4 * x;
                                TLane y5 = y4 * y;
                                sumX += x5 * TLane.Create(a[15]);
                                sumY += x5 * TLane.Create(b[15]);
                                sumX += x4y * TLane.Create(a[16]);
                                sumY += x4y * TLane.Create(b[16]);
                                sumX += x3y2 * TLane.Create(a[17]);
                                sumY += x3y2 * TLane.Create(b[17]);
                                sumX += x2y3 * TLane.Create(a[18]);
                                sumY += x2y3 * TLane.Create(b[18]);
                                sumX += xy4 * TLane.Create(a[19]);
                                sumY += xy4 * TLane.Create(b[19]);
                                sumX += y5 * TLane.Create(a[20]);
                                sumY += y5 * TLane.Create(b[20]);
                            }
                        }
                    }
                }
            }

            pointX = sumX;
            pointY = sumY;
        }
    }
}
