using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using MathNet.Numerics;

namespace Render.Transforms;

/// <summary>Tells matches that determine no transform, and says why: nothing counts, points coincide, or numbers are no numbers.</summary>
internal readonly struct MatchSpread
{
    // Widths of the box of all matches that count: px, py, qx, qy. Negative when none does.
    private readonly Vector256<double> extent;

    public MatchSpread(ReadOnlySpan<PointMatch> matches)
    {
        ref double first = ref Unsafe.As<PointMatch, double>(ref MemoryMarshal.GetReference(matches));
        Vector256<double> least = Vector256.Create(double.PositiveInfinity);
        Vector256<double> greatest = Vector256.Create(double.NegativeInfinity);
        for (int i = 0; i < matches.Length; i++)
        {
            if (matches[i].Weight == 0)
                continue;

            Vector256<double> points = Vector256.LoadUnsafe(ref first, (nuint)(5 * i));
            least = Vector256.Min(least, points);
            greatest = Vector256.Max(greatest, points);
        }

        extent = greatest - least;
    }

    public bool SourcesCoincide => extent[0] <= 0 && extent[1] <= 0;

    public bool TargetsCoincide => extent[2] <= 0 && extent[3] <= 0;

    public bool NothingCounts => extent[0] < 0;

    /// <summary>Refuses matches that all are at one place of the source, and those of which none counts.</summary>
    /// <param name="matches">The matches.</param>
    /// <param name="transform">What is estimated, for the message: <c>A rigid transform</c>.</param>
    /// <param name="needsTargets">Whether targets must differ as well.</param>
    /// <exception cref="IllDefinedMatchesException">They do not determine the transform.</exception>
    public static void Require(ReadOnlySpan<PointMatch> matches, string transform, bool needsTargets = false)
    {
        var spread = new MatchSpread(matches);
        if (spread.NothingCounts || spread.SourcesCoincide || (needsTargets && spread.TargetsCoincide))
            throw WhyNot(matches, transform, needsTargets);
    }

    /// <summary>Refuses coordinates that are not finite, which no formula survives.</summary>
    /// <param name="matches">The matches.</param>
    /// <param name="transform">What is estimated, for the message.</param>
    /// <param name="needsWeights">Whether weights count.</param>
    /// <exception cref="IllDefinedMatchesException">A match has such a number.</exception>
    public static void RequireFinite(ReadOnlySpan<PointMatch> matches, string transform, bool needsWeights = true)
    {
        for (int i = 0; i < matches.Length; i++)
        {
            // Half of a sum that overflows may still be finite.
            (Point2D p, Point2D q, double weight) = matches[i];
            if (!double.IsFinite(p.X) || !double.IsFinite(p.Y) || !double.IsFinite(q.X) || !double.IsFinite(q.Y)
                || (needsWeights && !double.IsFinite(weight)))
            {
                throw new IllDefinedMatchesException(
                    $"{transform} needs matches with finite coordinates{(needsWeights ? " and weights" : "")}; match {i} is {matches[i]}. Leave it out.");
            }
        }
    }

    /// <summary>Insists that what was estimated is made of numbers.</summary>
    /// <param name="isFinite">Whether it is.</param>
    /// <param name="matches">The matches.</param>
    /// <param name="transform">What is estimated, for the message.</param>
    /// <exception cref="IllDefinedMatchesException">It is not; the message says why.</exception>
    public static void RequireResult(bool isFinite, ReadOnlySpan<PointMatch> matches, string transform)
    {
        if (!isFinite)
            throw WhyNot(matches, transform, needsTargets: false);
    }

    /// <summary>Computes what may not converge for numbers at the ends of their range.</summary>
    /// <typeparam name="T">What is computed.</typeparam>
    /// <param name="compute">Computes it.</param>
    /// <param name="matches">The matches.</param>
    /// <param name="transform">What is estimated, for the message.</param>
    /// <returns>What was computed.</returns>
    /// <exception cref="IllDefinedMatchesException">It does not converge; the message says why.</exception>
    public static T Converge<T>(Func<T> compute, ReadOnlySpan<PointMatch> matches, string transform)
    {
        try
        {
            return compute();
        }
        catch (NonConvergenceException)
        {
            throw WhyNot(matches, transform, needsTargets: false);
        }
    }

    private static IllDefinedMatchesException WhyNot(ReadOnlySpan<PointMatch> matches, string transform, bool needsTargets)
    {
        RequireFinite(matches, transform);
        var spread = new MatchSpread(matches);
        double total = 0;
        foreach (PointMatch match in matches)
            total += match.Weight;

        return new IllDefinedMatchesException(
            spread.NothingCounts ? $"{transform} needs matches that count, but all weights are 0."
            : total == 0 ? $"{transform} needs weights that do not add up to 0."
            : spread.SourcesCoincide ? $"{transform} needs source points that do not coincide."
            : needsTargets && spread.TargetsCoincide ? $"{transform} needs targets that do not coincide."
            : $"The matches do not determine {char.ToLowerInvariant(transform[0])}{transform.AsSpan(1)}: many fit equally well, or their numbers are too large or too small to compute with.");
    }
}
