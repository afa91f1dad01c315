namespace Render.LocalServer;

/// <summary>How a connection is opened.</summary>
/// <param name="ConnectionString">Where to.</param>
/// <param name="CacheSize">Bytes of memory for pages.</param>
/// <param name="IsFullyDurable">Whether each commit waits until the disk has it.</param>
internal sealed record SessionSettings(string ConnectionString, long CacheSize, bool IsFullyDurable);
