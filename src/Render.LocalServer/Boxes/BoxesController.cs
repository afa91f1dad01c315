namespace Render.LocalServer;

/// <summary>Counts tiles in boxes.</summary>
internal sealed class BoxesController(TileStore tiles) : BoxesControllerBase
{
    protected override Task<Answer> GetBoxTileCount(
        string owner, string project, string stack, double z, double x, double y, int width, int height, CancellationToken cancellationToken) =>
        tiles.ReadExistingAsync(
            new(owner, project, stack),
            (session, row) => Answer.Of(session.CountTiles(row, z, x, y, width, height)),
            cancellationToken);

    protected override Task<Answer> GetDvidBoxTileCount(
        string owner, string project, string stack, int width, int height, double x, double y, double z, CancellationToken cancellationToken) =>
        GetBoxTileCount(owner, project, stack, z, x, y, width, height, cancellationToken);
}
