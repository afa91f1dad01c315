using System.Runtime.InteropServices;

namespace Render.Transforms;

/// <summary>The coefficients of a <see cref="PolynomialTransform2D"/>.</summary>
public sealed class PolynomialCoefficients
{
    // Beyond this order a double cannot hold the powers of a pixel coordinate; the terms of one degree still fit on the stack.
    private const int OrderOnStack = 31;
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

        public void Map<TLane>(ref TLane x, ref TLane y)
            where TLane : unmanaged, ILane<TLane>
        {
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
    }
}
