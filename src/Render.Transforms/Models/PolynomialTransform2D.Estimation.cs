namespace Render.Transforms;

public sealed partial class PolynomialTransform2D
{
    /// <summary>The polynomial that maps the source points of matches as close as possible to their targets, by weighted least squares.</summary>
    /// <remarks>It is solved in normalised coordinates, so that pixels and high orders do not spoil it.</remarks>
    /// <param name="matches">The matches in pixels.</param>
    /// <param name="order">The highest power.</param>
    /// <returns>The best polynomial of that order.</returns>
    /// <exception cref="NotEnoughMatchesException">There are fewer than (order+1)(order+2)/2 matches.</exception>
    /// <exception cref="IllDefinedMatchesException">The matches do not determine the polynomial.</exception>
    public static PolynomialTransform2D Estimate(ReadOnlySpan<PointMatch> matches, int order)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(order);
        NotEnoughMatchesException.ThrowIfFewer($"A polynomial of order {order}", matches.Length, CoefficientCount(order));
        return PolynomialFit.Solve(matches, order);
    }

    /// <summary>The polynomial of order 1 that equals an affine map.</summary>
    /// <param name="matrix">The affine map.</param>
    /// <returns>A polynomial of order 1.</returns>
    public static PolynomialTransform2D FromAffine(AffineMatrix matrix)
    {
        ArgumentNullException.ThrowIfNull(matrix);
        return new PolynomialTransform2D([matrix.M02, matrix.M00, matrix.M01], [matrix.M12, matrix.M10, matrix.M11]);
    }

    /// <summary>The affine map that this polynomial is, if nothing in it is of a higher order.</summary>
    /// <returns>The map, or null.</returns>
    public AffineMatrix? ToAffine()
    {
        ReadOnlySpan<double> x = X.Span;
        ReadOnlySpan<double> y = Y.Span;
        for (int i = 3; i < x.Length; i++)
        {
            if (x[i] != 0 || y[i] != 0)
                return null;
        }

        return Order == 0
            ? new AffineMatrix(0, 0, 0, 0, x[0], y[0])
            : new AffineMatrix(x[1], y[1], x[2], y[2], x[0], y[0]);
    }

    /// <summary>The polynomial with other terms at its end: zeros for a higher order, nothing for a lower one.</summary>
    /// <param name="order">The new order.</param>
    /// <returns>An equal polynomial if the order grows, a coarser one if it falls.</returns>
    public PolynomialTransform2D WithOrder(int order)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(order);
        int count = CoefficientCount(order);
        double[] x = new double[count];
        double[] y = new double[count];
        int kept = Math.Min(count, X.Length);
        X.Span[..kept].CopyTo(x);
        Y.Span[..kept].CopyTo(y);
        return new PolynomialTransform2D(x, y) { Id = Id, Metadata = Metadata };
    }
}
