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
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        try
        {
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

    private static bool IsText(HttpResponseMessage response) =>
        response.Content.Headers.ContentType?.MediaType is { } type
        && (type == "application/json" || type.StartsWith("text/", StringComparison.Ordinal));
}
