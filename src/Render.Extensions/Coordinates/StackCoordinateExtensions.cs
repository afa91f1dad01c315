using Render.Transforms;

namespace Render;

/// <summary>
/// Mapping between the images of tiles and the world, computed by the server. <see cref="StackGeometry"/> maps many points on the client,
/// <see cref="TileSpecExtensions"/> those of one tile.
/// </summary>
public static class StackCoordinateExtensions
{
    private const string NotFinite = "the coordinates are not finite numbers";

    /// <summary>Maps a point from a tile's image to the world (<c>Coordinates.MapLocalToWorld</c>).</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="tileId">The tile.</param>
    /// <param name="local">A location in pixels of the tile's image.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The location in world pixels.</returns>
    /// <exception cref="RenderNotFoundException">The tile or the stack does not exist.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The point is not finite.</exception>
    public static async Task<Point2D> LocalToWorldAsync(
        this RenderStack stack, string tileId, Point2D local, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stack);
        RequireFinite(local, nameof(local));
        var answer = await stack.Client.Api.Coordinates
            .MapLocalToWorldAsync(stack.Owner, stack.Project, stack.Name, tileId, local.X, local.Y, cancellationToken)
            .ConfigureAwait(false);
        return MappedPoint.FromWire(answer, answer.World).Point;
    }

    /// <summary>Maps points from one tile's image to the world, in batches (<c>Coordinates.MapLocalToWorldBatch</c>).</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="tileId">The tile.</param>
    /// <param name="local">Locations in pixels of the tile's image.</param>
    /// <param name="options">Batch size and parallelism.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The locations in world pixels, in the same order.</returns>
    /// <exception cref="RenderException">
    /// A point cannot be mapped, such as when the tile does not exist; the message names the stack, the tile and the point. To get the
    /// other points all the same, pass <see cref="TilePoint"/>s.
    /// </exception>
    public static async Task<Point2D[]> LocalToWorldAsync(
        this RenderStack stack,
        string tileId,
        IReadOnlyList<Point2D> local,
        CoordinateOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(local);
        var mapped = await stack
            .LocalToWorldAsync(local.Select(point => new TilePoint(tileId, point)), options, cancellationToken)
            .ConfigureAwait(false);
        return [.. mapped.Select((point, index) => point.IsMapped
            ? point.Point
            : throw new RenderException(
                $"Point {index} of tile '{tileId}' in stack {stack} cannot be mapped to the world: {point.Error}."))];
    }

    /// <summary>Maps points from the images of tiles to the world, in batches (<c>Coordinates.MapLocalToWorldBatch</c>).</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="local">Tiles and locations in pixels of their images.</param>
    /// <param name="options">Batch size and parallelism.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>
    /// One result for each point, in the same order: a location in world pixels, or the error of this point, such as a tile that does not
    /// exist. The server reports a missing stack in the same way.
    /// </returns>
    public static async Task<MappedPoint[]> LocalToWorldAsync(
        this RenderStack stack,
        IEnumerable<TilePoint> local,
        CoordinateOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stack);
        return await MapAsync(
            local,
            static point => double.IsFinite(point.Local.X) && double.IsFinite(point.Local.Y),
            static point => MappedPoint.Failed(NotFinite, point.TileId),
            static point => new TileCoordinates { TileId = point.TileId, Local = [point.Local.X, point.Local.Y] },
            async (points, token) =>
            {
                var answers = await stack.Client.Api.Coordinates
                    .MapLocalToWorldBatchAsync(stack.Owner, stack.Project, stack.Name, points, token)
                    .ConfigureAwait(false);
                return [.. answers.Select(static answer => MappedPoint.FromWire(answer, answer.World))];
            },
            options ?? new CoordinateOptions(),
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Maps a point of the world to the image of the tile that is seen there (<c>Coordinates.MapLayerWorldToLocalBatch</c>).</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="z">The layer.</param>
    /// <param name="world">A location in world pixels.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>
    /// The tile and the location in pixels of its image, or an error: no tile is there, or the point cannot be mapped back. The server
    /// reports a missing stack in the same way.
    /// </returns>
    public static async Task<MappedPoint> WorldToLocalAsync(
        this RenderStack stack, double z, Point2D world, CancellationToken cancellationToken = default) =>
        (await stack.WorldToLocalAsync(z, [world], cancellationToken: cancellationToken).ConfigureAwait(false))[0];

    /// <summary>
    /// Maps points of the world to the images of the tiles that are seen there, in batches (<c>Coordinates.MapLayerWorldToLocalBatch</c>).
    /// </summary>
    /// <param name="stack">The stack.</param>
    /// <param name="z">The layer.</param>
    /// <param name="world">Locations in world pixels.</param>
    /// <param name="options">Batch size and parallelism.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>
    /// One result for each point, in the same order: the visible tile and the location in pixels of its image, or the error of this point.
    /// The server inverts transforms through a mesh of triangles: expect noise of 1e-14, and no result for the last row and column of
    /// pixels.
    /// </returns>
    public static async Task<MappedPoint[]> WorldToLocalAsync(
        this RenderStack stack,
        double z,
        IReadOnlyList<Point2D> world,
        CoordinateOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        var candidates = await stack.WorldToAllLocalAsync(z, world, options, cancellationToken).ConfigureAwait(false);
        return [.. candidates.Select(static tiles => tiles.FirstOrDefault(static tile => tile.IsVisible, tiles[^1]))];
    }

    /// <summary>
    /// Maps points of the world to the images of all tiles that are there, in batches (<c>Coordinates.MapLayerWorldToLocalBatch</c>).
    /// </summary>
    /// <param name="stack">The stack.</param>
    /// <param name="z">The layer.</param>
    /// <param name="world">Locations in world pixels.</param>
    /// <param name="options">Batch size and parallelism.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>
    /// For each point, in the same order, at least one result: every tile that covers it, one of them visible; or the error of this point.
    /// </returns>
    public static Task<IReadOnlyList<MappedPoint>[]> WorldToAllLocalAsync(
        this RenderStack stack,
        double z,
        IReadOnlyList<Point2D> world,
        CoordinateOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stack);
        return MapAsync<Point2D, IReadOnlyList<MappedPoint>>(
            world,
            static point => double.IsFinite(point.X) && double.IsFinite(point.Y),
            static _ => [MappedPoint.Failed(NotFinite)],
            static point => new TileCoordinates { World = [point.X, point.Y] },
            async (points, token) =>
            {
                var answers = await stack.Client.Api.Coordinates
                    .MapLayerWorldToLocalBatchAsync(stack.Owner, stack.Project, stack.Name, z, points, token)
                    .ConfigureAwait(false);
                return [.. answers.Select(static tiles => tiles.Count == 0
                    ? [MappedPoint.Failed("the server answered with neither coordinates nor an error")]
                    : (IReadOnlyList<MappedPoint>)[.. tiles.Select(static tile => MappedPoint.FromWire(tile, tile.Local))])];
            },
            options ?? new CoordinateOptions(),
            cancellationToken);
    }

    /// <summary>
    /// Maps a point of the world through the tile that is seen there to where the same tile lies in another stack
    /// (<c>Coordinates.MapToStack</c>).
    /// </summary>
    /// <param name="stack">The stack that the point is in.</param>
    /// <param name="z">The layer in this stack.</param>
    /// <param name="world">A location in world pixels of this stack.</param>
    /// <param name="target">The other stack.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The tile and the location in world pixels of the other stack.</returns>
    /// <exception cref="RenderBadRequestException">No tile is there.</exception>
    /// <exception cref="RenderNotFoundException">The other stack does not have the tile.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The point is not finite.</exception>
    public static async Task<MappedPoint> MapToStackAsync(
        this RenderStack stack, double z, Point2D world, RenderStack target, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stack);
        ArgumentNullException.ThrowIfNull(target);
        RequireFinite(world, nameof(world));
        var answer = await stack.Client.Api.Coordinates
            .MapToStackAsync(
                stack.Owner, stack.Project, stack.Name, z, world.X, world.Y, target.Name, target.Owner, target.Project, cancellationToken)
            .ConfigureAwait(false);
        return MappedPoint.FromWire(answer, answer.World);
    }

    // Points that cannot be sent get their error here; the others go in batches, and everything comes back in the order of the question.
    private static async Task<TResult[]> MapAsync<TPoint, TResult>(
        IEnumerable<TPoint> points,
        Func<TPoint, bool> isFinite,
        Func<TPoint, TResult> notFinite,
        Func<TPoint, TileCoordinates> toWire,
        Func<TileCoordinates[], CancellationToken, Task<TResult[]>> send,
        CoordinateOptions options,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(points);
        options.Validate();
        List<TResult> results = [];
        var batches = points.Chunk(options.PointsPerRequest).SelectParallel(options.Parallelism, MapBatchAsync, cancellationToken);
        await foreach (var batch in batches.ConfigureAwait(false))
        {
            results.AddRange(batch);
        }

        return [.. results];

        async Task<TResult[]> MapBatchAsync(TPoint[] batch, CancellationToken token)
        {
            TileCoordinates[] request = [.. batch.Where(isFinite).Select(toWire)];
            var answers = request.Length == 0 ? [] : await send(request, token).ConfigureAwait(false);
            if (answers.Length != request.Length)
            {
                throw new RenderException($"The server answered {answers.Length} coordinates to {request.Length}. Nothing can be assigned.");
            }

            var next = 0;
            return [.. batch.Select(point => isFinite(point) ? answers[next++] : notFinite(point))];
        }
    }

    private static void RequireFinite(Point2D point, string name)
    {
        if (!double.IsFinite(point.X) || !double.IsFinite(point.Y))
        {
            throw new ArgumentOutOfRangeException(name, point, NotFinite);
        }
    }
}
