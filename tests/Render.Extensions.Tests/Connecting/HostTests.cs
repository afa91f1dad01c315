using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Render.Extensions.Tests.Support;

namespace Render.Extensions.Tests.Connecting;

/// <summary>The connection in a generic host, as services have it.</summary>
[Collection(EnvironmentTests.Name)]
public class HostTests
{
    [Fact]
    public async Task A_host_with_wrong_options_does_not_start()
    {
        using var environment = new ScopedEnvironment();
        using var host = Build(services =>
        {
            services.AddRenderClient(options => options.Host = "em");
            services.AddRenderClient("other", options => (options.Host, options.Owner) = ("em", "a-b"));
        });

        var exception = await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync());

        Assert.Equal("other", exception.OptionsName);
        Assert.Contains("'a-b'", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Neither_credentials_nor_what_is_sent_is_logged_at_any_level()
    {
        using var environment = new ScopedEnvironment();
        var log = new LogBook();
        AuthenticationHeaderValue? sent = null;
        using var server = new ScriptedServer().Drops().Answers(HttpStatusCode.BadGateway, "secret words").Does(request =>
        {
            sent = request.Headers.Authorization;
            return new HttpResponseMessage(HttpStatusCode.Created);
        });
        using var host = Build(
            services =>
            {
                services.AddSingleton<TimeProvider>(server.Time);
                services.AddRenderClient(options => (options.Host, options.Owner, options.Project) = ("host:8080", "o1", "p1"))
                    .ConfigurePrimaryHttpMessageHandler(() => server.Handler)
                    .ConfigureHttpClient(client => client.DefaultRequestHeaders.Authorization = new("Bearer", "secret"));
            },
            log);
        await host.StartAsync();
        var pair = new CanvasMatchesBuilder(new CanvasId("1.0", "secret"), new CanvasId("1.0", "b")).Add(new(1, 2), new(3, 4)).Build();

        await host.Services.GetRequiredService<RenderClient>().MatchCollection("m").ImportMatchesAsync([pair]);

        Assert.Equal("Bearer secret", sent?.ToString());
        Assert.Contains(log.Lines, line => line.Contains("Matches.SaveMatches answered 201", StringComparison.Ordinal));
        Assert.DoesNotContain(log.Lines, line => line.Contains("secret", StringComparison.Ordinal));
    }

    private static IHost Build(Action<IServiceCollection> add, ILoggerProvider? log = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.SetMinimumLevel(LogLevel.Trace);
        if (log is not null)
            builder.Logging.AddProvider(log);

        add(builder.Services);
        return builder.Build();
    }

    /// <summary>All that is logged, in whatever category and scope, with all that it is made of.</summary>
    private sealed class LogBook : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            Lines.Enqueue(Describe(state));
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Enqueue($"{formatter(state, exception)} {Describe(state)} {exception}");

        public void Dispose()
        {
        }

        private static string Describe(object? state) =>
            state is IEnumerable<KeyValuePair<string, object?>> values ? string.Join(", ", values) : $"{state}";
    }
}
