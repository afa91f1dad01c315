namespace Render;

/// <summary>A tile in the body of a request.</summary>
/// <param name="TileId">Its id.</param>
/// <param name="Index">Its place in the batch.</param>
/// <param name="Z">Its layer.</param>
/// <param name="Start">Where its member starts in the body.</param>
/// <param name="End">Where its member ends in the body.</param>
/// <param name="Mark">What a journal keeps of it, if there is one.</param>
internal readonly record struct ChunkTile(string TileId, int Index, double Z, int Start, int End, TileMark Mark);
