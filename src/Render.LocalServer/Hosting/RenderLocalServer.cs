using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Render.LocalServer;

namespace Render;

/// <summary>
/// An embedded render-ws: the web service of render on 127.0.0.1 with a SQLite database, for tests, tutorials and work on one machine.
/// </summary>
/// <remarks>
/// It answers as the Java server does, in status, content type and text. Operations that it does not offer (images and match trials) answer
/// 501 with a text that names the operation. Any number of servers may run in one process.
/// </remarks>
public sealed class RenderLocalServer : IAsyncDisposable
{
    private readonly WebApplication application;
    private readonly Database database;
    private int isStopped;

    private RenderLocalServer(WebApplication application, Database database, string? databasePath)
    {
        this.application = application;
        this.database = database;
        DatabasePath = databasePath;
        var address = application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single();
        BaseAddress = new Uri($"{address}{WebService.Root}/");
    }

    /// <summary>The root of the web service, with a slash at its end: <c>http://127.0.0.1:8080/render-ws/</c>.</summary>
    public Uri BaseAddress { get; }

    /// <summary>The full path of the database file, or <c>null</c> when the database is in memory.</summary>
    public string? DatabasePath { get; }

    internal Database Database => database;

    /// <summary>Starts a server.</summary>
    /// <param name="options">Where to listen and where to store; by default any free port and memory.</param>
    /// <param name="cancellationToken">Stops the start.</param>
    /// <returns>The running server. Dispose it to stop it.</returns>
    /// <exception cref="IOException">The port is in use, or the file cannot be opened as a database.</exception>
    public static async Task<RenderLocalServer> StartAsync(
        RenderLocalServerOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new RenderLocalServerOptions();
        options.Validate();
        cancellationToken.ThrowIfCancellationRequested();

        var path = options.DatabasePath is null ? null : Path.GetFullPath(options.DatabasePath);
        var rules = LineRules.Of(options.Line);
        var database = OpenDatabase(path, options);
        try
        {
            var application = await ListenAsync(
                WebService.Operations(database, path, rules), rules, options.Port, cancellationToken).ConfigureAwait(false);
            return new RenderLocalServer(application, database, path);
        }
        catch
        {
            await database.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Lets running requests end, then stops. The database file is complete and closed afterwards.</summary>
    /// <param name="cancellationToken">Ends the wait: running requests are then cut off.</param>
    /// <returns>A task that ends when the server has stopped.</returns>
    public async Task StopAsync(CancellationToken cancellationToken = default)
    {
        if (Interlocked.Exchange(ref isStopped, 1) != 0)
            return;

        try
        {
            await application.StopAsync(cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await application.DisposeAsync().ConfigureAwait(false);
            await database.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <inheritdoc cref="StopAsync"/>
    public async ValueTask DisposeAsync() => await StopAsync().ConfigureAwait(false);

    private static Database OpenDatabase(string? path, RenderLocalServerOptions options)
    {
        try
        {
            return Database.Open(path, options);
        }
        catch (Exception exception) when (exception is SqliteException or IOException)
        {
            throw new IOException($"The database '{path}' cannot be used: {exception.Message}", exception);
        }
    }

    private static async Task<WebApplication> ListenAsync(
        OperationTable operations, LineRules rules, int port, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(System.Net.IPAddress.Loopback, port);
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null;

            // An import may pause in the middle of a body, and a reader may take its time.
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.MinResponseDataRate = null;
        });
        builder.Services.AddRoutingCore();
        builder.Logging.ClearProviders();

        var application = builder.Build();
        try
        {
            WebService.Map(application, operations, rules);
            await application.StartAsync(cancellationToken).ConfigureAwait(false);
            return application;
        }
        catch (Exception exception)
        {
            await application.DisposeAsync().ConfigureAwait(false);
            switch (exception)
            {
                case IOException:
                    throw new IOException($"Port {port} of 127.0.0.1 is in use. Choose another one, or 0 for any that is free.", exception);
                case SocketException:
                    throw new IOException($"Port {port} of 127.0.0.1 cannot be used: {exception.Message}.", exception);
                default:
                    throw;
            }
        }
    }
}
