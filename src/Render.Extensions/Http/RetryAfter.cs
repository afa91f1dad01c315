using System.Net.Http.Headers;

namespace Render;

/// <summary>The pause before a repetition when the server says how long to wait.</summary>
internal static class RetryAfter
{
    /// <summary>
    /// What the server asks for, but at most <see cref="RenderRetryOptions.MaxRetryAfter"/>, and a random part of the ordinary pause, because
    /// others were told the same; at least half of the ordinary pause, because a server that asks for none is no readier than others.
    /// </summary>
    /// <param name="asked">What the server asks for.</param>
    /// <param name="attempt">How many repetitions there have been.</param>
    /// <param name="options">The ordinary pauses and the limit.</param>
    /// <param name="now">What a date is compared with.</param>
    /// <param name="random">From 0 up to 1.</param>
    /// <returns>The pause, or <c>null</c> for the ordinary one.</returns>
    public static TimeSpan? Pause(
        RetryConditionHeaderValue? asked, int attempt, RenderRetryOptions options, DateTimeOffset now, double random)
    {
        if ((asked?.Delta ?? asked?.Date - now) is not { } wait)
        {
            return null;
        }

        var ordinary = options.Pause(attempt, options.MaxDelay);
        wait = wait < options.MaxRetryAfter ? wait : options.MaxRetryAfter;
        var least = ordinary / 2;
        return wait < least ? least + (random * least) : wait + (random * ordinary);
    }
}
