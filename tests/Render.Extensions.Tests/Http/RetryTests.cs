using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Render.Extensions.Tests.Support;

namespace Render.Extensions.Tests.Http;

public class RetryTests
{
    public static TheoryData<HttpStatusCode> Transient =>
    [
        HttpStatusCode.RequestTimeout, HttpStatusCode.TooManyRequests, HttpStatusCode.BadGateway, HttpStatusCode.ServiceUnavailable,
        HttpStatusCode.GatewayTimeout,
    ];

    [Theory]
    [MemberData(nameof(Transient))]
    public async Task A_read_is_repeated_while_the_server_cannot_answer(HttpStatusCode status)
    {
        using var server = new ScriptedServer().Answers(status).Answers(status).AnswersJson("[1.0, 2.0]");
        using var client = server.Connect();

        Assert.Equal([1, 2], await client.Stack("s").GetZValuesAsync());

        Assert.Equal(3, server.Requests.Count);
        Assert.Single(server.Requests.Distinct());
    }

    [Fact]
    public async Task A_read_is_repeated_after_a_lost_connection()
    {
        using var server = new ScriptedServer().Drops().Fails(new IOException("reset")).AnswersJson("[1.0]");
        using var client = server.Connect();

        Assert.Equal([1], await client.Stack("s").GetZValuesAsync());
    }

    [Fact]
    public async Task An_answer_that_breaks_off_is_asked_for_again()
    {
        using var server = new ScriptedServer().BreaksOff("[1.0, 2.0, ").AnswersJson("[1.0, 2.0, 3.0]");
        using var client = server.Connect();

        Assert.Equal([1, 2, 3], await client.Stack("s").GetZValuesAsync());
    }

    [Fact]
    public async Task Pauses_grow_and_stay_below_the_limit()
    {
        var options = new RenderClientOptions
        {
            Retry = new RenderRetryOptions { MaxRetries = 8, BaseDelay = TimeSpan.FromSeconds(2), MaxDelay = TimeSpan.FromSeconds(20) },
        };
        using var server = new ScriptedServer();
        for (var attempt = 0; attempt < 9; attempt++)
            server.Answers(HttpStatusCode.ServiceUnavailable);

        using var client = server.Connect(options);

        await Assert.ThrowsAsync<RenderUnavailableException>(() => client.Stack("s").GetZValuesAsync());

        Assert.Equal(8, server.Time.Waits.Count);
        Assert.All(server.Time.Waits, wait => Assert.InRange(wait, TimeSpan.Zero, TimeSpan.FromSeconds(20)));
        Assert.True(server.Time.Waits[^1] > TimeSpan.FromSeconds(5), $"the last pause is only {server.Time.Waits[^1]}");
        Assert.True(server.Time.Waits.Distinct().Count() > 3, "the pauses are not varied");
    }

    [Fact]
    public async Task The_server_says_how_long_to_wait()
    {
        using var server = new ScriptedServer().Answers(HttpStatusCode.TooManyRequests, retryAfter: "37").AnswersJson("[]");
        using var client = server.Connect();

        await client.Stack("s").GetZValuesAsync();

        Assert.InRange(Assert.Single(server.Time.Waits), TimeSpan.FromSeconds(37), TimeSpan.FromSeconds(38));
    }

    [Theory]
    [InlineData("9999999", 300, 301)]
    [InlineData("Fri, 31 Dec 9999 23:59:59 GMT", 300, 301)]
    [InlineData("0", 0.5, 1)]
    [InlineData("Thu, 01 Jan 1970 00:00:00 GMT", 0.5, 1)]
    public async Task What_the_server_asks_for_is_kept_within_limits(string retryAfter, double least, double most)
    {
        using var server = new ScriptedServer { Time = new() { Short = TimeSpan.FromMinutes(6) } }
            .Answers(HttpStatusCode.TooManyRequests, retryAfter: retryAfter).AnswersJson("[]");
        using var client = server.Connect();

        await client.Stack("s").GetZValuesAsync();

        Assert.InRange(Assert.Single(server.Time.Waits), TimeSpan.FromSeconds(least), TimeSpan.FromSeconds(most));
    }

    [Theory]
    [InlineData(0, 0, 0.0, 1)]
    [InlineData(0, 0, 0.5, 1.5)]
    [InlineData(0, 2, 0.0, 4)]
    [InlineData(3, 2, 0.0, 4)]
    [InlineData(5, 2, 0.0, 5)]
    [InlineData(5, 2, 0.5, 9)]
    [InlineData(40, 0, 0.5, 41)]
    [InlineData(70, 0, 0.5, 61)]
    [InlineData(70, 2_000, 0.5, 65)]
    public void A_pause_grows_with_the_repetitions_and_with_what_the_server_asks_for(int asked, int attempt, double random, double expected)
    {
        var options = new RenderRetryOptions
        {
            BaseDelay = TimeSpan.FromSeconds(2),
            MaxDelay = TimeSpan.FromSeconds(10),
            MaxRetryAfter = TimeSpan.FromMinutes(1),
        };

        var pause = RetryAfter.Pause(new(TimeSpan.FromSeconds(asked)), attempt, options, DateTimeOffset.UnixEpoch, random);

        Assert.Equal(TimeSpan.FromSeconds(expected), pause);
    }

    [Theory]
    [InlineData(HttpStatusCode.InternalServerError, typeof(RenderException))]
    [InlineData(HttpStatusCode.NotFound, typeof(RenderNotFoundException))]
    [InlineData(HttpStatusCode.BadRequest, typeof(RenderBadRequestException))]
    public async Task What_the_server_refuses_is_not_repeated(HttpStatusCode status, Type expected)
    {
        using var server = new ScriptedServer().Answers(status, "no");
        using var client = server.Connect();

        var exception = await Assert.ThrowsAnyAsync<RenderException>(() => client.Stack("s").GetZValuesAsync());

        Assert.IsType(expected, exception);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task An_upsert_is_repeated_with_its_whole_body()
    {
        using var server = new ScriptedServer().Drops().Answers(HttpStatusCode.BadGateway).Answers(HttpStatusCode.Created);
        using var client = server.Connect();
        var pair = new CanvasMatchesBuilder(new CanvasId("1.0", "a"), new CanvasId("1.0", "b")).Add(new(1, 2), new(3, 4)).Build();

        var report = await client.MatchCollection("m").ImportMatchesAsync([pair]);

        Assert.Equal(1, report.PairsStored);
        Assert.Equal(3, server.Bodies.Count);
        Assert.Single(server.Bodies.Distinct());
        Assert.Contains("\"pId\":\"a\"", server.Bodies[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_query_by_PUT_is_repeated()
    {
        using var server = new ScriptedServer().Drops().AnswersJson("""[{"tileId":"t","world":[1.0,2.0,3.0]}]""");
        using var client = server.Connect();

        var world = await client.Stack("s").LocalToWorldAsync("t", [new(0, 0)]);

        Assert.Equal([new(1, 2)], world);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task A_removed_collection_that_is_gone_at_the_second_attempt_was_removed_by_the_first()
    {
        using var server = new ScriptedServer().Drops().Answers(HttpStatusCode.NotFound, "match collection 'o1__m' does not exist");
        using var client = server.Connect();

        await client.Api.Matches.DeleteCollectionAsync("o1", "m");
    }

    [Theory]
    [InlineData("text/html", "<html><body><h1>404 Not Found</h1></body></html>")]
    [InlineData("text/plain", "404 page not found")]
    [InlineData("application/json", """{"message":"no Route matched with those values"}""")]
    public async Task What_others_answer_at_the_second_attempt_does_not_say_that_the_collection_is_gone(string mediaType, string body)
    {
        using var server = new ScriptedServer().Drops().Answers(HttpStatusCode.NotFound, body, mediaType);
        using var client = server.Connect();

        var exception = await Assert.ThrowsAsync<RenderNotFoundException>(() => client.MatchCollection("m").DeleteAsync());

        Assert.False(exception.IsServersWord);
    }

    [Fact]
    public async Task A_removed_collection_that_was_never_there_is_reported_by_the_plain_operation()
    {
        using var server = new ScriptedServer().Answers(HttpStatusCode.NotFound, "match collection 'o1__m' does not exist");
        using var client = server.Connect();

        await Assert.ThrowsAsync<RenderNotFoundException>(() => client.Api.Matches.DeleteCollectionAsync("o1", "m"));
    }

    [Fact]
    public async Task A_missing_thing_that_a_read_finds_at_the_second_attempt_is_still_missing()
    {
        using var server = new ScriptedServer().Drops().Answers(HttpStatusCode.NotFound, "stack with owner 'o1', project 'p1', and name 's' does not exist");
        using var client = server.Connect();

        await Assert.ThrowsAsync<RenderNotFoundException>(() => client.Stack("s").GetZValuesAsync());
    }

    [Fact]
    public async Task A_stack_version_is_never_sent_twice()
    {
        using var server = new ScriptedServer().Answers(HttpStatusCode.ServiceUnavailable);
        using var client = server.Connect();

        await Assert.ThrowsAsync<RenderUnavailableException>(
            () => client.Api.Stacks.CreateStackVersionAsync("o1", "p1", "s", new StackVersion()));

        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_server_that_stays_silent_runs_into_the_limit_of_the_attempt()
    {
        using var server = new ScriptedServer();
        using var silent = new SilentHandler();
        using var client = RenderClient.Connect(
            new RenderClientOptions
            {
                Host = "host",
                Owner = "o1",
                Project = "p1",
                Retry = new RenderRetryOptions { MaxRetries = 2 },
                TimeLimits = new RenderTimeLimits { Read = TimeSpan.FromSeconds(50) },
            },
            silent,
            server.Time);

        var exception = await Assert.ThrowsAsync<RenderTimeoutException>(() => client.Stack("s").GetZValuesAsync());

        Assert.Contains("no answer within 00:00:50", exception.Message, StringComparison.Ordinal);
        Assert.Equal(3, silent.Requests);
    }

    // As SocketsHttpHandler reports that nothing answers at an address.
    [Fact]
    public async Task A_connection_that_cannot_be_made_in_time_is_tried_again_and_nothing_was_sent_over_it()
    {
        using var server = new ScriptedServer();
        for (var attempt = 0; attempt < 3; attempt++)
            server.Fails(new TaskCanceledException("The operation was canceled.", new TimeoutException("A connection could not be established within the configured ConnectTimeout.")));

        using var client = server.Connect(new RenderClientOptions { Retry = new RenderRetryOptions { MaxRetries = 2 } });

        var exception = await Assert.ThrowsAsync<RenderUnavailableException>(() => client.Stack("s").DeleteAsync());

        Assert.Equal(3, server.Requests.Count);
        Assert.False(exception.MayHaveTakenEffect);
        Assert.Contains("ConnectTimeout", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelling_ends_the_repetitions()
    {
        using var cancellation = new CancellationTokenSource();
        using var server = new ScriptedServer().Does(_ =>
        {
            cancellation.Cancel();
            return new HttpResponseMessage(HttpStatusCode.ServiceUnavailable);
        });
        using var client = server.Connect();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => client.Stack("s").GetZValuesAsync(cancellationToken: cancellation.Token));

        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_container_builds_the_same_pipeline()
    {
        using var server = new ScriptedServer()
            .Drops()
            .BreaksOff("[1.0, ")
            .Answers(HttpStatusCode.TooManyRequests, retryAfter: "37")
            .AnswersJson("[1.0]")
            .Answers(HttpStatusCode.ServiceUnavailable);
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(server.Time);
        services
            .AddRenderClient(options => (options.Host, options.Owner, options.Project) = ("host:8080", "o1", "p1"))
            .ConfigurePrimaryHttpMessageHandler(() => server.Handler);
        await using var provider = services.BuildServiceProvider();
        var client = provider.GetRequiredService<RenderClient>();

        Assert.Equal([1], await client.Stack("s").GetZValuesAsync());
        await Assert.ThrowsAsync<RenderUnavailableException>(
            () => client.Api.Stacks.CreateStackVersionAsync("o1", "p1", "s", new StackVersion()));

        Assert.Equal(0, server.StepsLeft);
        Assert.InRange(server.Time.Waits[^1], TimeSpan.FromSeconds(37), TimeSpan.FromSeconds(41));
    }

    [Fact]
    public async Task Messages_name_the_operation_and_never_what_is_sent()
    {
        var log = new LogBook();
        using var factory = LoggerFactory.Create(builder => builder.SetMinimumLevel(LogLevel.Trace).AddProvider(log));
        using var server = new ScriptedServer().Drops().Answers(HttpStatusCode.Created);
        using var client = RenderClient.Connect(
            new RenderClientOptions { Host = "host", Owner = "o1", Project = "p1" }, server.Handler, server.Time, factory);
        var pair = new CanvasMatchesBuilder(new CanvasId("1.0", "secret"), new CanvasId("1.0", "b")).Add(new(1, 2), new(3, 4)).Build();

        await client.MatchCollection("m").ImportMatchesAsync([pair]);

        Assert.Contains(log.Lines, line => line.StartsWith("Warning Matches.SaveMatches failed", StringComparison.Ordinal));
        Assert.Contains(log.Lines, line => line.StartsWith("Debug Matches.SaveMatches answered 201", StringComparison.Ordinal));
        Assert.DoesNotContain(log.Lines, line => line.Contains("secret", StringComparison.Ordinal));
    }

    private sealed class SilentHandler : HttpMessageHandler
    {
        public int Requests { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Requests++;
            await Task.Delay(Timeout.Infinite, cancellationToken);
            throw new InvalidOperationException();
        }
    }

    private sealed class LogBook : ILoggerProvider, ILogger
    {
        public List<string> Lines { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Lines.Add($"{logLevel} {formatter(state, exception)}");

        public void Dispose()
        {
        }
    }
}
