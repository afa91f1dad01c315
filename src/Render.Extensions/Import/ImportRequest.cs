namespace Render;

/// <summary>A request of an import that did not land, or a layer that did not stay.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="TileCount">How many tiles it held.</param>
/// <param name="FirstTileId">The first of its tiles; <c>null</c> for a layer, whose tiles nobody remembers.</param>
/// <param name="LastTileId">The last of its tiles, in the order of the source; <c>null</c> for a layer.</param>
/// <param name="MinZ">The smallest z of its tiles.</param>
/// <param name="MaxZ">The largest z of its tiles.</param>
/// <param name="File">The file that its tiles were read from, or <c>null</c> when they were objects.</param>
/// <param name="Reason">Why it ended so.</param>
public sealed record ImportRequest(
    ImportOutcome Outcome,
    int TileCount,
    string? FirstTileId,
    string? LastTileId,
    double MinZ,
    double MaxZ,
    string? File,
    string Reason);
