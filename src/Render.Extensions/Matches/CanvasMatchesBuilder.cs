using Render.Transforms;

namespace Render;

/// <summary>
/// Collects the matches between two tiles, and makes of them what the server stores: groups are section ids, ids are tile ids, and p is
/// the side that comes first as text, whichever way round the tiles were given.
/// </summary>
/// <example>
/// <code>
/// var matches = new CanvasMatchesBuilder(left, right)
///     .Add(new Point2D(3800, 120), new Point2D(40, 118))
///     .Add(new Point2D(3790, 3000), new Point2D(33, 2995), weight: 0.5)
///     .Build();
/// </code>
/// </example>
public sealed class CanvasMatchesBuilder
{
    private readonly CanvasId p;
    private readonly CanvasId q;
    private readonly List<Point2D> pPoints = [];
    private readonly List<Point2D> qPoints = [];
    private readonly List<double> weights = [];

    /// <summary>Starts without points.</summary>
    /// <param name="p">One side.</param>
    /// <param name="q">The other side.</param>
    /// <exception cref="RenderException">A group or an id is empty, or both sides are the same.</exception>
    public CanvasMatchesBuilder(CanvasId p, CanvasId q)
    {
        foreach (var side in new[] { p, q })
        {
            if (string.IsNullOrEmpty(side.GroupId) || string.IsNullOrEmpty(side.Id))
            {
                throw new RenderException($"'{side}' does not name a canvas. Set both its group (section id) and its id (tile id).");
            }
        }

        if (p == q)
        {
            throw new RenderException($"{p} cannot be matched with itself. Name two different tiles.");
        }

        this.p = p;
        this.q = q;
    }

    /// <summary>Starts without points.</summary>
    /// <param name="p">One tile, with a section id in its layout.</param>
    /// <param name="q">The other tile, with a section id in its layout.</param>
    /// <exception cref="RenderException">A tile has no id or no section id, or both are the same; the message names the tile.</exception>
    public CanvasMatchesBuilder(TileSpec p, TileSpec q)
        : this(CanvasId.Of(p), CanvasId.Of(q))
    {
    }

    /// <summary>The number of points so far.</summary>
    public int Count => weights.Count;

    /// <summary>Adds a point that is seen in both tiles.</summary>
    /// <param name="pPoint">The location in pixels of the first tile's image.</param>
    /// <param name="qPoint">The location in pixels of the second tile's image.</param>
    /// <param name="weight">How much the point counts in a fit.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A coordinate or the weight is not finite.</exception>
    public CanvasMatchesBuilder Add(Point2D pPoint, Point2D qPoint, double weight = 1)
    {
        RequireFinite(pPoint, nameof(pPoint));
        RequireFinite(qPoint, nameof(qPoint));
        if (!double.IsFinite(weight))
        {
            throw new ArgumentOutOfRangeException(nameof(weight), weight, $"A weight between {p} and {q} is not a finite number.");
        }

        pPoints.Add(pPoint);
        qPoints.Add(qPoint);
        weights.Add(weight);
        return this;
    }

    /// <summary>Adds points that are seen in both tiles.</summary>
    /// <param name="pPoint">Locations in pixels of the first tile's image.</param>
    /// <param name="qPoint">The same points in pixels of the second tile's image, in the same order.</param>
    /// <param name="weight">How much each point counts in a fit; 1 for each when empty.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentException">The numbers of points and weights disagree. Nothing is added then.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A coordinate or a weight is not finite. What comes before it is added.</exception>
    public CanvasMatchesBuilder AddRange(
        ReadOnlySpan<Point2D> pPoint, ReadOnlySpan<Point2D> qPoint, ReadOnlySpan<double> weight = default)
    {
        if (pPoint.Length != qPoint.Length || (!weight.IsEmpty && weight.Length != pPoint.Length))
        {
            throw new ArgumentException(
                $"{pPoint.Length} points of {p}, {qPoint.Length} points of {q} and {weight.Length} weights do not go together.",
                nameof(qPoint));
        }

        for (var i = 0; i < pPoint.Length; i++)
        {
            Add(pPoint[i], qPoint[i], weight.IsEmpty ? 1 : weight[i]);
        }

        return this;
    }

    /// <summary>Makes the matches. The builder can be used further.</summary>
    /// <returns>The matches, in the order in which the server stores them.</returns>
    public CanvasMatches Build() => new CanvasMatches
    {
        PGroupId = p.GroupId,
        PId = p.Id,
        QGroupId = q.GroupId,
        QId = q.Id,
        MatchCount = Count,
        Matches = new Matches { P = MatchPoints.ToWire(pPoints), Q = MatchPoints.ToWire(qPoints), W = [.. weights] },
    }.Normalize();

    private void RequireFinite(Point2D point, string name)
    {
        if (!double.IsFinite(point.X) || !double.IsFinite(point.Y))
        {
            throw new ArgumentOutOfRangeException(name, point, $"A point between {p} and {q} does not have finite coordinates.");
        }
    }
}
