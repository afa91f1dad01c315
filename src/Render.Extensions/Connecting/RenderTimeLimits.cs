namespace Render;

/// <summary>
/// How long one attempt of an operation may take, by what the operation does. There is no limit on an operation with all of its
/// repetitions: cancel it to stop it. Each limit is at least 10 milliseconds and at most a day.
/// </summary>
public sealed record RenderTimeLimits
{
    /// <summary>For making a connection. Default: 15 seconds.</summary>
    public TimeSpan Connect { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>
    /// For reads and queries, rendering included; of an answer that is streamed, as images are, for each silence in it. Default: 10 minutes.
    /// </summary>
    public TimeSpan Read { get; set; } = TimeSpan.FromMinutes(10);

    /// <summary>
    /// For small changes, such as the attributes of a stack; also how long the state of a stack may stay as it was after the request to change
    /// it seems to be lost. Default: 2 minutes.
    /// </summary>
    public TimeSpan Change { get; set; } = TimeSpan.FromMinutes(2);

    /// <summary>For uploads of tiles and matches. Default: 30 minutes.</summary>
    public TimeSpan Upload { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>For what the server works on for as long as a stack is large: completing, cloning and deleting. Default: 2 hours.</summary>
    public TimeSpan LongRunning { get; set; } = TimeSpan.FromHours(2);
}
