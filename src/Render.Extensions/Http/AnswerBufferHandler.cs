namespace Render;

/// <summary>
/// Makes the reading of an answer part of the attempt that is repeated and limited in time. JSON, text and refusals are read to their end, so
/// that an answer that breaks off half-way is asked for again. Of a streamed answer, as images are, the first bytes are read; how long the rest
/// may be silent is limited from then on.
/// </summary>
internal sealed class AnswerBufferHandler(TimeSpan longestSilence, TimeProvider timeProvider) : DelegatingHandler
{
    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await SendOverConnectionAsync(request, cancellationToken).ConfigureAwait(false);
        try
        {
            response.Content = await InflatedContent.OfAsync(response.Content, cancellationToken).ConfigureAwait(false);
            if (response.IsSuccessStatusCode && request.Options.TryGetValue(RenderApiClient.IsStreamed, out var isStreamed) && isStreamed)
            {
                response.Content = await StreamedContent
                    .OpenAsync(response.Content, longestSilence, timeProvider, cancellationToken)
                    .ConfigureAwait(false);
            }
            else if (!response.IsSuccessStatusCode || IsText(response))
            {
                await response.Content.LoadIntoBufferAsync(cancellationToken).ConfigureAwait(false);
            }

            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    // .NET reports a connection that was not made in time as a cancellation. Nothing was sent then, as when it is refused.
    private async Task<HttpResponseMessage> SendOverConnectionAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception)
            when (exception.InnerException is TimeoutException timeout && !cancellationToken.IsCancellationRequested)
        {
            throw new HttpRequestException(HttpRequestError.ConnectionError, timeout.Message, timeout);
        }
    }

    private static bool IsText(HttpResponseMessage response) =>
        response.Content.Headers.ContentType?.MediaType is { } type
        && (type == "application/json" || type.StartsWith("text/", StringComparison.Ordinal));
}
