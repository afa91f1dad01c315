namespace Render.LocalServer;

/// <summary>Maps points between tiles and the world.</summary>
internal sealed class CoordinatesController(TileStore tiles) : CoordinatesControllerBase
{
    private static readonly IReadOnlyDictionary<string, TransformSpec> NoTransforms = new Dictionary<string, TransformSpec>();

    protected override Task<Answer> MapLocalToWorld(
        string owner, string project, string stack, string tileId, double x, double y, CancellationToken cancellationToken) =>
        With(new(owner, project, stack), geometry => Answer.Of(geometry.LocalToWorld(tileId, x, y)), cancellationToken);

    protected override Task<Answer> MapWorldToLocal(
        string owner, string project, string stack, double z, double x, double y, CancellationToken cancellationToken) =>
        With(new(owner, project, stack), geometry => Answer.Of(geometry.WorldToLocal(x, y, z)), cancellationToken);

    protected override Task<Answer> MapLocalToWorldBatch(
        string owner, string project, string stack, IReadOnlyList<TileCoordinates>? coordinates, CancellationToken cancellationToken) =>
        WithAll(
            new(owner, project, stack), coordinates,
            (geometry, points) => Answer.Of(CoordinateBatch.LocalToWorld(geometry, points)), cancellationToken);

    protected override Task<Answer> MapLayerLocalToWorldBatch(
        string owner, string project, string stack, double z, IReadOnlyList<TileCoordinates>? coordinates, CancellationToken cancellationToken) =>
        MapLocalToWorldBatch(owner, project, stack, coordinates, cancellationToken);

    protected override Task<Answer> MapWorldToLocalBatch(
        string owner, string project, string stack, IReadOnlyList<TileCoordinates>? coordinates, CancellationToken cancellationToken) =>
        WithAll(
            new(owner, project, stack), coordinates,
            (geometry, points) => Answer.Of(CoordinateBatch.WorldToLocal(geometry, points, null)), cancellationToken);

    protected override Task<Answer> MapLayerWorldToLocalBatch(
        string owner, string project, string stack, double z, IReadOnlyList<TileCoordinates>? coordinates, CancellationToken cancellationToken) =>
        WithAll(
            new(owner, project, stack), coordinates,
            (geometry, points) => Answer.Of(CoordinateBatch.WorldToLocal(geometry, points, z)), cancellationToken);

    protected override Task<Answer> FindTilesAt(
        string owner, string project, string stack, IReadOnlyList<TileCoordinates>? coordinates, CancellationToken cancellationToken) =>
        WithAll(
            new(owner, project, stack), coordinates,
            (geometry, points) => Answer.Of(CoordinateBatch.TilesAt(geometry, points, null)), cancellationToken);

    protected override Task<Answer> FindLayerTilesAt(
        string owner, string project, string stack, double z, IReadOnlyList<TileCoordinates>? coordinates, CancellationToken cancellationToken) =>
        WithAll(
            new(owner, project, stack), coordinates,
            (geometry, points) => Answer.Of(CoordinateBatch.TilesAt(geometry, points, z)), cancellationToken);

    protected override Task<Answer> MapToStack(
        string owner, string project, string stack, double z, double x, double y, string toStack, string? toOwner, string? toProject,
        CancellationToken cancellationToken)
    {
        var target = new StackKey(toOwner ?? owner, toProject ?? project, toStack);
        return tiles.ReadAsync(
            new(owner, project, stack),
            (session, row) =>
            {
                var visible = new StackGeometry(session, new(owner, project, stack), row, tiles.Rules.Line).WorldToLocal(x, y, z)[^1];
                var geometry = new StackGeometry(session, target, session.Find(target), tiles.Rules.Line);
                return Answer.Of(geometry.LocalToWorld(visible.TileId!, visible.Local![0], visible.Local[1]));
            },
            cancellationToken);
    }

    protected override Task<Answer> MapLocalToWorldForTileSpec(
        string owner, double x, double y, TileSpec? tileSpec, CancellationToken cancellationToken)
    {
        var tile = Given(tileSpec, "getWorldCoordinates(double, double)", "<parameter3>");
        return Task.FromResult(Answer.Of(new TileGeometry(tile, NoTransforms, tiles.Rules.Line).LocalToWorld(x, y)));
    }

    protected override Task<Answer> MapWorldToLocalForTileSpec(
        string owner, double x, double y, double? meshCellSize, TileSpec? tileSpec, CancellationToken cancellationToken)
    {
        var tile = Given(tileSpec, "getLocalCoordinates(double, double, double)", "<parameter4>");
        return Task.FromResult(Answer.Of(new TileGeometry(tile, NoTransforms, tiles.Rules.Line).WorldToLocal(x, y, meshCellSize)
            ?? throw new IllegalStateException($"Noninvertible location ( {JavaText.Of(x)}, {JavaText.Of(y)} )")));
    }

    private Task<Answer> With(StackKey key, Func<StackGeometry, Answer> map, CancellationToken cancellationToken) =>
        tiles.ReadAsync(key, (session, row) => map(new StackGeometry(session, key, row, tiles.Rules.Line)), cancellationToken);

    private Task<Answer> WithAll(
        StackKey key, IReadOnlyList<TileCoordinates>? coordinates, Func<StackGeometry, IReadOnlyList<TileCoordinates>, Answer> map,
        CancellationToken cancellationToken) => coordinates is null
        ? throw new BrokenAnswerException()
        : With(key, geometry => map(geometry, coordinates), cancellationToken);

    private static TileSpec Given(TileSpec? tile, string call, string parameter) => tile ?? throw new IllegalStateException(
        $"Cannot invoke \"org.janelia.alignment.spec.TileSpec.{call}\" because \"{parameter}\" is null");
}
