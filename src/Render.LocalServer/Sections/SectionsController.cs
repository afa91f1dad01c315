namespace Render.LocalServer;

/// <summary>Layers (one z) and sections (one section id) of a stack.</summary>
internal sealed class SectionsController(TileStore store) : SectionsControllerBase
{
    protected override Task<Answer> GetSectionZ(
        string owner, string project, string stack, string sectionId, CancellationToken cancellationToken) =>
        store.ReadExistingAsync(
            new(owner, project, stack),
            (session, row) => Answer.Of(session.First(
                "SELECT z FROM tile WHERE stack = ?1 AND section_id = ?2 AND z IS NOT NULL ORDER BY id LIMIT 1", read => read.Number(0), row.Id, sectionId)
                ?? throw new NotFoundException($"sectionId '{sectionId}' does not exist in the {row.Key}")),
            cancellationToken);

    protected override async Task<Answer> SetSectionZ(
        string owner, string project, string stack, string sectionId, double? z, CancellationToken cancellationToken)
    {
        await store.MoveAsync(
            new(owner, project, stack),
            (session, row) => session.Query(
                "SELECT spec FROM tile WHERE stack = ?1 AND section_id = ?2", read => read.Bytes(0), row.Id, sectionId),
            z ?? throw new InvalidArgumentException("z value must be specified"),
            cancellationToken).ConfigureAwait(false);
        return Answer.Created;
    }

    protected override async Task<Answer> DeleteSectionTiles(
        string owner, string project, string stack, string sectionId, CancellationToken cancellationToken)
    {
        await store.DeleteAsync(new(owner, project, stack), "section_id = ?2", sectionId, cancellationToken).ConfigureAwait(false);
        return Answer.Done;
    }

    protected override Task<Answer> GetSectionTileBounds(
        string owner, string project, string stack, string sectionId, string? tileIdPattern, CancellationToken cancellationToken) =>
        store.ReadExistingAsync(
            new(owner, project, stack),
            (session, row) => Answer.Of<IReadOnlyList<TileBounds>>(session.TileBounds(row, sectionId, tileIdPattern, store.Rules)),
            cancellationToken);

    protected override async Task<Answer> SetTilesZ(
        string owner, string project, string stack, double z, IReadOnlyList<string>? tileIds, CancellationToken cancellationToken)
    {
        await store.MoveAsync(
            new(owner, project, stack),
            (session, row) => (tileIds ?? throw new InvalidArgumentException("tileIds must be specified"))
                .Select(id => session.FindTileJson(row, id))
                .OfType<byte[]>(),
            z,
            cancellationToken).ConfigureAwait(false);
        return Answer.Created;
    }

    protected override async Task<Answer> DeleteLayerTiles(
        string owner, string project, string stack, double z, CancellationToken cancellationToken)
    {
        await store.DeleteAsync(new(owner, project, stack), "z = ?2", z, cancellationToken).ConfigureAwait(false);
        return Answer.Done;
    }

    protected override Task<Answer> GetLayerBounds(
        string owner, string project, string stack, double z, CancellationToken cancellationToken) =>
        store.ReadExistingAsync(
            new(owner, project, stack),
            (session, row) => Answer.Of(session.First(
                """
                SELECT MIN(min_x), MIN(min_y), MAX(max_x), MAX(max_y) FROM tile INDEXED BY tile_by_place
                WHERE stack = ?1 AND z = ?2 HAVING COUNT(*) > 0
                """,
                read => new Bounds
                {
                    MinX = read.Number(0),
                    MinY = read.Number(1),
                    MinZ = z,
                    MaxX = read.Number(2),
                    MaxY = read.Number(3),
                    MaxZ = z,
                },
                row.Id, z) ?? throw row.NoSuchLayer(z)),
            cancellationToken);

    protected override Task<Answer> GetLayerTileBounds(
        string owner, string project, string stack, double z, string? tileIdPattern, CancellationToken cancellationToken) =>
        store.ReadExistingAsync(
            new(owner, project, stack),
            (session, row) => Answer.Of<IReadOnlyList<TileBounds>>(session.TileBounds(row, z, tileIdPattern, store.Rules)),
            cancellationToken);

    protected override Task<Answer> GetLayerSectionData(
        string owner, string project, string stack, double z, CancellationToken cancellationToken) =>
        store.ReadExistingAsync(
            new(owner, project, stack),
            (session, row) => Answer.Of<IReadOnlyList<SectionData>>(session.LayerSections(row, z)),
            cancellationToken);

    protected override Task<Answer> GetLayerTileSpecs(
        string owner, string project, string stack, double z, string? tileIdPattern, CancellationToken cancellationToken) =>
        store.ReadExistingAsync(
            new(owner, project, stack),
            (session, row) => Answer.Of(TileStore.Flattened(session, row, LayerTiles(session, row, z, tileIdPattern))),
            cancellationToken);

    protected override Task<Answer> GetLayerLastTransforms(
        string owner, string project, string stack, double z, string? tileIdPattern, CancellationToken cancellationToken) =>
        store.ReadExistingAsync(
            new(owner, project, stack),
            (session, row) => Answer.Of<IReadOnlyList<LastTileTransform>>(
            [
                .. LayerTiles(session, row, z, tileIdPattern).Select(TileTable.Parse).Select(tile => new LastTileTransform
                {
                    TileId = tile.TileId,
                    LastTransform = tile.Transforms is { Transforms: [.., var last] } ? last : null,
                }),
            ]),
            cancellationToken);

    protected override Task<Answer> GetLayerResolvedTiles(
        string owner, string project, string stack, double z, string? matchPattern, CancellationToken cancellationToken) =>
        store.ReadExistingAsync(
            new(owner, project, stack),
            (session, row) => Answer.OfJson(store.Resolved(session, row.Key, row, TileFilter.Layer(z).Matching(matchPattern), $"z={JavaText.Of(z)}")),
            cancellationToken);

    protected override async Task<Answer> SaveLayerResolvedTiles(
        string owner, string project, string stack, double z, bool? deriveData, ResolvedTileSpecCollection? tiles,
        CancellationToken cancellationToken)
    {
        await store.SaveAsync(new(owner, project, stack), tiles, z, deriveData ?? false, cancellationToken).ConfigureAwait(false);
        return Answer.Created;
    }

    protected override Task<Answer> GetLayerRenderParameters(
        string owner, string project, string stack, double z, string? tileIdPattern, RenderOptions renderOptions,
        CancellationToken cancellationToken) =>
        store.ReadExistingAsync(
            new(owner, project, stack),
            (session, row) => Answer.Of(new StackRenderParameters(session, row, store.Rules).Layer(z, tileIdPattern, 1, renderOptions)),
            cancellationToken);

    protected override Task<Answer> GetClusteredTileBounds(
        string owner, string project, string stack, double z, string matchCollection, string? matchOwner, CancellationToken cancellationToken) =>
        store.ReadExistingAsync(
            new(owner, project, stack),
            (session, row) => Answer.Of(
                TileClusters.Find(session, session.TileBounds(row, z, null, store.Rules), session.Require(new CollectionKey(matchOwner ?? owner, matchCollection)))),
            cancellationToken);

    // With a pattern it is no fault when nothing is found.
    private List<byte[]> LayerTiles(Session session, StackRow stack, double z, string? pattern)
    {
        var tiles = session.TileJson(stack, TileFilter.Layer(z).Matching(pattern), store.Rules);
        return tiles.Count > 0 || pattern is not null ? tiles : throw stack.NoSuchLayer(z);
    }
}
