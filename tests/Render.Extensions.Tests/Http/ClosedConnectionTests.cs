using Render.Extensions.Tests.Support;

namespace Render.Extensions.Tests.Http;

/// <summary>What really goes over the wire when a server closes the connection instead of answering.</summary>
public class ClosedConnectionTests
{
    public static TheoryData<bool, bool> Ways => new() { { false, false }, { false, true }, { true, false }, { true, true } };

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task What_may_not_be_repeated_is_sent_once(bool reset, bool reused)
    {
        await using var server = new ClosingServer(reset);
        using var client = Connect(server, retries: 4);
        await WarmUpAsync(client, server, reused);

        await Assert.ThrowsAsync<RenderUnavailableException>(
            () => client.Api.Stacks.SetStackStateAsync("o1", "p1", "s", StackState.Complete));

        Assert.Equal(["PUT /render-ws/v1/owner/o1/project/p1/stack/s/state/COMPLETE"], server.Requests);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task What_may_be_repeated_is_repeated_as_often_as_the_options_say(bool reset, bool reused)
    {
        await using var server = new ClosingServer(reset);
        using var client = Connect(server, retries: 2);
        await WarmUpAsync(client, server, reused);

        await Assert.ThrowsAsync<RenderUnavailableException>(() => client.Api.Stacks.DeleteStackAsync("o1", "p1", "s"));

        Assert.Equal(Enumerable.Repeat("DELETE /render-ws/v1/owner/o1/project/p1/stack/s", 3), server.Requests);
    }

    // What stands between would drop a connection on which nothing moves, as while a stack is completed, and tell neither side.
    [Fact]
    public async Task A_connection_on_which_nothing_moves_is_kept_alive()
    {
        if (!OperatingSystem.IsLinux())
            return;

        await using var server = new ClosingServer(reset: false) { Answers = 2 };
        using var client = Connect(server, retries: 0);
        await client.Api.Stacks.ListOwnersAsync();

        // Addresses and states are hexadecimal; 01 is a connection that stands, and timer 02 keeps it alive.
        string port = $":{server.Address.Port:X4}";
        var connection = new[] { "/proc/net/tcp", "/proc/net/tcp6" }
            .SelectMany(File.ReadLines)
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Single(parts => parts[2].EndsWith(port, StringComparison.Ordinal) && parts[3] == "01");
        Assert.StartsWith("02:", connection[5], StringComparison.Ordinal);
    }

    private static RenderClient Connect(ClosingServer server, int retries) => RenderClient.Connect(new RenderClientOptions
    {
        Host = server.Address.ToString(),
        Retry = new RenderRetryOptions { MaxRetries = retries, BaseDelay = TimeSpan.FromMilliseconds(1) },
    });

    private static async Task WarmUpAsync(RenderClient client, ClosingServer server, bool reused)
    {
        if (!reused)
            return;

        server.Answers = 1;
        Assert.Empty(await client.Api.Stacks.ListOwnersAsync());
        server.Requests.Clear();
    }
}
