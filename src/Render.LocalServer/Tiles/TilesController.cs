using Render.Transforms;

namespace Render.LocalServer;

/// <summary>Tiles and shared transforms.</summary>
internal sealed class TilesController(TileStore store) : TilesControllerBase
{
    protected override Task<Answer> GetTileSpec(
        string owner, string project, string stack, string tileId, CancellationToken cancellationToken)
    {
        var key = new StackKey(owner, project, stack);
        return store.ReadAsync(
            key,
            (session, row) => Answer.OfJson(session.FindTileJson(row, tileId) ?? throw TileTable.NoSuchTile(key, tileId)),
            cancellationToken);
    }

    protected override async Task<Answer> DeleteTile(
        string owner, string project, string stack, string tileId, CancellationToken cancellationToken)
    {
        await store.DeleteAsync(new(owner, project, stack), "tile_id = ?2", tileId, cancellationToken).ConfigureAwait(false);
        return Answer.Done;
    }

    protected override Task<Answer> GetTileSpecs(
        string owner, string project, string stack, IReadOnlyList<string>? tileIds, CancellationToken cancellationToken)
    {
        if (tileIds is null)
            throw new BrokenAnswerException();

        return store.ReadAsync(
            new(owner, project, stack),
            (session, row) => Answer.Of(row is null
                ? []
                : TileStore.Flattened(session, row, tileIds
                    .Distinct()
                    .Order(StringComparer.Ordinal)
                    .Select(id => session.FindTileJson(row, id))
                    .OfType<byte[]>())),
            cancellationToken);
    }

    protected override Task<Answer> GetTileIds(
        string owner, string project, string stack, double? minZ, double? maxZ, string? matchPattern, CancellationToken cancellationToken) =>
        store.ReadAsync(
            new(owner, project, stack),
            (session, row) => Answer.Of<IReadOnlyList<string>>(
                row is null ? [] : session.TileIds(row, new(minZ, maxZ), Patterns.Check(matchPattern))),
            cancellationToken);

    protected override Task<Answer> GetResolvedTiles(
        string owner, string project, string stack, double? minZ, double? maxZ, string? groupId, double? minX, double? maxX, double? minY,
        double? maxY, string? matchPattern, CancellationToken cancellationToken)
    {
        var key = new StackKey(owner, project, stack);
        var filter = TileFilter.Of(new(minZ, maxZ), groupId, minX, maxX, minY, maxY).Matching(matchPattern);
        return store.ReadAsync(
            key, (session, row) => Answer.OfJson(store.Resolved(session, key, row, filter, filter.Words)), cancellationToken);
    }

    protected override Task<Answer> GetResolvedTilesWithMatches(
        string owner, string project, string stack, string matchCollection, double? minZ, double? maxZ, string? groupId, double? minX, double? maxX,
        double? minY, double? maxY, string? matchPattern, CancellationToken cancellationToken)
    {
        var key = new StackKey(owner, project, stack);
        var collection = new CollectionKey(owner, matchCollection);
        var filter = TileFilter.Of(new(minZ, maxZ), groupId, minX, maxX, minY, maxY).Matching(matchPattern);
        return store.ReadAsync(
            key, (session, row) => Answer.OfJson(store.ResolvedWithMatches(session, key, row, filter, collection)), cancellationToken);
    }

    protected override async Task<Answer> SaveResolvedTiles(
        string owner, string project, string stack, bool? deriveData, ResolvedTileSpecCollection? tiles, CancellationToken cancellationToken)
    {
        await store.SaveAsync(new(owner, project, stack), tiles, null, deriveData ?? false, cancellationToken).ConfigureAwait(false);
        return Answer.Created;
    }

    protected override Task<Answer> GetTransformSpec(
        string owner, string project, string stack, string transformId, CancellationToken cancellationToken) =>
        store.ReadExistingAsync(
            new(owner, project, stack),
            (session, row) => Answer.OfJson(session.FindTransformJson(row, transformId)
                ?? throw new NotFoundException($"transform spec with id '{transformId}' does not exist in the {row.Key}")),
            cancellationToken);

    protected override Task<Answer> GetTileRenderParameters(
        string owner, string project, string stack, string tileId, int? x, int? y, int? width, int? height, bool? normalizeForMatching,
        IReadOnlyList<string>? excludeTransformsAfterLast, IReadOnlyList<string>? excludeFirstTransformAndAllAfter, bool? excludeAllTransforms,
        RenderOptions renderOptions, CancellationToken cancellationToken)
    {
        var exclusion = new TransformExclusion
        {
            NormalizeForMatching = normalizeForMatching ?? false,
            ExcludeTransformsAfterLast = excludeTransformsAfterLast,
            ExcludeFirstTransformAndAllAfter = excludeFirstTransformAndAllAfter,
            ExcludeAllTransforms = excludeAllTransforms,
        };
        return Render(
            new(owner, project, stack), stack => stack.Tile(tileId, exclusion, new TileWindow(x, y, width, height), renderOptions), cancellationToken);
    }

    protected override Task<Answer> GetTileWithNeighborsRenderParameters(
        string owner, string project, string stack, string tileId, double? widthFactor, double? heightFactor,
        RenderOptions renderOptions, CancellationToken cancellationToken)
    {
        const double DefaultFactor = 0.3;
        return Render(
            new(owner, project, stack),
            stack => stack.Neighbors(tileId, widthFactor ?? DefaultFactor, heightFactor ?? DefaultFactor, renderOptions),
            cancellationToken);
    }

    protected override Task<Answer> GetTileSourceRenderParameters(
        string owner, string project, string stack, string tileId, double scale, RenderOptions renderOptions, CancellationToken cancellationToken) =>
        Render(new(owner, project, stack), stack => stack.Source(tileId, isMask: false, scale, renderOptions), cancellationToken);

    protected override Task<Answer> GetTileMaskRenderParameters(
        string owner, string project, string stack, string tileId, double scale, RenderOptions renderOptions, CancellationToken cancellationToken) =>
        Render(new(owner, project, stack), stack => stack.Source(tileId, isMask: true, scale, renderOptions), cancellationToken);

    protected override Task<Answer> GetTileValidationInfo(
        string owner, string project, string stack, string tileId, CancellationToken cancellationToken)
    {
        var key = new StackKey(owner, project, stack);
        return store.ReadAsync(
            key,
            (session, row) =>
            {
                var tile = session.FindTileJson(row, tileId) ?? throw TileTable.NoSuchTile(key, tileId);
                SpecValidation.Check(new SharedTransforms(session, row!).Flatten(tile));
                return Answer.Done;
            },
            cancellationToken);
    }

    private Task<Answer> Render(StackKey key, Func<StackRenderParameters, RenderParameters> describe, CancellationToken cancellationToken) =>
        store.ReadExistingAsync(key, (session, row) => Answer.Of(describe(new StackRenderParameters(session, row, store.Rules))), cancellationToken);
}
