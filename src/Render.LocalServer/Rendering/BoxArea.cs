namespace Render.LocalServer;

/// <summary>A part of a layer.</summary>
/// <param name="Z">The layer.</param>
/// <param name="X">Its left edge, in world pixels.</param>
/// <param name="Y">Its upper edge.</param>
/// <param name="Width">Its width at full scale.</param>
/// <param name="Height">Its height.</param>
/// <param name="GroupId">The only group of tiles that counts, or <c>null</c> for all.</param>
internal readonly record struct BoxArea(double Z, double X, double Y, int Width, int Height, string? GroupId = null)
{
    /// <summary>Chooses the tiles that touch the area; edges count.</summary>
    public TileFilter Tiles => TileFilter.Of(ZRange.Of(Z), GroupId, X, X + Width, Y, Y + Height);
}
