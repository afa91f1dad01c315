namespace Render.LocalServer;

/// <summary>Tiles in boxes.</summary>
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

    protected override Task<Answer> GetBoxRenderParameters(
        string owner, string project, string stack, double z, double x, double y, int width, int height, double scale,
        RenderOptions renderOptions, CancellationToken cancellationToken) =>
        Render(new(owner, project, stack), new BoxArea(z, x, y, width, height), scale, renderOptions, cancellationToken);

    protected override Task<Answer> GetGroupBoxRenderParameters(
        string owner, string project, string stack, string groupId, double z, double x, double y, int width, int height, double scale,
        RenderOptions renderOptions, CancellationToken cancellationToken) =>
        Render(new(owner, project, stack), new BoxArea(z, x, y, width, height, groupId), scale, renderOptions, cancellationToken);

    protected override Task<Answer> GetDvidBoxRenderParameters(
        string owner, string project, string stack, int width, int height, double x, double y, double z,
        RenderOptions renderOptions, CancellationToken cancellationToken) =>
        Render(new(owner, project, stack), new BoxArea(z, x, y, width, height), 1, renderOptions, cancellationToken);

    protected override Task<Answer> GetDvidGroupBoxRenderParameters(
        string owner, string project, string stack, string groupId, int width, int height, double x, double y, double z,
        RenderOptions renderOptions, CancellationToken cancellationToken) =>
        Render(new(owner, project, stack), new BoxArea(z, x, y, width, height, groupId), 1, renderOptions, cancellationToken);

    private Task<Answer> Render(StackKey stack, BoxArea area, double scale, RenderOptions options, CancellationToken cancellationToken) =>
        tiles.ReadExistingAsync(
            stack, (session, row) => Answer.Of(new StackRenderParameters(session, row, tiles.Rules).Box(area, scale, options)), cancellationToken);
}
