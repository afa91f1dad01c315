namespace Render.Transforms;

/// <summary>
/// A polynomial in x and y for each coordinate, mpicbg's PolynomialTransform2D. The data string lists all coefficients of x', then all of y'; their
/// terms are 1, x, y, x², xy, y², x³, x²y, xy², y³ and so on.
/// </summary>
/// <remarks>
/// The order follows from the number of coefficients. The server accepts any number: of one that fills no order, it takes the largest order
/// that is filled, and y' begins right behind the coefficients of x' that this order has. So does this class. A single number passes the
/// server's parser, but every application of it fails there; here it is refused at once.
/// </remarks>
[MpicbgTransform("mpicbg.trakem2.transform.PolynomialTransform2D")]
public sealed partial class PolynomialTransform2D : LeafTransform<PolynomialCoefficients>
{
    /// <summary>Makes a polynomial transform.</summary>
    /// <param name="x">Coefficients of x', (order+1)(order+2)/2 of them.</param>
    /// <param name="y">Coefficients of y', as many as of x'.</param>
    /// <exception cref="ArgumentException">The numbers of coefficients differ, or fill no order.</exception>
    public PolynomialTransform2D(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
        : base(PolynomialCoefficients.Create(x, y))
    {
    }

    /// <summary>The highest power.</summary>
    public int Order => Parameters.Order;

    /// <summary>The coefficients of x'.</summary>
    public ReadOnlyMemory<double> X => Parameters.X;

    /// <summary>The coefficients of y'.</summary>
    public ReadOnlyMemory<double> Y => Parameters.Y;

    /// <summary>The number of coefficients that an order needs for one coordinate.</summary>
    /// <param name="order">The highest power.</param>
    /// <returns>(order+1)(order+2)/2.</returns>
    public static int CoefficientCount(int order) => PolynomialCoefficients.CountOf(order);

    /// <inheritdoc/>
    public override Point2D Apply(Point2D point) => Parameters.Apply(point);

    /// <inheritdoc/>
    protected override void ApplyCore(ReadOnlySpan<Point2D> source, Span<Point2D> destination) => Parameters.Apply(source, destination);

    /// <inheritdoc/>
    protected override PolynomialCoefficients Parse(ref DataStringReader data)
    {
        int count = data.Count;
        if (count < 2)
            throw data.Error(data.ReadToken("coefficients"), "at least two coefficients");

        double[] coefficients = new double[count];
        data.ReadDoubles(coefficients, "a coefficient");
        return new PolynomialCoefficients(coefficients);
    }

    /// <inheritdoc/>
    protected override void Format(PolynomialCoefficients parameters, DataStringWriter data) => data.Write(parameters.All.Span);
}
