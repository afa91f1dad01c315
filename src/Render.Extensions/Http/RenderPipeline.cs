using System.Net;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;
using Polly.Timeout;

namespace Render;

/// <summary>
/// What every request passes through, however the client was made: telemetry, repetition and time limits by the meaning of the
/// operation, and buffering of what is read.
/// </summary>
internal static class RenderPipeline
{
    /// <summary>Makes the handlers, outermost first.</summary>
    public static IEnumerable<DelegatingHandler> CreateHandlers(
        RenderClientOptions options, ServerLineProbe line, TimeProvider timeProvider, ILogger logger)
    {
        // Made when an operation first needs them: most programs need two, and each takes the start of a process a while. Two threads may both
        // make one; either may stay.
        var pipelines = new ResiliencePipeline<HttpResponseMessage>?[OperationPolicy.Indices];
        yield return new OperationHandler(options.BaseAddress, line, timeProvider, logger);
        if (options.CompressRequests)
        {
            yield return new RequestCompressionHandler();
        }

        yield return new ResilienceHandler(request =>
        {
            OperationPolicy policy = OperationPolicies.For(request);
            return pipelines[policy.Index] ??= Build(policy, options, timeProvider, logger);
        });
        yield return new AnswerBufferHandler(options.TimeLimits.Read, timeProvider);
    }

    /// <summary>Makes the handler that talks to the network.</summary>
    public static HttpMessageHandler CreatePrimaryHandler(RenderClientOptions options) => new SocketsHttpHandler
    {
        // A redirected POST or PUT would become a GET, which succeeds and stores nothing.
        AllowAutoRedirect = false,
        ConnectTimeout = options.TimeLimits.Connect,
        ConnectCallback = KeptAliveConnection.OpenAsync,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
    };

    /// <summary>Sets up an HTTP client whose time limits are those of the pipeline.</summary>
    public static void Configure(HttpClient client, RenderClientOptions options)
    {
        client.BaseAddress = options.BaseAddress;
        client.Timeout = Timeout.InfiniteTimeSpan;
    }

    /// <summary>Makes the client of a connection that no container manages.</summary>
    public static HttpClient CreateClient(
        RenderClientOptions options, HttpMessageHandler primary, ServerLineProbe line, TimeProvider timeProvider, ILogger logger)
    {
        var handler = CreateHandlers(options, line, timeProvider, logger).Reverse().Aggregate(primary, (inner, outer) =>
        {
            outer.InnerHandler = inner;
            return outer;
        });
        var client = new OwnedHttpClient((OperationHandler)handler);
        Configure(client, options);
        return client;
    }

    private static ResiliencePipeline<HttpResponseMessage> Build(
        OperationPolicy policy, RenderClientOptions options, TimeProvider timeProvider, ILogger logger)
    {
        var pipeline = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = timeProvider };
        if (policy.Repetition != Repetition.Never && options.Retry.MaxRetries > 0)
        {
            pipeline.AddRetry(Retry(options.Retry, options.BaseAddress, timeProvider, logger));
        }

        return pipeline.AddTimeout(policy.AttemptLimit(options.TimeLimits)).Build();
    }

    private static RetryStrategyOptions<HttpResponseMessage> Retry(
        RenderRetryOptions options, Uri baseAddress, TimeProvider timeProvider, ILogger logger) => new()
        {
            MaxRetryAttempts = options.MaxRetries,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = options.BaseDelay,
            MaxDelay = options.MaxDelay,
            DelayGenerator = arguments => ValueTask.FromResult(
                RetryAfter.Pause(
                    arguments.Outcome.Result?.Headers.RetryAfter, arguments.AttemptNumber, options, timeProvider.GetUtcNow(), Random.Shared.NextDouble())),
            ShouldHandle = static arguments => ValueTask.FromResult(IsTransient(arguments.Outcome)),
            OnRetry = arguments =>
            {
                Report(arguments, baseAddress, logger);
                return default;
            },
        };

    // 500 is not among them: the server answers it when a stack is in the wrong state, which no repetition changes.
    private static bool IsTransient(Outcome<HttpResponseMessage> outcome) => outcome switch
    {
        { Exception: HttpRequestException or IOException or InvalidDataException or TimeoutRejectedException } => true,
        { Result.StatusCode: HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests } => true,
        { Result.StatusCode: HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout } => true,
        _ => false,
    };

    // Only a server that says that it is busy, or that was never reached, has certainly not begun.
    private static bool MayHaveArrived(Outcome<HttpResponseMessage> outcome) => outcome switch
    {
        { Exception: HttpRequestException exception } => !RenderUnavailableException.NeverConnected(exception),
        { Result.StatusCode: HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable } => false,
        _ => true,
    };

    private static void Report(OnRetryArguments<HttpResponseMessage> arguments, Uri baseAddress, ILogger logger)
    {
        var request = arguments.Context.GetRequestMessage();
        if (request is null)
        {
            return;
        }

        var repetition = arguments.AttemptNumber + 1;
        request.Options.Set(OperationHandler.Repetitions, repetition);
        if (MayHaveArrived(arguments.Outcome))
        {
            request.Options.Set(RenderApiClient.MayHaveArrived, true);
            DoubtfulAttempts.Note();
        }

        var reason = arguments.Outcome.Exception?.Message ?? $"status {(int?)arguments.Outcome.Result?.StatusCode}";
        logger.Repeating(OperationHandler.NameOf(request), reason, arguments.RetryDelay, repetition);
        RenderTelemetry.Repetitions.Add(1, RenderTelemetry.TagsOf(request, baseAddress));
    }
}
