using System.Numerics;

namespace Render.Transforms;

/// <summary>Solves dense systems of linear equations by elimination with row pivoting.</summary>
internal static class LinearSystem
{
    // A pivot so much smaller than the largest number of its column at the start is rounding noise.
    private const double Noise = 1e-14;

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

        for (int k = 0; k < n; k++)
        {
            int pivot = k;
            for (int i = k + 1; i < n; i++)
            {
                if (Math.Abs(rows[i][k]) > Math.Abs(rows[pivot][k]))
                    pivot = i;
            }

            (rows[k], rows[pivot]) = (rows[pivot], rows[k]);
            double[] top = rows[k];
            if (!(Math.Abs(top[k]) > Noise * scale[k]))
                return false;

            for (int i = k + 1; i < n; i++)
            {
                double factor = rows[i][k] / top[k];
                if (factor != 0)
                    Subtract(rows[i].AsSpan(k), top.AsSpan(k), factor);
            }
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

    private static void Subtract(Span<double> row, ReadOnlySpan<double> top, double factor)
    {
        int i = 0;
        var factors = new Vector<double>(-factor);
        for (; i <= row.Length - Vector<double>.Count; i += Vector<double>.Count)
            Vector.FusedMultiplyAdd(factors, new Vector<double>(top[i..]), new Vector<double>(row[i..])).CopyTo(row[i..]);

        for (; i < row.Length; i++)
            row[i] = Math.FusedMultiplyAdd(-factor, top[i], row[i]);
    }
}
