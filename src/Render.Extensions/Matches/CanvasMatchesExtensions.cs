using System.Text.Json;
using Render.Transforms;

namespace Render;

/// <summary>What the matches of a pair tell by themselves, without a server.</summary>
public static class CanvasMatchesExtensions
{
    /// <summary>The p side of the pair.</summary>
    /// <param name="matches">The pair.</param>
    /// <returns>Group and id.</returns>
    public static CanvasId P(this CanvasMatches matches)
    {
        ArgumentNullException.ThrowIfNull(matches);
        return new CanvasId(matches.PGroupId, matches.PId);
    }

    /// <summary>The q side of the pair.</summary>
    /// <param name="matches">The pair.</param>
    /// <returns>Group and id.</returns>
    public static CanvasId Q(this CanvasMatches matches)
    {
        ArgumentNullException.ThrowIfNull(matches);
        return new CanvasId(matches.QGroupId, matches.QId);
    }

    /// <summary>The points on the p side, in pixels of its image.</summary>
    /// <param name="matches">The pair.</param>
    /// <returns>The points; none when the pair was read without them.</returns>
    /// <exception cref="RenderException">The lengths of p, q and w disagree; the message names the pair.</exception>
    public static Point2D[] PPoints(this CanvasMatches matches) => Points(matches, static points => points.P);

    /// <summary>The points on the q side, in pixels of its image.</summary>
    /// <param name="matches">The pair.</param>
    /// <returns>The points, in the order of <see cref="PPoints"/>; none when the pair was read without them.</returns>
    /// <exception cref="RenderException">The lengths of p, q and w disagree; the message names the pair.</exception>
    public static Point2D[] QPoints(this CanvasMatches matches) => Points(matches, static points => points.Q);

    /// <summary>The weights of the points.</summary>
    /// <param name="matches">The pair.</param>
    /// <returns>One weight for each point; none when the pair was read without points.</returns>
    public static IReadOnlyList<double> Weights(this CanvasMatches matches)
    {
        ArgumentNullException.ThrowIfNull(matches);
        return matches.Matches?.W ?? [];
    }

    /// <summary>Exchanges p and q. The points themselves are shared, not copied.</summary>
    /// <param name="matches">The pair. It stays as it is.</param>
    /// <returns>The same matches, seen from the other side.</returns>
    public static CanvasMatches Swap(this CanvasMatches matches)
    {
        ArgumentNullException.ThrowIfNull(matches);
        return new CanvasMatches
        {
            PGroupId = matches.QGroupId,
            PId = matches.QId,
            QGroupId = matches.PGroupId,
            QId = matches.PId,
            MatchCount = matches.MatchCount,
            AdditionalProperties = matches.AdditionalProperties,
            Matches = matches.Matches is not { } points ? null : new Matches
            {
                P = points.Q,
                Q = points.P,
                W = points.W,
                AdditionalProperties = points.AdditionalProperties,
            },
            ConsensusSetData = matches.ConsensusSetData is not { } consensus ? null : new ConsensusSetData
            {
                Index = consensus.Index,
                OriginalPId = consensus.OriginalQId,
                OriginalQId = consensus.OriginalPId,
                AdditionalProperties = consensus.AdditionalProperties,
            },
        };
    }

    /// <summary>
    /// Brings the pair into the order in which the server stores it: p is the side that comes first by group, then by id, as text.
    /// </summary>
    /// <param name="matches">The pair. It stays as it is.</param>
    /// <returns>The pair itself, or swapped.</returns>
    public static CanvasMatches Normalize(this CanvasMatches matches) => matches.P() <= matches.Q() ? matches : matches.Swap();

    /// <summary>Sees the pair from one of its sides.</summary>
    /// <param name="matches">The pair. It stays as it is.</param>
    /// <param name="p">The side that is to be p.</param>
    /// <returns>The pair itself, or swapped.</returns>
    /// <exception cref="ArgumentException"><paramref name="p"/> is neither side of the pair.</exception>
    public static CanvasMatches WithP(this CanvasMatches matches, CanvasId p)
    {
        if (matches.P() == p)
        {
            return matches;
        }

        return matches.Q() == p
            ? matches.Swap()
            : throw new ArgumentException($"{p} is no side of the pair {matches.P()}, {matches.Q()}.", nameof(p));
    }

    /// <summary>Makes a copy that shares nothing with the pair: points and weights of one can change without the other.</summary>
    /// <param name="matches">The pair.</param>
    /// <returns>An equal pair.</returns>
    public static CanvasMatches Copy(this CanvasMatches matches)
    {
        ArgumentNullException.ThrowIfNull(matches);
        return new CanvasMatches
        {
            PGroupId = matches.PGroupId,
            PId = matches.PId,
            QGroupId = matches.QGroupId,
            QId = matches.QId,
            MatchCount = matches.MatchCount,
            AdditionalProperties = Copy(matches.AdditionalProperties),
            Matches = matches.Matches is not { } points ? null : new Matches
            {
                P = Copy(points.P),
                Q = Copy(points.Q),
                W = points.W is null ? null! : [.. points.W],
                AdditionalProperties = Copy(points.AdditionalProperties),
            },
            ConsensusSetData = matches.ConsensusSetData is not { } consensus ? null : new ConsensusSetData
            {
                Index = consensus.Index,
                OriginalPId = consensus.OriginalPId,
                OriginalQId = consensus.OriginalQId,
                AdditionalProperties = Copy(consensus.AdditionalProperties),
            },
        };
    }

    /// <summary>The ids of the pair in the order in which the server stores them.</summary>
    internal static (CanvasId P, CanvasId Q) Key(this CanvasMatches matches)
    {
        var (p, q) = (matches.P(), matches.Q());
        return p <= q ? (p, q) : (q, p);
    }

    /// <summary>The same pair with other points.</summary>
    internal static CanvasMatches WithPoints(
        this CanvasMatches matches, Point2D[] pPoints, Point2D[] qPoints, IReadOnlyList<double> weights) => new()
        {
            PGroupId = matches.PGroupId,
            PId = matches.PId,
            QGroupId = matches.QGroupId,
            QId = matches.QId,
            MatchCount = weights.Count,
            ConsensusSetData = matches.ConsensusSetData,
            AdditionalProperties = matches.AdditionalProperties,
            Matches = new Matches
            {
                P = MatchPoints.ToWire(pPoints),
                Q = MatchPoints.ToWire(qPoints),
                W = weights,
                AdditionalProperties = matches.Matches?.AdditionalProperties,
            },
        };

    /// <summary>The points of a pair that must have some.</summary>
    internal static Matches RequirePoints(this CanvasMatches matches)
    {
        ArgumentNullException.ThrowIfNull(matches);
        if (matches.Matches is not { } points)
        {
            throw new RenderException(
                $"The matches between {matches.P()} and {matches.Q()} were read without points. Read them with {nameof(MatchQuery.IncludePoints)}.");
        }

        return MatchValidation.FindFault(points) is { } fault
            ? throw new RenderException($"The matches between {matches.P()} and {matches.Q()} are damaged: {fault}.")
            : points;
    }

    private static IReadOnlyList<IReadOnlyList<double>> Copy(IReadOnlyList<IReadOnlyList<double>>? points) =>
        points is null ? null! : [.. points.Select(static values => values is null ? null! : (IReadOnlyList<double>)[.. values])];

    private static Dictionary<string, JsonElement>? Copy(IDictionary<string, JsonElement>? members) =>
        members is null ? null : new Dictionary<string, JsonElement>(members);

    private static Point2D[] Points(CanvasMatches matches, Func<Matches, IReadOnlyList<IReadOnlyList<double>>> side)
    {
        ArgumentNullException.ThrowIfNull(matches);
        return matches.Matches is null ? [] : MatchPoints.FromWire(side(matches.RequirePoints()));
    }
}
