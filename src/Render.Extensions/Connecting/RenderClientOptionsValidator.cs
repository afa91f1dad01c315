using Microsoft.Extensions.Options;

namespace Render;

/// <summary>Finds everything that is wrong with the options at once, at the start of a program rather than at its first request.</summary>
internal sealed class RenderClientOptionsValidator : IValidateOptions<RenderClientOptions>
{
    // The longest that a timer of the resilience pipeline takes.
    private static readonly TimeSpan LongestLimit = TimeSpan.FromDays(1);

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

        if (options.Owner is { } owner && !RenderName.IsValid(owner))
        {
            yield return RenderName.Describe("an owner", owner);
        }

        if (options.Project is { } project && !RenderName.IsValid(project))
        {
            yield return RenderName.Describe("a project", project);
        }

        if (options.Retry.MaxRetries < 0)
        {
            yield return $"Retry.MaxRetries is {options.Retry.MaxRetries}. Set it to 0 or more.";
        }

        foreach (var (option, limit) in new[]
        {
            ("Retry.BaseDelay", options.Retry.BaseDelay),
            ("Retry.MaxDelay", options.Retry.MaxDelay),
            ("Retry.MaxRetryAfter", options.Retry.MaxRetryAfter),
            ("TimeLimits.Connect", options.TimeLimits.Connect),
            ("TimeLimits.Read", options.TimeLimits.Read),
            ("TimeLimits.Change", options.TimeLimits.Change),
            ("TimeLimits.Upload", options.TimeLimits.Upload),
            ("TimeLimits.LongRunning", options.TimeLimits.LongRunning),
        })
        {
            if (limit <= TimeSpan.Zero || limit > LongestLimit)
            {
                yield return $"{option} is {limit}. Set it to more than zero and at most a day.";
            }
        }
    }

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
