using Microsoft.Extensions.Options;

namespace Render;

/// <summary>Finds everything that is wrong with the options at once, at the start of a program rather than at its first request.</summary>
internal sealed class RenderClientOptionsValidator : IValidateOptions<RenderClientOptions>
{
    // What the timers of the resilience pipeline take.
    private static readonly TimeSpan ShortestLimit = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestLimit = TimeSpan.FromDays(1);
    private static readonly TimeSpan ShortestDelay = TimeSpan.FromTicks(1);

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, RenderClientOptions options)
    {
        List<string> failures = [.. Failures(options)];
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    public static RenderClientOptions Require(RenderClientOptions options)
    {
        List<string> failures = [.. Failures(options)];
        return failures.Count == 0 ? options : throw new RenderException(string.Join(" ", failures));
    }

    private static IEnumerable<string> Failures(RenderClientOptions options)
    {
        if (AddressFailure(options) is { } failure)
        {
            yield return failure;
        }

        if (options.EnvironmentFailure is { } ofEnvironment)
        {
            yield return ofEnvironment;
        }

        if (options.Owner is { } owner && !RenderName.IsValid(owner))
        {
            yield return RenderName.Describe("an owner", owner);
        }

        if (options.Project is { } project && !RenderName.IsValid(project))
        {
            yield return RenderName.Describe("a project", project);
        }

        foreach (var found in Failures(options.Retry).Concat(Failures(options.TimeLimits)))
        {
            yield return found;
        }
    }

    // Configuration and code may set what the compiler takes for never null.
    private static IEnumerable<string> Failures(RenderRetryOptions? retry)
    {
        if (retry is null)
        {
            return [$"{nameof(RenderClientOptions.Retry)} is null. Leave it out, or set {nameof(RenderRetryOptions.MaxRetries)} to 0 to turn repeating off."];
        }

        string[] counts = retry.MaxRetries < 0 ? [$"Retry.MaxRetries is {retry.MaxRetries}. Set it to 0 or more."] : [];
        return counts.Concat(Failures(
            ShortestDelay,
            "more than zero",
            ("Retry.BaseDelay", retry.BaseDelay),
            ("Retry.MaxDelay", retry.MaxDelay),
            ("Retry.MaxRetryAfter", retry.MaxRetryAfter)));
    }

    private static IEnumerable<string> Failures(RenderTimeLimits? limits) => limits is null
        ? [$"{nameof(RenderClientOptions.TimeLimits)} is null. Leave it out to have the usual limits."]
        : Failures(
            ShortestLimit,
            "at least 10 milliseconds",
            ("TimeLimits.Connect", limits.Connect),
            ("TimeLimits.Read", limits.Read),
            ("TimeLimits.Change", limits.Change),
            ("TimeLimits.Upload", limits.Upload),
            ("TimeLimits.LongRunning", limits.LongRunning));

    private static IEnumerable<string> Failures(TimeSpan shortest, string atLeast, params (string Option, TimeSpan Time)[] times) => times
        .Where(time => time.Time < shortest || time.Time > LongestLimit)
        .Select(time => $"{time.Option} is {time.Time}. Set it to {atLeast} and at most a day.");

    private static string? AddressFailure(RenderClientOptions options)
    {
        try
        {
            _ = options.BaseAddress;
            return null;
        }
        catch (RenderException exception)
        {
            return exception.Message;
        }
    }
}
