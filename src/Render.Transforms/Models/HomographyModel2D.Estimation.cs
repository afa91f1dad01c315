using MathNet.Numerics.LinearAlgebra;

namespace Render.Transforms;

public sealed partial class HomographyModel2D : IEstimableTransform<HomographyModel2D>
{
    private const string Name = "A homography";
    private const int Refinements = 20;

    // Mean squared distance of normalised points that leaves nothing to refine.
    private const double Exact = 1e-28;

    // Keeps steps finite where points do not determine all entries.
    private const double Damping = 1e-12;

    /// <inheritdoc/>
    public static int MinimumMatches => 4;

    /// <inheritdoc/>
    /// <remarks>
    /// The direct linear transform of normalised points, refined until the weighted squared distances to the targets are least. (The server does not
    /// normalise and ignores weights: with noise, it fits less well.) Where points do not determine the map, one of many is returned: of points that
    /// coincide, a shift. Weights that are all 0 do not count.
    /// </remarks>
    public static HomographyModel2D Estimate(ReadOnlySpan<PointMatch> matches)
    {
        NotEnoughMatchesException.ThrowIfFewer(Name, matches.Length, MinimumMatches);
        MatchSpread.RequireFinite(matches, Name);
        var spread = new MatchSpread(matches);
        bool countsWeights = !spread.NothingCounts;
        if (countsWeights && spread.SourcesCoincide)
        {
            AffineMatrix shift = TranslationModel2D.Estimate(matches).Matrix;
            return new HomographyModel2D(new HomographyMatrix(1, 0, shift.M02, 0, 1, shift.M12, 0, 0, 1));
        }

        PlaneNormalization source = PlaneNormalization.OfSources(matches);
        PlaneNormalization target = PlaneNormalization.OfTargets(matches);
        var normalized = new PointMatch[matches.Length];
        for (int i = 0; i < matches.Length; i++)
            normalized[i] = new PointMatch(source.Apply(matches[i].P), target.Apply(matches[i].Q), countsWeights ? matches[i].Weight : 1);

        HomographyMatrix best = SolveLinear(normalized);
        double error = SquaredError(best, normalized);

        // Of points on a line, the linear solution may put the horizon through them.
        if (TryEstimateModest(normalized) is { } modest && !(error <= SquaredError(modest, normalized)))
            (best, error) = (modest, SquaredError(modest, normalized));

        for (int i = 0; i < Refinements && error > Exact; i++)
        {
            HomographyMatrix? refined = Refine(best, normalized);
            double refinedError = refined is null ? double.NaN : SquaredError(refined, normalized);
            if (!(refinedError < error))
                break;

            bool isLast = refinedError > error * (1 - 1e-12);
            (best, error) = (refined!, refinedError);
            if (isLast)
                break;
        }

        HomographyMatrix found = source.Undo(best, target);
        MatchSpread.RequireResult(Entries(found).All(double.IsFinite), matches, Name);
        return new HomographyModel2D(found);
    }

    private static HomographyMatrix? TryEstimateModest(ReadOnlySpan<PointMatch> matches)
    {
        try
        {
            AffineMatrix m = SimilarityModel2D.Estimate(matches).Matrix;
            return new HomographyMatrix(m.M00, m.M01, m.M02, m.M10, m.M11, m.M12, 0, 0, 1);
        }
        catch (IllDefinedMatchesException)
        {
            return null;
        }
    }

    // The null vector of two equations a match: it is the right singular vector of the smallest singular value.
    private static HomographyMatrix SolveLinear(ReadOnlySpan<PointMatch> matches)
    {
        Matrix<double> equations = Matrix<double>.Build.Dense(Math.Max(9, 2 * matches.Length), 9);
        for (int i = 0; i < matches.Length; i++)
        {
            (Point2D p, Point2D q, double weight) = matches[i];
            double root = Math.Sqrt(Math.Abs(weight));
            equations.SetRow(2 * i, [root * p.X, root * p.Y, root, 0, 0, 0, -root * q.X * p.X, -root * q.X * p.Y, -root * q.X]);
            equations.SetRow(2 * i + 1, [0, 0, 0, root * p.X, root * p.Y, root, -root * q.Y * p.X, -root * q.Y * p.Y, -root * q.Y]);
        }

        MatchSpread.RequireResult(equations.Enumerate().All(double.IsFinite), matches, Name);

        return ToMatrix(MatchSpread.Converge(() => equations.QR().R.Svd().VT.Row(8), matches, Name));
    }

    // One step of Gauss and Newton on the eight entries that remain when the largest stays fixed.
    private static HomographyMatrix? Refine(HomographyMatrix h, ReadOnlySpan<PointMatch> matches)
    {
        double[] entries = Entries(h);
        int fixedEntry = Array.IndexOf(entries, entries.MaxBy(Math.Abs));
        var normal = new double[9, 9];
        var right = new double[9];
        Span<double> rowX = stackalloc double[9];
        Span<double> rowY = stackalloc double[9];
        foreach ((Point2D p, Point2D q, double weight) in matches)
        {
            double scale = h.M20 * p.X + h.M21 * p.Y + h.M22;
            Point2D mapped = h.Apply(p);
            rowX.Clear();
            rowY.Clear();
            rowX[0] = rowY[3] = p.X / scale;
            rowX[1] = rowY[4] = p.Y / scale;
            rowX[2] = rowY[5] = 1 / scale;
            for (int k = 0; k < 3; k++)
            {
                rowX[6 + k] = -mapped.X * rowX[k];
                rowY[6 + k] = -mapped.Y * rowX[k];
            }

            for (int j = 0; j < 9; j++)
            {
                right[j] += weight * (rowX[j] * (q.X - mapped.X) + rowY[j] * (q.Y - mapped.Y));
                for (int k = 0; k < 9; k++)
                    normal[j, k] += weight * (rowX[j] * rowX[k] + rowY[j] * rowY[k]);
            }
        }

        double damping = Damping * Enumerable.Range(0, 9).Sum(k => Math.Abs(normal[k, k]));
        for (int k = 0; k < 9; k++)
            normal[k, k] += damping;

        for (int k = 0; k < 9; k++)
            normal[fixedEntry, k] = normal[k, fixedEntry] = 0;

        normal[fixedEntry, fixedEntry] = 1;
        right[fixedEntry] = 0;
        Vector<double> step = Matrix<double>.Build.DenseOfArray(normal).LU().Solve(Vector<double>.Build.Dense(right));
        return step.All(double.IsFinite) ? ToMatrix(Vector<double>.Build.Dense(entries) + step) : null;
    }

    private static double SquaredError(HomographyMatrix h, ReadOnlySpan<PointMatch> matches)
    {
        double sum = 0;
        foreach ((Point2D p, Point2D q, double weight) in matches)
        {
            Point2D mapped = h.Apply(p);
            sum += weight * ((mapped.X - q.X) * (mapped.X - q.X) + (mapped.Y - q.Y) * (mapped.Y - q.Y));
        }

        return sum;
    }

    private static double[] Entries(HomographyMatrix h) => [h.M00, h.M01, h.M02, h.M10, h.M11, h.M12, h.M20, h.M21, h.M22];

    private static HomographyMatrix ToMatrix(Vector<double> h) => new(h[0], h[1], h[2], h[3], h[4], h[5], h[6], h[7], h[8]);
}
