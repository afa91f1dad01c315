namespace Render;

/// <summary>
/// The server has no one way to say that a layer has no tiles: it answers 400, 404 or an empty list, by operation. These are the texts
/// that tell this from a stack that does not exist.
/// </summary>
internal static class LayerAbsence
{
    public static bool SaysNoTiles(this RenderException exception) =>
        exception is RenderBadRequestException or RenderNotFoundException { IsServersWord: true }
        && exception.ServerText is { } text
        && (text.Contains("does not contain any tiles with a z value", StringComparison.Ordinal)
            || text.StartsWith("no tile specifications found in stack", StringComparison.Ordinal));
}
