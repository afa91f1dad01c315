using System.Diagnostics;
using System.Net;
using System.Text;
using Microsoft.Extensions.Logging;
using Polly.Timeout;

namespace Render;

/// <summary>
/// Sees an operation as a whole, with all of its attempts: traces, measures and logs it, without any payload, and gives a time limit and
/// a repeated removal the form that callers expect. What the server's line does not have ends here.
/// </summary>
internal sealed class OperationHandler(
    Uri baseAddress, ServerLineProbe line, TimeProvider timeProvider, ILogger logger) : DelegatingHandler
{
    /// <summary>How often a request has been repeated so far.</summary>
    public static readonly HttpRequestOptionsKey<int> Repetitions = new("Render.Repetitions");

    public static string NameOf(HttpRequestMessage request) =>
        request.Options.TryGetValue(RenderApiClient.Operation, out var operation) ? operation : request.Method.Method;

    /// <summary>Whether the client is being disposed, which cancels what is under way.</summary>
    public bool IsClientDisposed { get; set; }

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var operation = NameOf(request);
        var tags = RenderTelemetry.TagsOf(request, baseAddress);
        using var activity = RenderTelemetry.Source.StartActivity(operation, ActivityKind.Client, default(ActivityContext), tags);
        var start = timeProvider.GetTimestamp();
        try
        {
            await RefuseUnknownParametersAsync(request, cancellationToken).ConfigureAwait(false);
            var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
            await RefuseUnknownOperationAsync(request, response, cancellationToken).ConfigureAwait(false);
            if (await IsRepeatedRemovalAsync(request, response, cancellationToken).ConfigureAwait(false))
            {
                response.StatusCode = HttpStatusCode.OK;
                response.Content = null;
            }

            var status = (int)response.StatusCode;
            tags.Add(RenderTelemetry.StatusTag, status);
            activity?.SetTag(RenderTelemetry.StatusTag, status);
            if (!response.IsSuccessStatusCode)
            {
                activity?.SetStatus(ActivityStatusCode.Error);
            }

            logger.Answered(operation, status, timeProvider.GetElapsedTime(start));
            return response;
        }
        catch (Exception exception)
        {
            var error = exception.GetType().Name;
            tags.Add(RenderTelemetry.ErrorTag, error);
            activity?.SetTag(RenderTelemetry.ErrorTag, error);
            activity?.SetStatus(ActivityStatusCode.Error, exception.Message);
            logger.Unanswered(operation, exception.Message, timeProvider.GetElapsedTime(start));
            if (exception is TimeoutRejectedException timeout)
            {
                var message = $"no answer within {timeout.Timeout}";
                throw new TaskCanceledException(message, new TimeoutException(message, timeout));
            }

            if (IsClientDisposed)
            {
                throw RenderException.Disposed(request);
            }

            throw;
        }
        finally
        {
            RenderTelemetry.Duration.Record(timeProvider.GetElapsedTime(start).TotalSeconds, tags);
        }
    }

    // A server ignores what it does not know of a query, so that must be refused before; an operation that it does not know, it refuses itself,
    // without a word.
    private async ValueTask RefuseUnknownParametersAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (!request.Options.TryGetValue(RequestLimit.Key, out var limits))
        {
            return;
        }

        var isAsked = limits.Any(limit => limit.Parameter is not null);
        if ((isAsked ? await LineAsync(cancellationToken).ConfigureAwait(false) : line.Known) is { } known
            && limits.FirstOrDefault(limit => !limit.Lines.Contains(known)) is { } lacking)
        {
            throw RenderUnsupportedOperationException.Unsent(request, lacking, known);
        }
    }

    private async ValueTask RefuseUnknownOperationAsync(
        HttpRequestMessage request, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response is { StatusCode: HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed, Content.Headers.ContentLength: 0 }
            && request.Options.TryGetValue(RequestLimit.Key, out var limits)
            && limits.FirstOrDefault(limit => limit.Parameter is null) is { } limit
            && await LineAsync(cancellationToken).ConfigureAwait(false) is { } known
            && !limit.Lines.Contains(known))
        {
            using (response)
            {
                throw RenderUnsupportedOperationException.Answered(request, response, limit, known);
            }
        }
    }

    private ValueTask<ServerLine?> LineAsync(CancellationToken cancellationToken) =>
        line.GetAsync(AskLineAsync, cancellationToken);

    private async Task<ServerLine?> AskLineAsync(CancellationToken cancellationToken)
    {
        using var client = new HttpClient(new InnerCall(base.SendAsync), disposeHandler: true) { BaseAddress = baseAddress };
        return await new DescriptionClient(client).GetServerLineAsync(cancellationToken).ConfigureAwait(false);
    }

    private sealed class InnerCall(Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> sendAsync) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            sendAsync(request, cancellationToken);
    }

    // Refusals have been read already.
    private static async Task<bool> IsRepeatedRemovalAsync(
        HttpRequestMessage request, HttpResponseMessage response, CancellationToken cancellationToken) =>
        response.StatusCode == HttpStatusCode.NotFound
        && OperationPolicies.For(request).Repetition == Repetition.SafeUntilGone
        && request.Options.TryGetValue(Repetitions, out var repetitions)
        && repetitions > 0
        && RenderFailure.IsWordOfMissing(
            Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false)));
}
