namespace Render;

/// <summary>How far the search for pairs is.</summary>
/// <param name="LayersDone">Layers whose pairs are found.</param>
/// <param name="LayersTotal">Layers of the stack within the range of z.</param>
/// <param name="PairsFound">Pairs found so far.</param>
public sealed record TilePairProgress(int LayersDone, int LayersTotal, long PairsFound);
