using MathNet.Numerics.LinearAlgebra;

namespace Render.Transforms;

/// <summary>The equations of a thin plate spline: it passes through all targets, and its weights are free of any affine part.</summary>
internal static class ThinPlateSplineFit
{
    public static ThinPlateSpline Solve(ReadOnlySpan<PointMatch> matches, bool withAffine)
    {
        const string Name = "A thin plate spline";
        int count = matches.Length;
        MatchSpread.RequireFinite(matches, Name, needsWeights: false);
        double[][] rows = Equations(matches, withAffine);
        MatchSpread.RequireResult(rows.All(IsFinite), matches, Name);
        double[][] eliminated = [.. rows.Select(row => (double[])row.Clone())];

        // Three points determine no more than the affine part, and points on a line not even that: of all solutions, take the smallest.
        if ((withAffine && count < 4) || !LinearSystem.TrySolve(eliminated))
            eliminated = MatchSpread.Converge(() => SolveLeastNorm(rows), matches, Name);

        MatchSpread.RequireResult(eliminated.All(row => IsFinite(row.AsSpan(^2..))), matches, Name);
        double[] numbers = new double[4 * count];
        for (int i = 0; i < count; i++)
        {
            numbers[2 * i] = matches[i].P.X;
            numbers[2 * i + 1] = matches[i].P.Y;
            numbers[2 * count + i] = eliminated[i][^2];
            numbers[3 * count + i] = eliminated[i][^1];
        }

        double[]? affine = null;
        if (withAffine)
        {
            double[] ofX = eliminated[count];
            double[] ofY = eliminated[count + 1];
            double[] constant = eliminated[count + 2];
            affine = [ofX[^2], ofY[^2], ofX[^1], ofY[^1], constant[^2], constant[^1]];
        }

        return new ThinPlateSpline(numbers, affine);
    }

    // Unknowns are the weights, then the shares of x, y and 1; the last two numbers of a row are its right sides, for x' and y'.
    private static double[][] Equations(ReadOnlySpan<PointMatch> matches, bool withAffine)
    {
        int count = matches.Length;
        int size = count + (withAffine ? 3 : 0);
        double[][] rows = new double[size][];
        for (int i = 0; i < size; i++)
            rows[i] = new double[size + 2];

        for (int i = 0; i < count; i++)
        {
            (Point2D p, Point2D q, _) = matches[i];
            for (int j = 0; j < i; j++)
            {
                double dx = p.X - matches[j].P.X;
                double dy = p.Y - matches[j].P.Y;
                rows[i][j] = rows[j][i] = ThinPlateSpline.Kernel(dx * dx + dy * dy);
            }

            if (withAffine)
            {
                rows[i][count] = rows[count][i] = p.X;
                rows[i][count + 1] = rows[count + 1][i] = p.Y;
                rows[i][count + 2] = rows[count + 2][i] = 1;
            }

            rows[i][size] = q.X - p.X;
            rows[i][size + 1] = q.Y - p.Y;
        }

        return rows;
    }

    private static bool IsFinite(double[] row) => IsFinite(row.AsSpan());

    private static bool IsFinite(ReadOnlySpan<double> numbers)
    {
        foreach (double number in numbers)
        {
            if (!double.IsFinite(number))
                return false;
        }

        return true;
    }

    private static double[][] SolveLeastNorm(double[][] rows)
    {
        int size = rows.Length;
        Matrix<double> all = Matrix<double>.Build.DenseOfRowArrays(rows);
        Matrix<double> solution = all.SubMatrix(0, size, 0, size).PseudoInverse() * all.SubMatrix(0, size, size, 2);
        return solution.ToRowArrays();
    }
}
