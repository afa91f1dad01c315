using Render.Transforms;

namespace Render.Benchmarks.Transforms;

/// <summary>The transforms and points of the benchmarks.</summary>
internal static class TransformInputs
{
    public const double Width = 2560;
    public const double Height = 2160;

    public static AffineModel2D Affine { get; } = new(0.99, 0.02, -0.02, 1.01, 12345.6, -6543.2);

    public static PolynomialTransform2D Polynomial(int order)
    {
        int count = PolynomialTransform2D.CoefficientCount(order);
        double[] x = [.. Enumerable.Range(0, count).Select(k => k < 3 ? (k == 1 ? 1 : 0) : Math.Pow(10, -3.5 * Degree(k)))];
        double[] y = [.. Enumerable.Range(0, count).Select(k => k < 3 ? (k == 2 ? 1 : 0) : -Math.Pow(10, -3.5 * Degree(k)))];
        return new PolynomialTransform2D(x, y);
    }

    public static PointMatch[] Matches(int count)
    {
        var random = new Random(count);
        return
        [
            .. Enumerable.Range(0, count).Select(_ =>
            {
                var p = new Point2D(random.NextDouble() * Width, random.NextDouble() * Height);
                return new PointMatch(p, new Point2D(p.X + 10 * Math.Sin(p.Y / 500) + random.NextDouble(), p.Y + 10 * Math.Cos(p.X / 600) + random.NextDouble()));
            }),
        ];
    }

    /// <summary>A lens correction of dimension 5 in front of an affine transform, as every tile of a FlyTEM section has it.</summary>
    public static ListTransform LensAndAffine { get; } = new(NonLinearCoordinateTransform.Estimate(Matches(400), 5, 1e-3, (int)Width, (int)Height), Affine);

    public static Point2D[] Points(int count)
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, count).Select(_ => new Point2D(random.NextDouble() * Width, random.NextDouble() * Height))];
    }

    private static int Degree(int k) => (int)((Math.Sqrt(8 * k + 1) - 1) / 2);
}
