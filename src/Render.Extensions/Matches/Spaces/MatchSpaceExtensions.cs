using System.Runtime.CompilerServices;
using Render.Transforms;

namespace Render;

/// <summary>Taking matches from one space to another, and measuring them in the world.</summary>
public static class MatchSpaceExtensions
{
    /// <summary>Takes the points of a pair from one space to another, by the transforms of its tiles.</summary>
    /// <param name="matches">The pair. It stays as it is.</param>
    /// <param name="p">The tile on the p side, with references to shared transforms replaced.</param>
    /// <param name="q">The tile on the q side, likewise. It may be of another stack.</param>
    /// <param name="from">The space that the points are in.</param>
    /// <param name="to">The space that they are wanted in.</param>
    /// <returns>The pair in the other space, without the points that cannot be converted.</returns>
    /// <exception cref="ArgumentException">A tile is not the one of its side.</exception>
    /// <exception cref="RenderException">The pair is damaged, a label is missing, or a tile lacks its size.</exception>
    /// <inheritdoc cref="TileSpecExtensions.LocalToWorld(TileSpec, Point2D)" path="/exception"/>
    public static ConvertedMatches Convert(this CanvasMatches matches, TileSpec p, TileSpec q, MatchSpace from, MatchSpace to)
    {
        RequireTiles(matches, p, q);
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        return Convert(matches, new SpaceConversion(p, from, to), new SpaceConversion(q, from, to));
    }

    /// <summary>Takes pairs from one space to another while they are read, by the tiles of a stack (<c>Tiles.GetTileSpecs</c>).</summary>
    /// <param name="stack">The stack with the tiles on both sides.</param>
    /// <param name="matches">The pairs, such as those of <see cref="MatchCollectionExtensions.ReadMatchesAsync"/>.</param>
    /// <param name="from">The space that the points are in.</param>
    /// <param name="to">The space that they are wanted in.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>The pairs in the other space, in the same order. Tiles are kept for a while and shared by the pairs.</returns>
    /// <exception cref="RenderNotFoundException">The stack does not exist.</exception>
    /// <exception cref="RenderException">The stack does not have a tile; or as for a single pair.</exception>
    public static async IAsyncEnumerable<ConvertedMatches> ConvertMatchesAsync(
        this RenderStack stack,
        IAsyncEnumerable<CanvasMatches> matches,
        MatchSpace from,
        MatchSpace to,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        var tiles = new MatchTiles<SpaceConversion>(stack, tile => new SpaceConversion(tile, from, to));
        await foreach (var (pair, p, q) in tiles.JoinAsync(matches, cancellationToken).ConfigureAwait(false))
        {
            yield return Convert(pair, Require(stack, pair.P(), p), Require(stack, pair.Q(), q));
        }
    }

    /// <summary>Measures how far the points of a pair lie apart in the world, where they should be the same.</summary>
    /// <param name="matches">The pair.</param>
    /// <param name="p">The tile on the p side, with references to shared transforms replaced.</param>
    /// <param name="q">The tile on the q side, likewise.</param>
    /// <param name="space">The space that the points are in.</param>
    /// <returns>The distances.</returns>
    /// <exception cref="ArgumentException">A tile is not the one of its side.</exception>
    /// <exception cref="RenderException">The pair is damaged, a label is missing, or a tile lacks its size.</exception>
    /// <inheritdoc cref="TileSpecExtensions.LocalToWorld(TileSpec, Point2D)" path="/exception"/>
    public static MatchResiduals Residuals(this CanvasMatches matches, TileSpec p, TileSpec q, MatchSpace space)
    {
        RequireTiles(matches, p, q);
        ArgumentNullException.ThrowIfNull(space);
        return Residuals(matches, new SpaceConversion(p, space, MatchSpace.World), new SpaceConversion(q, space, MatchSpace.World));
    }

    /// <summary>
    /// Measures how far the points of pairs lie apart in the world of a stack (<c>Tiles.GetTileSpecs</c>): the check of an alignment.
    /// </summary>
    /// <param name="stack">The stack with the tiles on both sides.</param>
    /// <param name="matches">The pairs, such as those of <see cref="MatchCollectionExtensions.ReadMatchesAsync"/>.</param>
    /// <param name="space">The space that the points are in.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>The distances for each pair, in the same order.</returns>
    /// <exception cref="RenderNotFoundException">The stack does not exist.</exception>
    /// <exception cref="RenderException">The stack does not have a tile; or as for a single pair.</exception>
    public static async IAsyncEnumerable<MatchResiduals> ReadResidualsAsync(
        this RenderStack stack,
        IAsyncEnumerable<CanvasMatches> matches,
        MatchSpace space,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(space);
        var tiles = new MatchTiles<SpaceConversion>(stack, tile => new SpaceConversion(tile, space, MatchSpace.World));
        await foreach (var (pair, p, q) in tiles.JoinAsync(matches, cancellationToken).ConfigureAwait(false))
        {
            yield return Residuals(pair, Require(stack, pair.P(), p), Require(stack, pair.Q(), q));
        }
    }

    private static ConvertedMatches Convert(CanvasMatches matches, SpaceConversion p, SpaceConversion q)
    {
        var (pPoints, qPoints) = (matches.PPoints(), matches.QPoints());
        p.Convert(pPoints, pPoints);
        q.Convert(qPoints, qPoints);
        List<int> kept = new(pPoints.Length);
        List<int> lost = [];
        for (var i = 0; i < pPoints.Length; i++)
        {
            (double.IsNaN(pPoints[i].X) || double.IsNaN(qPoints[i].X) ? lost : kept).Add(i);
        }

        if (matches.Matches is null)
        {
            return new ConvertedMatches(matches, lost);
        }

        var weights = matches.Weights();
        return new ConvertedMatches(
            lost.Count == 0
                ? matches.WithPoints(pPoints, qPoints, weights)
                : matches.WithPoints(
                    [.. kept.Select(i => pPoints[i])], [.. kept.Select(i => qPoints[i])], [.. kept.Select(i => weights[i])]),
            lost);
    }

    private static MatchResiduals Residuals(CanvasMatches matches, SpaceConversion p, SpaceConversion q)
    {
        var (pPoints, qPoints) = (matches.PPoints(), matches.QPoints());
        p.Convert(pPoints, pPoints);
        q.Convert(qPoints, qPoints);
        var distances = new double[pPoints.Length];
        for (var i = 0; i < distances.Length; i++)
        {
            distances[i] = double.Hypot(pPoints[i].X - qPoints[i].X, pPoints[i].Y - qPoints[i].Y);
        }

        return new MatchResiduals(matches.P(), matches.Q(), distances, matches.Weights());
    }

    private static void RequireTiles(CanvasMatches matches, TileSpec p, TileSpec q)
    {
        ArgumentNullException.ThrowIfNull(matches);
        ArgumentNullException.ThrowIfNull(p);
        ArgumentNullException.ThrowIfNull(q);
        RequireTile(matches.PId, p, nameof(p));
        RequireTile(matches.QId, q, nameof(q));
    }

    private static void RequireTile(string id, TileSpec tile, string name)
    {
        if (id != tile.TileId)
        {
            throw new ArgumentException($"The {name} side of the pair is tile '{id}', but '{tile.TileId}' was given.", name);
        }
    }

    private static SpaceConversion Require(RenderStack stack, CanvasId canvas, SpaceConversion? conversion) => conversion
        ?? throw new RenderException(
            $"Stack {stack} has no tile '{canvas.Id}', which the matches have in group '{canvas.GroupId}'. Take the stack of the matches, or drop what {nameof(MatchCheckExtensions.CheckMatchesAsync)} reports.");
}
