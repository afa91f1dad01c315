using System.Numerics;

namespace Render.Transforms;

/// <summary>
/// Solves dense systems of linear equations by elimination with row pivoting, four columns at a time, so that each row passes through the
/// processor once for four of its eliminations.
/// </summary>
internal static class LinearSystem
{
    // A pivot so much smaller than the largest number of its column at the start is rounding noise.
    private const double Noise = 1e-14;

    private const int PanelWidth = 4;

    /// <summary>Solves A X = B in place.</summary>
    /// <param name="rows">One array an equation: its n coefficients, then its right sides. They are overwritten; right sides become the solution.</param>
    /// <returns>False if the matrix is singular to working precision.</returns>
    public static bool TrySolve(double[][] rows)
    {
        int n = rows.Length;
        if (n == 0)
            return true;

        double[] scale = new double[n];
        foreach (double[] row in rows)
        {
            for (int j = 0; j < n; j++)
                scale[j] = Math.Max(scale[j], Math.Abs(row[j]));
        }

        for (int first = 0; first < n; first += PanelWidth)
        {
            int behind = Math.Min(first + PanelWidth, n);
            for (int k = first; k < behind; k++)
            {
                if (!TryEliminate(rows, k, behind, scale))
                    return false;
            }

            Update(rows, first, behind);
        }

        for (int k = n - 1; k >= 0; k--)
        {
            double[] row = rows[k];
            for (int side = n; side < row.Length; side++)
            {
                double sum = row[side];
                for (int j = k + 1; j < n; j++)
                    sum -= row[j] * rows[j][side];

                row[side] = sum / row[k];
            }
        }

        return true;
    }

    // Eliminates a column within its panel, and leaves the factors in the place of the zeros.
    private static bool TryEliminate(double[][] rows, int k, int behind, double[] scale)
    {
        int pivot = k;
        for (int i = k + 1; i < rows.Length; i++)
        {
            if (Math.Abs(rows[i][k]) > Math.Abs(rows[pivot][k]))
                pivot = i;
        }

        (rows[k], rows[pivot]) = (rows[pivot], rows[k]);
        double[] top = rows[k];
        if (!(Math.Abs(top[k]) > Noise * scale[k]))
            return false;

        for (int i = k + 1; i < rows.Length; i++)
        {
            double[] row = rows[i];
            double factor = row[k] / top[k];
            row[k] = factor;
            for (int j = k + 1; j < behind; j++)
                row[j] -= factor * top[j];
        }

        return true;
    }

    // Does to the columns behind a panel what was done within it, for all of its columns in one pass over each row.
    private static void Update(double[][] rows, int first, int behind)
    {
        for (int i = first + 1; i < behind; i++)
        {
            for (int k = first; k < i; k++)
                Subtract(rows[i], rows[k], rows[i][k], behind);
        }

        for (int i = behind; i < rows.Length; i++)
        {
            double[] row = rows[i];
            if (behind - first == PanelWidth)
            {
                SubtractFour(row, rows.AsSpan(first, PanelWidth), row.AsSpan(first, PanelWidth), behind);
                continue;
            }

            for (int k = first; k < behind; k++)
                Subtract(row, rows[k], row[k], behind);
        }
    }

    private static void Subtract(double[] row, double[] top, double factor, int start)
    {
        int i = start;
        var factors = new Vector<double>(-factor);
        for (; i <= row.Length - Vector<double>.Count; i += Vector<double>.Count)
            Vector.FusedMultiplyAdd(factors, new Vector<double>(top, i), new Vector<double>(row, i)).CopyTo(row, i);

        for (; i < row.Length; i++)
            row[i] = Math.FusedMultiplyAdd(-factor, top[i], row[i]);
    }

    private static void SubtractFour(double[] row, ReadOnlySpan<double[]> tops, ReadOnlySpan<double> factors, int start)
    {
        (double[] a, double[] b, double[] c, double[] d) = (tops[0], tops[1], tops[2], tops[3]);
        (double ofA, double ofB, double ofC, double ofD) = (-factors[0], -factors[1], -factors[2], -factors[3]);
        int i = start;
        (Vector<double> a4, Vector<double> b4, Vector<double> c4, Vector<double> d4) = (new(ofA), new(ofB), new(ofC), new(ofD));
        for (; i <= row.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            var sum = Vector.FusedMultiplyAdd(a4, new Vector<double>(a, i), new Vector<double>(row, i));
            sum = Vector.FusedMultiplyAdd(b4, new Vector<double>(b, i), sum);
            sum = Vector.FusedMultiplyAdd(c4, new Vector<double>(c, i), sum);
            Vector.FusedMultiplyAdd(d4, new Vector<double>(d, i), sum).CopyTo(row, i);
        }

        for (; i < row.Length; i++)
        {
            double sum = Math.FusedMultiplyAdd(ofA, a[i], row[i]);
            sum = Math.FusedMultiplyAdd(ofB, b[i], sum);
            sum = Math.FusedMultiplyAdd(ofC, c[i], sum);
            row[i] = Math.FusedMultiplyAdd(ofD, d[i], sum);
        }
    }
}
