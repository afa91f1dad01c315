namespace Render;

/// <summary>
/// Reads JSON and text to their end before an attempt counts as done, so that an answer that breaks off half-way is asked for again,
/// and that a server that stops in the middle of one hits the time limit. Images and raw pixels stay streams.
/// </summary>
internal sealed class AnswerBufferHandler : DelegatingHandler
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
            await response.Content.LoadIntoBufferAsync(cancellationToken).ConfigureAwait(false);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }
}
