namespace Render;

/// <summary>How often, and after which pauses, an operation that may be repeated is repeated.</summary>
/// <remarks>
/// Only operations that mean the same when they are sent twice are repeated: reads, queries, and writes that replace what they name.
/// They are repeated after connection failures and after 408, 429, 502, 503 and 504, never after 500. Reads over a kept connection that the
/// server has closed meanwhile are sent again by .NET itself, at most three times, which is neither counted nor logged here and does no harm.
/// </remarks>
public sealed record RenderRetryOptions
{
    // Beyond so many doublings any pause has reached its limit.
    private const int MostDoublings = 20;

    /// <summary>How often a failed operation is repeated before the failure is reported. 0 turns repeating off. Default: 4.</summary>
    public int MaxRetries { get; set; } = 4;

    /// <summary>
    /// The pause before the first repetition. It doubles with each further one, and is varied at random so that clients that failed
    /// together do not come back together. Default: 1 second.
    /// </summary>
    public TimeSpan BaseDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest pause, unless the server asks for a longer one (<c>Retry-After</c>). Default: 30 seconds.</summary>
    public TimeSpan MaxDelay { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// The longest that the server may ask to wait (<c>Retry-After</c>); when it asks for more, it is asked again after this time. Such pauses
    /// are varied at random as well, by at most <see cref="MaxDelay"/> more, and are at least half of an ordinary one. Default: 5 minutes.
    /// </summary>
    public TimeSpan MaxRetryAfter { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>The pause after so many before it, without chance.</summary>
    internal TimeSpan Pause(int attempt, TimeSpan longest)
    {
        var doubled = BaseDelay * Math.Pow(2, Math.Min(attempt, MostDoublings));
        return doubled < longest ? doubled : longest;
    }
}
