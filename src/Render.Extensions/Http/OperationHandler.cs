using System.Diagnostics;
using System.Net;
using System.Text;
using Microsoft.Extensions.Logging;
using Polly.Timeout;

namespace Render;

/// <summary>
/// Sees an operation as a whole, with all of its attempts: traces, measures and logs it, without any payload, and gives a time limit and
/// a repeated removal the form that callers expect.
/// </summary>
internal sealed class OperationHandler(Uri baseAddress, TimeProvider timeProvider, ILogger logger) : DelegatingHandler
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
            var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
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
