using MathNet.Numerics.LinearAlgebra;

namespace Render.Transforms;

/// <summary>Least squares for polynomials, in coordinates about the centre of the points and of their size: pixels to the fourth power are no number to solve with.</summary>
internal static class PolynomialFit
{
    public static PolynomialTransform2D Solve(ReadOnlySpan<PointMatch> matches, int order)
    {
        string name = $"A polynomial of order {order}";
        MatchSpread.RequireFinite(matches, name);
        if (new MatchSpread(matches).NothingCounts)
            MatchSpread.Require(matches, name);

        int count = PolynomialCoefficients.CountOf(order);
        PlaneNormalization source = PlaneNormalization.OfSources(matches);
        PlaneNormalization target = PlaneNormalization.OfTargets(matches);
        Matrix<double> terms = Matrix<double>.Build.Dense(matches.Length, count);
        Matrix<double> values = Matrix<double>.Build.Dense(matches.Length, 2);
        Span<double> row = new double[count];
        for (int i = 0; i < matches.Length; i++)
        {
            (Point2D p, Point2D q, double weight) = matches[i];
            if (weight < 0)
                throw new IllDefinedMatchesException($"{name} needs matches with weights that are not negative; match {i} is {matches[i]}. Leave it out.");

            double root = Math.Sqrt(weight);
            Point2D from = source.Apply(p);
            Point2D to = target.Apply(q);
            FillTerms(from, order, row);
            for (int k = 0; k < count; k++)
                terms[i, k] = root * row[k];

            values[i, 0] = root * to.X;
            values[i, 1] = root * to.Y;
        }

        var factors = terms.QR();
        double largest = factors.R.Diagonal().AbsoluteMaximum();
        if (!(factors.R.Diagonal().AbsoluteMinimum() > 1e-13 * largest))
            throw new IllDefinedMatchesException($"The source points do not determine a polynomial of order {order}: too many of them coincide or lie on one curve.");

        Matrix<double> solution = factors.Solve(values);
        double[] x = Expand(solution.Column(0), order, source, target.Scale, target.Centre.X);
        double[] y = Expand(solution.Column(1), order, source, target.Scale, target.Centre.Y);
        MatchSpread.RequireResult(x.All(double.IsFinite) && y.All(double.IsFinite), matches, name);
        return new PolynomialTransform2D(x, y);
    }

    /// <summary>1, x, y, x², xy, y², … of a point.</summary>
    private static void FillTerms(Point2D point, int order, Span<double> terms)
    {
        terms[0] = 1;
        int k = 1;
        for (int degree = 1; degree <= order; degree++)
        {
            int below = k - degree;
            for (int i = 0; i < degree; i++)
                terms[k + i] = terms[below + i] * point.X;

            terms[k + degree] = terms[k - 1] * point.Y;
            k += degree + 1;
        }
    }

    // Multiplies out c ((x - x0) s)^a ((y - y0) s)^b, term by term, in Horner's scheme over polynomials.
    private static double[] Expand(Vector<double> coefficients, int order, PlaneNormalization source, double targetScale, double targetCentre)
    {
        int count = coefficients.Count;
        double[] expanded = new double[count];
        double[,] powersOfX = Powers(-source.Centre.X, source.Scale, order);
        double[,] powersOfY = Powers(-source.Centre.Y, source.Scale, order);
        int k = 0;
        for (int degree = 0; degree <= order; degree++)
        {
            for (int ofY = 0; ofY <= degree; ofY++, k++)
            {
                int ofX = degree - ofY;
                for (int i = 0; i <= ofX; i++)
                {
                    for (int j = 0; j <= ofY; j++)
                        expanded[Index(i, j)] += coefficients[k] * powersOfX[ofX, i] * powersOfY[ofY, j] / targetScale;
                }
            }
        }

        expanded[0] += targetCentre;
        return expanded;
    }

    /// <summary>The place of x^i y^j among the terms.</summary>
    private static int Index(int i, int j) => (i + j) * (i + j + 1) / 2 + j;

    /// <summary>Coefficients of ((t + shift) scale)^n by n and power of t.</summary>
    private static double[,] Powers(double shift, double scale, int order)
    {
        double[,] powers = new double[order + 1, order + 1];
        powers[0, 0] = 1;
        for (int n = 1; n <= order; n++)
        {
            for (int i = 0; i <= n; i++)
                powers[n, i] = scale * (shift * powers[n - 1, i] + (i > 0 ? powers[n - 1, i - 1] : 0));
        }

        return powers;
    }
}
