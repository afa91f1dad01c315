namespace Render;

/// <summary>How far an import is. Reported after every request.</summary>
/// <param name="TilesRead">Tiles taken from the source.</param>
/// <param name="TilesLanded">Tiles that the server has acknowledged.</param>
/// <param name="TilesRejected">Tiles that are faulty.</param>
/// <param name="TilesFailed">Tiles in requests that the server refused.</param>
/// <param name="TilesUnknown">Tiles in requests that were sent and not answered.</param>
/// <param name="TilesExpected">How many tiles the source has, or <c>null</c> when it does not say.</param>
/// <param name="Bytes">Bytes of JSON in the requests that have landed, before compression.</param>
/// <param name="Elapsed">Time since the start.</param>
public readonly record struct ImportProgress(
    long TilesRead,
    long TilesLanded,
    long TilesRejected,
    long TilesFailed,
    long TilesUnknown,
    long? TilesExpected,
    long Bytes,
    TimeSpan Elapsed)
{
    /// <summary>Tiles landed per second, on average.</summary>
    public double TilesPerSecond => Elapsed > TimeSpan.Zero ? TilesLanded / Elapsed.TotalSeconds : 0;

    /// <summary>Tiles that are done, one way or another.</summary>
    public long TilesDone => TilesLanded + TilesRejected + TilesFailed + TilesUnknown;

    /// <summary>Time left at the average rate, or <c>null</c> while that is unknown.</summary>
    public TimeSpan? Remaining => TilesExpected is { } expected && TilesDone > 0
        ? Elapsed * Math.Max(0, (double)(expected - TilesDone) / TilesDone)
        : null;
}
