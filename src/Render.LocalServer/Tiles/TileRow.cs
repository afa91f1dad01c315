namespace Render.LocalServer;

/// <summary>A tile on its way into the database: its JSON and what is searched for.</summary>
/// <param name="TileId">Its id.</param>
/// <param name="Z">Its layer, or <c>null</c> when it is in none.</param>
/// <param name="SectionId">Its section.</param>
/// <param name="GroupId">Its group.</param>
/// <param name="MinX">Its bounds.</param>
/// <param name="MinY">Its bounds.</param>
/// <param name="MaxX">Its bounds.</param>
/// <param name="MaxY">Its bounds.</param>
/// <param name="Channels">The names of its channels, one a line, or <c>null</c> when it has none.</param>
/// <param name="Spec">Its JSON.</param>
internal sealed record TileRow(
    string TileId,
    double? Z,
    string? SectionId,
    string? GroupId,
    double? MinX,
    double? MinY,
    double? MaxX,
    double? MaxY,
    string? Channels,
    byte[] Spec);
