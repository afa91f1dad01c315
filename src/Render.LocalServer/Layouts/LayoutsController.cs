namespace Render.LocalServer;

/// <summary>Lists tiles and their last transforms as text for other programs.</summary>
internal sealed class LayoutsController(TileStore tiles) : LayoutsControllerBase
{
    protected override Task<Answer> GetLayoutFile(
        string owner, string project, string stack, double? minZ, double? maxZ, TileLayoutFormat? format, CancellationToken cancellationToken) =>
        Write(new(owner, project, stack), new(minZ, maxZ), format, cancellationToken);

    protected override Task<Answer> GetLayerLayoutFile(
        string owner, string project, string stack, double z, TileLayoutFormat? format, CancellationToken cancellationToken) =>
        Write(new(owner, project, stack), ZRange.Of(z), format, cancellationToken);

    protected override Task<Answer> GetLayerRangeLayoutFile(
        string owner, string project, string stack, double minZ, double maxZ, TileLayoutFormat? format, CancellationToken cancellationToken) =>
        Write(new(owner, project, stack), new(minZ, maxZ), format, cancellationToken);

    private Task<Answer> Write(StackKey key, ZRange range, TileLayoutFormat? format, CancellationToken cancellationToken) =>
        tiles.ReadExistingAsync(
            key,
            (session, row) =>
            {
                var specs = session.Query(
                    """
                    SELECT spec FROM tile WHERE stack = ?1 AND z IS NOT NULL AND (?2 IS NULL OR z >= ?2) AND (?3 IS NULL OR z <= ?3)
                    ORDER BY z, tile_id
                    """,
                    read => TileTable.Parse(read.Bytes(0)), row.Id, range.Min, range.Max);
                return format == TileLayoutFormat.Scheffer
                    ? Answer.Text(LayoutText.Scheffer(row, specs))
                    : Answer.TextFor(request => LayoutText.Karsh(row.Key, specs, $"{request.Scheme}://{request.Host}{WebService.Root}"));
            },
            cancellationToken);
}
