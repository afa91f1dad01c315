namespace Render;

/// <summary>Compresses bodies once, before they are sent for the first time; those that are compressed already, or empty, are left as they are.</summary>
internal sealed class RequestCompressionHandler : DelegatingHandler
{
    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Content is { Headers: { ContentEncoding.Count: 0, ContentLength: not 0 } } plain
            && await GzipContent.TryCreateAsync(plain, cancellationToken).ConfigureAwait(false) is { } compressed)
        {
            request.Content = compressed;
        }

        return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }
}
