using System.Net;

namespace Render;

/// <summary>URLs under which other programs find the tiles of a stack.</summary>
public static class StackCanvasExtensions
{
    private const string Gap = "{id}";

    /// <summary>
    /// Makes the template of the URLs of the tiles' render parameters, with the options of the image in it. Calls nothing.
    /// </summary>
    /// <param name="stack">The stack.</param>
    /// <param name="options">How the tiles are to be rendered; as stored, at full scale, when <c>null</c>.</param>
    /// <returns>The template.</returns>
    /// <exception cref="ArgumentException">An option is not for tiles; the message says which.</exception>
    public static CanvasUrlTemplate CanvasUrlTemplate(this RenderStack stack, ImageOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stack);
        string url = RenderParametersUrl(stack, Gap, ImageSubject.TileParameters.Check(options)).AbsoluteUri;
        string escaped = Uri.EscapeDataString(Gap);
        int gap = url.IndexOf(escaped, StringComparison.Ordinal);
        return new CanvasUrlTemplate($"{url[..gap]}{Gap}{url[(gap + escaped.Length)..]}", stack.Client);
    }

    // The contract is the only place that knows URLs: the generated client makes this one, and is told nothing but success.
    private static Uri RenderParametersUrl(RenderStack stack, string tileId, ImageOptions options)
    {
        using var listener = new Listener();
        using var http = new HttpClient(listener) { BaseAddress = stack.Client.Options.BaseAddress };
        var call = StackRenderParametersExtensions.GetTileRenderParametersAsync(
            new TilesClient(http), stack.Id, tileId, options, CancellationToken.None);
        call.GetAwaiter().GetResult();
        return listener.Url!;
    }

    private sealed class Listener : HttpMessageHandler
    {
        public Uri? Url { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Url = request.RequestUri;
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent("{}"u8.ToArray()) });
        }
    }
}
