namespace Render;

/// <summary>
/// Makes the reading of an answer part of the attempt that is repeated and limited in time. JSON and text are read to their end, so that an
/// answer that breaks off half-way is asked for again. Of a streamed answer the first bytes are read; how long the rest may be silent is
/// limited from then on. Images and raw pixels are left as they come.
/// </summary>
internal sealed class AnswerBufferHandler(TimeSpan longestSilence, TimeProvider timeProvider) : DelegatingHandler
{
    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        if (response.Content.Headers.ContentType?.MediaType is not { } type
            || !(type == "application/json" || type.StartsWith("text/", StringComparison.Ordinal)))
        {
            return response;
        }

        try
        {
            if (response.IsSuccessStatusCode && request.Options.TryGetValue(RenderApiClient.IsStreamed, out var isStreamed) && isStreamed)
            {
                response.Content = await StreamedContent
                    .OpenAsync(response.Content, longestSilence, timeProvider, cancellationToken)
                    .ConfigureAwait(false);
            }
            else
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
}
