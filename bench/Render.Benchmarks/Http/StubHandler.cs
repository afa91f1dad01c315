using System.Net;
using System.Net.Http.Headers;

namespace Render.Benchmarks.Http;

/// <summary>Answers every request at once with the same JSON, so that what is left is the cost of the client.</summary>
internal sealed class StubHandler(byte[] json) : HttpMessageHandler
{
    private static readonly MediaTypeHeaderValue Json = new("application/json");

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK)
        {
            RequestMessage = request,
            Content = new ByteArrayContent(json) { Headers = { ContentType = Json } },
        });
}
