namespace Render.LocalServer;

/// <summary>Lists tiles and their last transforms as text for other programs.</summary>
internal sealed class LayoutsController(TileStore tiles) : LayoutsControllerBase
{
    // No text of JSON has it unescaped, and no layout file either.
    private const string AddressMark = "\0";

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
                // Only one layer at a time is in memory. The address of the server is known when the answer is written.
                var specs = session.ZValues(row, range).SelectMany(z => session.LayerTiles(row, z));
                if (format == TileLayoutFormat.Scheffer)
                    return Answer.Text(LayoutText.Scheffer(row, specs));

                var text = LayoutText.Karsh(row.Key, specs, AddressMark);
                return Answer.TextFor(request => text.Replace(
                    AddressMark, $"{request.Scheme}://{request.Host}{WebService.Root}", StringComparison.Ordinal));
            },
            cancellationToken);
}
