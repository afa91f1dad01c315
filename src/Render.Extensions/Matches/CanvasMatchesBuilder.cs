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
/// <remarks>Points that lie outside of a tile by more than a pixel are refused where the tile tells its extent.</remarks>
public sealed class CanvasMatchesBuilder
{
    private readonly Side p;
    private readonly Side q;
    private readonly List<double> weights = [];
    private readonly MatchSpace? space;

    /// <summary>Starts without points, and without knowing the tiles: points are not checked against them.</summary>
    /// <param name="p">One side.</param>
    /// <param name="q">The other side.</param>
    /// <exception cref="RenderException">A group or an id is empty, or both sides are the same.</exception>
    public CanvasMatchesBuilder(CanvasId p, CanvasId q)
        : this(new Side(p, null, null), new Side(q, null, null), space: null)
    {
    }

    /// <summary>
    /// Starts without points. They are taken to be in <see cref="MatchSpace.Normalized"/>, as the server's clients match; they are
    /// checked where the tile has its size and no references to shared transforms.
    /// </summary>
    /// <param name="p">One tile, with a section id in its layout.</param>
    /// <param name="q">The other tile, with a section id in its layout.</param>
    /// <exception cref="RenderException">A tile has no id or no section id, or both are the same; the message names the tile.</exception>
    public CanvasMatchesBuilder(TileSpec p, TileSpec q)
        : this(Side.Of(p, MatchSpace.Normalized), Side.Of(q, MatchSpace.Normalized), MatchSpace.Normalized)
    {
    }

    /// <summary>Starts without points.</summary>
    /// <param name="p">One tile, with a section id in its layout, its size, and references to shared transforms replaced.</param>
    /// <param name="q">The other tile, likewise.</param>
    /// <param name="space">The space that the points are stored in, and that points are in of which nothing else is said.</param>
    /// <exception cref="RenderException">
    /// A tile has no id, no section id, or an extent that cannot be told in this space; or both are the same. The message names the tile.
    /// </exception>
    public CanvasMatchesBuilder(TileSpec p, TileSpec q, MatchSpace space)
        : this(Side.Of(p, space).RequireExtent(), Side.Of(q, space).RequireExtent(), space) => ArgumentNullException.ThrowIfNull(space);

    private CanvasMatchesBuilder(Side p, Side q, MatchSpace? space)
    {
        foreach (var side in new[] { p.Id, q.Id })
        {
            if (string.IsNullOrEmpty(side.GroupId) || string.IsNullOrEmpty(side.Id))
            {
                throw new RenderException($"'{side}' does not name a canvas. Set both its group (section id) and its id (tile id).");
            }
        }

        if (p.Id == q.Id)
        {
            throw new RenderException($"{p.Id} cannot be matched with itself. Name two different tiles.");
        }

        (this.p, this.q, this.space) = (p, q, space);
    }

    /// <summary>The number of points so far.</summary>
    public int Count => weights.Count;

    /// <summary>Adds a point that is seen in both tiles.</summary>
    /// <param name="pPoint">The location in pixels of the first tile.</param>
    /// <param name="qPoint">The location in pixels of the second tile.</param>
    /// <param name="weight">How much the point counts in a fit.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A coordinate or the weight is not finite, or a point lies outside of its tile.</exception>
    public CanvasMatchesBuilder Add(Point2D pPoint, Point2D qPoint, double weight = 1) => AddRange([pPoint], [qPoint], [weight]);

    /// <summary>Adds points that are seen in both tiles: all of them or, when one is refused, none.</summary>
    /// <param name="pPoint">Locations in pixels of the first tile.</param>
    /// <param name="qPoint">The same points in pixels of the second tile, in the same order.</param>
    /// <param name="weight">How much each point counts in a fit; 1 for each when empty.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentException">The numbers of points and weights disagree.</exception>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A coordinate or a weight is not finite, or a point lies outside of its tile; the message says which.
    /// </exception>
    public CanvasMatchesBuilder AddRange(
        ReadOnlySpan<Point2D> pPoint, ReadOnlySpan<Point2D> qPoint, ReadOnlySpan<double> weight = default)
    {
        if (pPoint.Length != qPoint.Length || (!weight.IsEmpty && weight.Length != pPoint.Length))
        {
            throw new ArgumentException(
                $"{pPoint.Length} points of {p.Id}, {qPoint.Length} points of {q.Id} and {weight.Length} weights do not go together.",
                nameof(qPoint));
        }

        p.Check(pPoint, nameof(pPoint));
        q.Check(qPoint, nameof(qPoint));
        for (var i = 0; i < weight.Length; i++)
        {
            if (!double.IsFinite(weight[i]) || weight[i] < 0)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(weight), weight[i], $"Weight {i} between {p.Id} and {q.Id} is not a finite number from 0 up.");
            }
        }

        p.Points.AddRange(pPoint);
        q.Points.AddRange(qPoint);
        if (weight.IsEmpty)
        {
            weights.AddRange(Enumerable.Repeat(1.0, pPoint.Length));
        }
        else
        {
            weights.AddRange(weight);
        }

        return this;
    }

    /// <summary>Adds points of another space, which are converted by the transforms of the tiles: all of them or, when one is refused, none.</summary>
    /// <param name="from">The space that the points are in.</param>
    /// <param name="pPoint">Locations in pixels of the first tile.</param>
    /// <param name="qPoint">The same points in pixels of the second tile, in the same order.</param>
    /// <param name="weight">How much each point counts in a fit; 1 for each when empty.</param>
    /// <returns>The builder.</returns>
    /// <exception cref="InvalidOperationException">The builder was made without tiles.</exception>
    /// <exception cref="RenderException">A point cannot be converted; the message names the tile and the point.</exception>
    /// <inheritdoc cref="AddRange(ReadOnlySpan{Point2D}, ReadOnlySpan{Point2D}, ReadOnlySpan{double})" path="/exception"/>
    /// <inheritdoc cref="TileSpecExtensions.LocalToWorld(TileSpec, Point2D)" path="/exception"/>
    public CanvasMatchesBuilder AddRange(
        MatchSpace from, ReadOnlySpan<Point2D> pPoint, ReadOnlySpan<Point2D> qPoint, ReadOnlySpan<double> weight = default) =>
        p.Tile is { } pTile && q.Tile is { } qTile
            ? AddRange(pTile.ConvertPoints(from, space!, pPoint), qTile.ConvertPoints(from, space!, qPoint), weight)
            : throw new InvalidOperationException($"Only tiles can convert points. Start with two {nameof(TileSpec)}s.");

    /// <summary>Makes the matches. The builder can be used further.</summary>
    /// <returns>The matches, in the order in which the server stores them.</returns>
    public CanvasMatches Build() => new CanvasMatches
    {
        PGroupId = p.Id.GroupId,
        PId = p.Id.Id,
        QGroupId = q.Id.GroupId,
        QId = q.Id.Id,
        MatchCount = Count,
        Matches = new Matches { P = MatchPoints.ToWire(p.Points), Q = MatchPoints.ToWire(q.Points), W = [.. weights] },
    }.Normalize();

    private sealed record Side(CanvasId Id, TileSpec? Tile, MatchTile? Extent)
    {
        private const double Tolerance = 1;

        public List<Point2D> Points { get; } = [];

        public static Side Of(TileSpec tile, MatchSpace space) => new(CanvasId.Of(tile), tile, MatchTile.Of(tile, space));

        public Side RequireExtent() => Extent?.Fault is { } fault
            ? throw new RenderException($"Where tile '{Id.Id}' ends is not known: {fault.TrimEnd('.')}.")
            : this;

        public void Check(ReadOnlySpan<Point2D> points, string name)
        {
            for (var i = 0; i < points.Length; i++)
            {
                if (!double.IsFinite(points[i].X) || !double.IsFinite(points[i].Y))
                {
                    throw new ArgumentOutOfRangeException(name, points[i], $"Point {i} of {Id} does not have finite coordinates.");
                }

                if (Extent is { Fault: null } known && !known.Contains(points[i], Tolerance))
                {
                    throw new ArgumentOutOfRangeException(
                        name, points[i], $"Point {i} of {Id} lies outside of the tile, which reaches {known.Reach}. Name the space that the points are in.");
                }
            }
        }
    }
}
