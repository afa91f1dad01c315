using Microsoft.Extensions.Logging;

namespace Render;

/// <summary>The messages of the connection. They name operations, never what is sent.</summary>
internal static partial class RenderLog
{
    [LoggerMessage(1, LogLevel.Debug, "{Operation} answered {Status} after {Elapsed}")]
    public static partial void Answered(this ILogger logger, string operation, int status, TimeSpan elapsed);

    [LoggerMessage(2, LogLevel.Debug, "{Operation} got no answer after {Elapsed}: {Reason}")]
    public static partial void Unanswered(this ILogger logger, string operation, string reason, TimeSpan elapsed);

    [LoggerMessage(3, LogLevel.Warning, "{Operation} failed ({Reason}); repetition {Repetition} follows in {Delay}")]
    public static partial void Repeating(this ILogger logger, string operation, string reason, TimeSpan delay, int repetition);

    [LoggerMessage(4, LogLevel.Warning, "{Operation} got no answer; reading back what became of it")]
    public static partial void ReadingBack(this ILogger logger, string operation);

    [LoggerMessage(5, LogLevel.Debug, "The line of the server is unknown: {Reason}")]
    public static partial void LineUnknown(this ILogger logger, string reason);
}
