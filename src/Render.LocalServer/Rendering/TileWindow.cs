namespace Render.LocalServer;

/// <summary>The part of a tile that is asked for: an offset from its upper left corner, and a size in place of its own, in world pixels.</summary>
internal readonly record struct TileWindow(int? X, int? Y, int? Width, int? Height);
