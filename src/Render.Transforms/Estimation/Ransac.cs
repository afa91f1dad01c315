using System.Diagnostics.CodeAnalysis;

namespace Render.Transforms;

/// <summary>Tells true matches from false ones: those that agree on one transform are true (random sample consensus).</summary>
public static class Ransac
{
    // What is lost of a coordinate on the way through an estimate and a transform, generously.
    private const double Rounding = 1e-9;

    /// <summary>Looks for the largest set of matches that agree on a transform.</summary>
    /// <remarks>
    /// Every sample of as many matches as the transform needs is widened to all matches within the maximum error, and the transform estimated from
    /// them, for as long as that brings in more. The best set is then freed of matches that are off much more than the others.
    /// </remarks>
    /// <typeparam name="TTransform">The transform.</typeparam>
    /// <param name="matches">The matches in pixels, true and false ones.</param>
    /// <param name="options">How the consensus is looked for.</param>
    /// <param name="consensus">The consensus, if there is one.</param>
    /// <returns>False if no set is as large as the options ask for.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Nothing can be done with an option; the message names it.</exception>
    public static bool TryEstimate<TTransform>(
        ReadOnlySpan<PointMatch> matches, RansacOptions options, [NotNullWhen(true)] out Consensus<TTransform>? consensus)
        where TTransform : TransformSpec, IEstimableTransform<TTransform>
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        consensus = null;
        int needed = Math.Max(TTransform.MinimumMatches, Math.Max(options.MinimumInliers, (int)Math.Ceiling(options.MinimumInlierRatio * matches.Length)));
        if (matches.Length < needed)
            return false;

        var search = new Search<TTransform>(matches, options.MaximumError);
        var random = new Random(options.Seed);
        int[] sample = new int[TTransform.MinimumMatches];
        for (int i = 0; i < options.Iterations; i++)
        {
            Draw(random, sample, matches.Length);
            search.Widen(sample);
        }

        if (search.Best.Length < needed)
            return false;

        int[] inliers = options.MaximumTrust > 0 ? Trim<TTransform>(matches, search.Best, options.MaximumTrust) : search.Best;
        if (inliers.Length < needed || !Search<TTransform>.TryFit(matches, inliers, out TTransform? transform))
            return false;

        consensus = new Consensus<TTransform>(transform, inliers);
        return true;
    }

    /// <summary>Drops matches that are off by more than some times the median, and again, until none is.</summary>
    /// <typeparam name="TTransform">The transform on which the others agree.</typeparam>
    /// <param name="matches">The matches in pixels.</param>
    /// <param name="maximumTrust">How many times the median a match may be off.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maximumTrust"/> is no positive number.</exception>
    /// <returns>The places of the matches that stay, rising; fewer than the transform needs if they do not determine it.</returns>
    public static IReadOnlyList<int> Filter<TTransform>(ReadOnlySpan<PointMatch> matches, double maximumTrust = 3)
        where TTransform : TransformSpec, IEstimableTransform<TTransform>
    {
        if (maximumTrust is not (> 0 and < double.PositiveInfinity))
            throw new ArgumentOutOfRangeException(nameof(maximumTrust), maximumTrust, "The largest multiple of the median must be a positive number.");

        return Trim<TTransform>(matches, [.. Enumerable.Range(0, matches.Length)], maximumTrust);
    }

    // Matches without noise are off by nothing but rounding, of which no multiple says anything.
    private static int[] Trim<TTransform>(ReadOnlySpan<PointMatch> matches, int[] kept, double maximumTrust)
        where TTransform : TransformSpec, IEstimableTransform<TTransform>
    {
        double rounding = Rounding * LargestCoordinate(matches);
        while (true)
        {
            if (!Search<TTransform>.TryFit(matches, kept, out TTransform? transform))
                return [];

            double[] errors = Errors(matches, kept, transform);
            double limit = Math.Max(maximumTrust * Median(errors), rounding);
            int[] rest = [.. kept.Where((_, i) => errors[i] <= limit)];
            if (rest.Length == kept.Length)
                return kept;

            kept = rest;
        }
    }

    private static double LargestCoordinate(ReadOnlySpan<PointMatch> matches)
    {
        double largest = 0;
        foreach (PointMatch match in matches)
        {
            double extent = Math.Max(Math.Max(Math.Abs(match.P.X), Math.Abs(match.P.Y)), Math.Max(Math.Abs(match.Q.X), Math.Abs(match.Q.Y)));
            if (double.IsFinite(extent))
                largest = Math.Max(largest, extent);
        }

        return largest;
    }

    private static double[] Errors(ReadOnlySpan<PointMatch> matches, int[] chosen, TransformSpec transform)
    {
        double[] errors = new double[chosen.Length];
        for (int i = 0; i < chosen.Length; i++)
            errors[i] = Error(matches[chosen[i]], transform.Apply(matches[chosen[i]].P));

        return errors;
    }

    private static double Error(PointMatch match, Point2D mapped) => double.Hypot(mapped.X - match.Q.X, mapped.Y - match.Q.Y);

    private static double Median(double[] values)
    {
        double[] sorted = [.. values.Order()];
        int middle = sorted.Length / 2;
        return sorted.Length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    private static void Draw(Random random, int[] sample, int count)
    {
        for (int i = 0; i < sample.Length; i++)
        {
            do
                sample[i] = random.Next(count);
            while (sample.AsSpan(0, i).Contains(sample[i]));
        }
    }

    private ref struct Search<TTransform>(ReadOnlySpan<PointMatch> matches, double maximumError)
        where TTransform : TransformSpec, IEstimableTransform<TTransform>
    {
        private readonly ReadOnlySpan<PointMatch> matches = matches;
        private readonly Point2D[] sources = Sources(matches);
        private readonly Point2D[] mapped = new Point2D[matches.Length];

        public int[] Best { get; private set; } = [];

        public void Widen(int[] sample)
        {
            int[] inliers = sample;
            int before;
            do
            {
                before = inliers.Length;
                if (!TryFit(matches, inliers, out TTransform? transform))
                    return;

                int[] wider = Agreeing(transform);
                if (wider.Length > Best.Length)
                    Best = wider;

                inliers = wider;
            }
            while (inliers.Length > before);
        }

        public static bool TryFit(ReadOnlySpan<PointMatch> matches, int[] chosen, [NotNullWhen(true)] out TTransform? transform)
        {
            transform = null;
            if (chosen.Length < TTransform.MinimumMatches)
                return false;

            var selected = new PointMatch[chosen.Length];
            for (int i = 0; i < chosen.Length; i++)
                selected[i] = matches[chosen[i]];

            try
            {
                transform = TTransform.Estimate(selected);
                return true;
            }
            catch (EstimationException)
            {
                return false;
            }
        }

        private static Point2D[] Sources(ReadOnlySpan<PointMatch> matches)
        {
            var sources = new Point2D[matches.Length];
            for (int i = 0; i < sources.Length; i++)
                sources[i] = matches[i].P;

            return sources;
        }

        private readonly int[] Agreeing(TTransform transform)
        {
            transform.Apply(sources, mapped);
            List<int> agreeing = [];
            for (int i = 0; i < mapped.Length; i++)
            {
                if (Error(matches[i], mapped[i]) <= maximumError)
                    agreeing.Add(i);
            }

            return [.. agreeing];
        }
    }
}
