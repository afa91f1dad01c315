using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Render.Benchmarks.Import;

/// <summary>Accepts everything over loopback and keeps nothing: what is measured against it is the client and the transport.</summary>
internal sealed class NullServer : IAsyncDisposable
{
    private readonly WebApplication app;

    private NullServer(WebApplication app) => this.app = app;

    public Uri BaseAddress => new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    public long BytesReceived { get; private set; }

    public static async Task<NullServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");

        // The measuring device should cost as little as it can.
        builder.WebHost.UseSockets(sockets => sockets.UnsafePreferInlineScheduling = true);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBufferSize = 4 * 1024 * 1024;
            kestrel.Limits.MaxRequestBodySize = null;
        });
        var server = new NullServer(builder.Build());
        server.app.Run(server.AnswerAsync);
        await server.app.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        if (HttpMethods.IsGet(context.Request.Method))
        {
            await context.Response.WriteAsJsonAsync(new { state = "LOADING" });
            return;
        }

        var body = context.Request.BodyReader;
        while (true)
        {
            var read = await body.ReadAsync();
            BytesReceived += read.Buffer.Length;
            body.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
                break;
        }

        context.Response.StatusCode = StatusCodes.Status201Created;
    }
}
