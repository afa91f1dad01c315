using System.Net;
using System.Text;
using RichardSzalay.MockHttp;

namespace Render.Generated.Tests.Clients;

/// <summary>A web service that gives one answer and remembers what it was asked.</summary>
internal sealed class StubServer : IDisposable
{
    private readonly MockHttpMessageHandler handler = new();

    public StubServer(HttpStatusCode status = HttpStatusCode.OK, string? body = null, string mediaType = "application/json")
    {
        handler.When("*").Respond(async request =>
        {
            Method = request.Method;
            Url = request.RequestUri!.AbsoluteUri;
            Accept = request.Headers.Accept.ToString();
            ContentType = request.Content?.Headers.ContentType?.ToString();
            Body = request.Content is null ? null : await request.Content.ReadAsStringAsync();
            Operation = request.Options.TryGetValue(RenderApiClient.Operation, out var name) ? name : null;
            var response = new HttpResponseMessage(status);
            if (body is not null)
            {
                response.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
                response.Content.Headers.TryAddWithoutValidation("Content-Type", mediaType);
            }

            return response;
        });
        Client = handler.ToHttpClient();
        Client.BaseAddress = new Uri("http://host:8080/render-ws/");
    }

    public HttpClient Client { get; }

    public HttpMethod? Method { get; private set; }

    public string? Url { get; private set; }

    public string? Accept { get; private set; }

    public string? ContentType { get; private set; }

    public string? Body { get; private set; }

    public string? Operation { get; private set; }

    /// <summary>The URL after the root of the web service.</summary>
    public string Path => Url!["http://host:8080/render-ws/".Length..];

    public void Dispose()
    {
        Client.Dispose();
        handler.Dispose();
    }
}
