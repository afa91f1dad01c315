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
}
