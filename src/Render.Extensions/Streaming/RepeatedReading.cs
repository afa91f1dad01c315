using Polly;
using Polly.Retry;

namespace Render;

/// <summary>Repeats what reads an answer that breaks off on the way, as often and after such pauses as requests are repeated.</summary>
internal static class RepeatedReading
{
    /// <summary>The way to repeat.</summary>
    /// <param name="client">How often, and after which pauses.</param>
    /// <param name="brokeOff">Which failures are repeated.</param>
    public static ResiliencePipeline Of(RenderClient client, Func<RenderException, bool> brokeOff)
    {
        var options = client.Options.Retry;
        var pipeline = new ResiliencePipelineBuilder { TimeProvider = client.TimeProvider };
        if (options.MaxRetries > 0)
        {
            pipeline.AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = options.MaxRetries,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                Delay = options.BaseDelay,
                MaxDelay = options.MaxDelay,
                ShouldHandle = new PredicateBuilder().Handle(brokeOff),
            });
        }

        return pipeline.Build();
    }
}
