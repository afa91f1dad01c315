namespace Render;

/// <summary>Where the tiles of an import come from.</summary>
/// <param name="Read">Reads them, and tells the tally of what cannot be read.</param>
/// <param name="ReadAgain">Reads them once more, or <c>null</c> if that is not possible or not worth it.</param>
/// <param name="Expected">How many there are, if that is known.</param>
/// <param name="Meter">Knows how much of the source was read, if it has a size.</param>
internal sealed record TileSource(
    Func<ImportTally, IAsyncEnumerable<TileBatch>> Read,
    Func<IAsyncEnumerable<TileBatch>>? ReadAgain = null,
    long? Expected = null,
    SourceMeter? Meter = null);
