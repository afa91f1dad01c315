using System.Net;
using Render.Extensions.Tests.Support;

namespace Render.Extensions.Tests.Connecting;

public class DisposalTests
{
    private readonly CanvasMatches pair = new CanvasMatchesBuilder(new CanvasId("1.0", "a"), new CanvasId("1.0", "b"))
        .Add(new(1, 2), new(3, 4))
        .Build();

    [Fact]
    public async Task A_request_that_runs_when_the_client_is_disposed_is_cancelled_and_says_why()
    {
        using var server = new SilentServer();
        var client = server.Connect();
        var call = client.Api.Stacks.DeleteStackAsync("o1", "p1", "s");
        await server.IsAsked;

        client.Dispose();

        AssertTold(await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call), "Stacks.DeleteStack", "o1/project/p1/stack/s");
    }

    [Fact]
    public async Task A_request_that_waits_to_be_repeated_when_the_client_is_disposed_is_cancelled_and_says_why()
    {
        using var server = new ScriptedServer { Time = new() { Short = TimeSpan.Zero } }
            .Answers(HttpStatusCode.ServiceUnavailable);
        var client = server.Connect();
        var call = client.Stack("s").GetZValuesAsync();
        Assert.False(call.IsCompleted);

        client.Dispose();

        AssertTold(await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call), "Stacks.GetZValues", "stack/s/zValues");
    }

    [Fact]
    public async Task An_import_that_runs_when_the_client_is_disposed_says_what_may_be_stored()
    {
        using var server = new SilentServer();
        var client = server.Connect();
        var import = client.MatchCollection("m").ImportMatchesAsync([pair]);
        await server.IsAsked;

        client.Dispose();

        var exception = await Assert.ThrowsAsync<MatchImportException>(() => import);
        Assert.True(Assert.Single(exception.Report.Unstored).MayBeStored);
        AssertTold(Assert.IsAssignableFrom<OperationCanceledException>(exception.InnerException), "Matches.SaveMatches", "matchCollection/m/matches");
    }

    [Fact]
    public async Task A_caller_that_cancels_is_told_nothing_of_the_client()
    {
        using var server = new SilentServer();
        using var client = server.Connect();
        using var cancel = new CancellationTokenSource();
        var call = client.Api.Stacks.DeleteStackAsync("o1", "p1", "s", cancel.Token);
        await server.IsAsked;

        await cancel.CancelAsync();

        var exception = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Equal(cancel.Token, exception.CancellationToken);
        Assert.DoesNotContain("disposed", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_that_is_disposed_takes_no_requests()
    {
        using var server = new ScriptedServer();
        var client = server.Connect();
        client.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => client.Stack("s").GetZValuesAsync());
    }

    private static void AssertTold(OperationCanceledException exception, string operation, string url)
    {
        Assert.IsType<ObjectDisposedException>(exception.InnerException);
        Assert.Contains(operation, exception.Message, StringComparison.Ordinal);
        Assert.Contains("disposed", exception.Message, StringComparison.Ordinal);
        Assert.Contains(url, exception.Message, StringComparison.Ordinal);
    }

    /// <summary>A server that never answers.</summary>
    private sealed class SilentServer : HttpMessageHandler
    {
        private readonly TaskCompletionSource isAsked = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task IsAsked => isAsked.Task;

        public RenderClient Connect() => RenderClient.Connect(
            new RenderClientOptions { Host = "host:8080", Owner = "o1", Project = "p1" }, this, TimeProvider.System);

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            isAsked.TrySetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
            throw new InvalidOperationException();
        }
    }
}
