namespace Render;

/// <summary>How to start a <see cref="RenderLocalServer"/>.</summary>
public sealed record RenderLocalServerOptions
{
    /// <summary>The TCP port on 127.0.0.1; 0 takes any that is free.</summary>
    public int Port { get; init; }

    /// <summary>
    /// The SQLite file that holds everything, made when it does not exist; <c>null</c> keeps everything in memory until the server stops.
    /// </summary>
    public string? DatabasePath { get; init; }

    /// <summary>
    /// The line of the server as which this one answers: which operations and parameters there are, and what differs in answers, limits and
    /// texts. 4.0.2 by default.
    /// </summary>
    public ServerLine Line { get; init; }

    /// <summary>
    /// Bytes of memory for pages of the database file, for all connections together; at least 1 MiB. Default: 128 MiB. What is not in use is
    /// given back after some seconds without requests. A database in memory takes what its contents take.
    /// </summary>
    public long CacheSize { get; init; } = 128 << 20;

    /// <summary>
    /// Bytes up to which the log beside the database file (<c>-wal</c>) grows while there is work; at least 1 MiB. Default: 256 MiB. The changes of
    /// one request may come on top. When it is full, requests wait until it is in the database; some seconds without requests empty it.
    /// </summary>
    public long LogSize { get; init; } = 256 << 20;

    /// <summary>
    /// Whether a request that changes something is answered only when the disk has the change, so that it survives a power cut or a crash of
    /// the system, too. Without it (the default) it survives the end of the process, however that comes, and of the last requests before a power
    /// cut some may be lost; the database stays consistent in either case. Each such request then waits for the disk.
    /// </summary>
    public bool FullDurability { get; init; }

    /// <summary>Called when memory has been given back after some seconds without requests.</summary>
    internal Action? WhenIdle { get; init; }

    internal void Validate()
    {
        const long Least = 1 << 20;
        ArgumentOutOfRangeException.ThrowIfNegative(Port);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Port, ushort.MaxValue);
        ArgumentOutOfRangeException.ThrowIfLessThan(CacheSize, Least);
        ArgumentOutOfRangeException.ThrowIfLessThan(LogSize, Least);
    }
}
