namespace Render;

/// <summary>How far an import is. Reported after every request, and after every batch of tiles that needed none.</summary>
/// <param name="TilesRead">Tiles taken from the source.</param>
/// <param name="TilesLanded">Tiles that the server has acknowledged.</param>
/// <param name="TilesLandedBefore">Tiles that the server had acknowledged in an earlier run, as the journal says.</param>
/// <param name="TilesRejected">Tiles that are faulty.</param>
/// <param name="TilesFailed">Tiles in requests that the server refused.</param>
/// <param name="TilesUnknown">Tiles in requests that were sent and not answered.</param>
/// <param name="TilesExpected">How many tiles the source has, or <c>null</c> when it does not say.</param>
/// <param name="Bytes">Bytes of JSON in the requests that have landed, before compression.</param>
/// <param name="Elapsed">Time since the start.</param>
/// <param name="SourceBytesRead">Bytes of the files that have been read, compressed as they are; <c>null</c> when the source is no files.</param>
/// <param name="SourceBytesExpected">Bytes of all files, or <c>null</c>.</param>
public readonly record struct ImportProgress(
    long TilesRead,
    long TilesLanded,
    long TilesLandedBefore,
    long TilesRejected,
    long TilesFailed,
    long TilesUnknown,
    long? TilesExpected,
    long Bytes,
    TimeSpan Elapsed,
    long? SourceBytesRead = null,
    long? SourceBytesExpected = null)
{
    /// <summary>Tiles landed per second, on average.</summary>
    public double TilesPerSecond => Elapsed > TimeSpan.Zero ? TilesLanded / Elapsed.TotalSeconds : 0;

    /// <summary>Tiles that are done, one way or another.</summary>
    public long TilesDone => TilesLanded + TilesLandedBefore + TilesRejected + TilesFailed + TilesUnknown;

    /// <summary>What part of the source is done, 0 to 1, or <c>null</c> while that is unknown.</summary>
    public double? Fraction => this switch
    {
        { TilesExpected: > 0 and var expected } => Math.Min(1, (double)TilesDone / expected),

        // What has been read is done but for the requests that are under way.
        { SourceBytesExpected: > 0 and var expected, TilesRead: > 0 } =>
            Math.Min(1, (double)(SourceBytesRead ?? 0) / expected * TilesDone / TilesRead),
        _ => null,
    };

    /// <summary>
    /// Time left at the average rate of this run, which knows nothing of tiles that landed before; <c>null</c> while that is unknown.
    /// </summary>
    public TimeSpan? Remaining => (Fraction, TilesDone - TilesLandedBefore) switch
    {
        (1, _) => TimeSpan.Zero,
        ( > 0 and var fraction, > 0 and var ofThisRun) => Elapsed * ((1 - fraction) / (fraction * ofThisRun / TilesDone)),
        _ => null,
    };
}
