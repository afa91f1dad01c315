using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Render.Extensions.Tests.Support;
using Render.Generated.Tests.Contract;

namespace Render.Extensions.Tests.Versions;

/// <summary>What the client knows of the server's line, and what it makes of it.</summary>
public sealed class ServerLineTests
{
    [Theory]
    [InlineData("4.0.2", ServerLine.Line40)]
    [InlineData("4.3", ServerLine.Line43)]
    public async Task The_descriptions_of_both_lines_tell_them(string version, ServerLine line)
    {
        using var server = new ScriptedServer().AnswersJson(Description(version));
        using var client = Connect(server);

        Assert.Equal(line, await client.GetServerLineAsync());
        Assert.Equal(line, await client.GetServerLineAsync());
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData("4.0.2", ServerLine.Line40)]
    [InlineData("4.3", ServerLine.Line43)]
    public async Task A_server_does_not_drift_from_its_own_line(string version, ServerLine line)
    {
        using var server = new ScriptedServer().AnswersJson(Description(version)).Answers(HttpStatusCode.NoContent);
        using var client = Connect(server);
        var drift = await client.CompareWithServerAsync();

        Assert.True(drift.IsNone, $"{drift}");
        Assert.Equal(line, drift.Line);
        Assert.Equal(version, drift.ContractVersion);
    }

    [Fact]
    public async Task An_operation_that_the_line_does_not_have_ends_in_an_exception_that_names_both()
    {
        using var server = new ScriptedServer().Answers(HttpStatusCode.NotFound, mediaType: "").AnswersJson(Description("4.3"));
        using var client = Connect(server);

        var first = await Assert.ThrowsAsync<RenderUnsupportedOperationException>(
            () => client.Api.Hierarchy.GetHierarchicalDataAsync("o", "p", "s"));
        var second = await Assert.ThrowsAsync<RenderUnsupportedOperationException>(() => client.Api.Hierarchy.DeleteTierDataAsync("o", "p"));

        Assert.Equal("Hierarchy.GetHierarchicalData", first.Operation);
        Assert.Equal(ServerLine.Line43, first.ServerLine);
        Assert.Equal([ServerLine.Line40], first.OfferedBy);
        Assert.Null(first.Parameter);
        Assert.Contains(
            "the server is of the line 4.3, and only render-ws 4.0.2 has this operation", first.Message, StringComparison.Ordinal);
        Assert.Equal("Hierarchy.DeleteTierData", second.Operation);
        Assert.False(second.MayHaveTakenEffect);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task A_parameter_that_the_line_does_not_have_is_refused_before_anything_is_sent()
    {
        using var server = new ScriptedServer().AnswersJson(Description("4.0.2"));
        using var client = Connect(server);

        var exception = await Assert.ThrowsAsync<RenderUnsupportedOperationException>(
            () => client.Api.Sections.GetLayerTileBoundsAsync("o", "p", "s", 1, tileIdPattern: "^a"));

        Assert.Equal("tileIdPattern", exception.Parameter);
        Assert.Equal([ServerLine.Line43], exception.OfferedBy);
        Assert.False(exception.MayHaveTakenEffect);
        Assert.Contains("only render-ws 4.3 has the parameter tileIdPattern", exception.Message, StringComparison.Ordinal);
        Assert.EndsWith("GET agger.json", Assert.Single(server.Requests), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_parameter_that_the_line_has_is_sent()
    {
        using var server = new ScriptedServer().AnswersJson(Description("4.3")).AnswersJson("[]").AnswersJson("[]");
        using var client = Connect(server);

        await client.Api.Sections.GetLayerTileBoundsAsync("o", "p", "s", 1, tileIdPattern: "^a");
        await client.Api.Sections.GetLayerTileBoundsAsync("o", "p", "s", 1, tileIdPattern: "^b");

        Assert.Equal(["?tileIdPattern=%5Ea", "?tileIdPattern=%5Eb"], server.Requests.Skip(1).Select(request => request[request.IndexOf('?', StringComparison.Ordinal)..]));
    }

    [Fact]
    public async Task What_all_lines_have_costs_no_question()
    {
        using var server = new ScriptedServer().AnswersJson("[]").Answers(HttpStatusCode.NotFound);
        using var client = Connect(server);

        await client.Api.Sections.GetLayerTileBoundsAsync("o", "p", "s", 1);
        await Assert.ThrowsAsync<RenderNotFoundException>(() => client.Api.Sections.GetLayerTileBoundsAsync("o", "p", "s", 1));

        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task A_line_that_is_set_is_not_asked_for()
    {
        using var server = new ScriptedServer();
        using var client = Connect(server, ServerLine.Line40);

        await Assert.ThrowsAsync<RenderUnsupportedOperationException>(
            () => client.Api.Tiles.GetResolvedTilesWithMatchesAsync("o", "p", "s", "m"));

        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task A_server_that_does_not_say_gets_what_was_asked_for_and_is_asked_again_after_a_while_only()
    {
        using var server = new ScriptedServer().Answers(HttpStatusCode.NotFound).AnswersJson("[]").AnswersJson("[]");
        using var client = Connect(server);

        await client.Api.Sections.GetLayerTileBoundsAsync("o", "p", "s", 1, "a");
        await client.Api.Sections.GetLayerTileBoundsAsync("o", "p", "s", 1, "a");
        Assert.Equal(3, server.Requests.Count);

        server.Time.Pass(TimeSpan.FromMinutes(2));
        server.AnswersJson(Description("4.0.2"));
        await Assert.ThrowsAsync<RenderUnsupportedOperationException>(() => client.Api.Sections.GetLayerTileBoundsAsync("o", "p", "s", 1, "a"));
    }

    [Theory]
    [InlineData("""{"paths":{}}""")]
    [InlineData("""
        {"paths":{"/v1/owner/{owner}/project/{project}/tierData":{"delete":{}},
        "/v1/owner/{owner}/project/{project}/stack/{stack}/resolvedTilesWithMatchesFrom/{matchCollection}":{"get":{}}}}
        """)]
    public async Task A_line_that_nobody_knows_is_refused_nothing(string description)
    {
        using var server = new ScriptedServer().AnswersJson(description).AnswersJson("[]");
        using var client = Connect(server);

        await client.Api.Sections.GetLayerTileBoundsAsync("o", "p", "s", 1, "a");

        Assert.Null(await client.GetServerLineAsync());
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task All_wait_for_one_answer_and_whoever_stops_waiting_stops_nobody_else()
    {
        var probe = new ServerLineProbe(null, TimeProvider.System, Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance);
        var answer = new TaskCompletionSource<ServerLine?>(TaskCreationOptions.RunContinuationsAsynchronously);
        int questions = 0;
        using var stop = new CancellationTokenSource();

        var first = probe.GetAsync(AskAsync, stop.Token).AsTask();
        var others = Enumerable.Range(0, 20).Select(_ => Task.Run(() => probe.GetAsync(AskAsync, CancellationToken.None).AsTask())).ToArray();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        answer.SetResult(ServerLine.Line43);

        Assert.All(await Task.WhenAll(others), line => Assert.Equal(ServerLine.Line43, line));
        Assert.Equal(1, questions);
        Assert.Equal(ServerLine.Line43, probe.Known);

        Task<ServerLine?> AskAsync(CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref questions);
            return answer.Task.WaitAsync(cancellationToken);
        }
    }

    [Fact]
    public async Task A_client_from_a_container_knows_as_much()
    {
        using var server = new ScriptedServer().AnswersJson(Description("4.0.2"));
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(server.Time);
        services.AddRenderClient(options => (options.Host, options.Owner, options.Project) = ("host:8080", "o", "p"))
            .ConfigurePrimaryHttpMessageHandler(() => server.Handler);
        await using var provider = services.BuildServiceProvider();
        var client = provider.GetRequiredService<RenderClient>();

        await Assert.ThrowsAsync<RenderUnsupportedOperationException>(() => client.Api.Sections.GetLayerTileBoundsAsync("o", "p", "s", 1, "a"));
        Assert.Equal(ServerLine.Line40, await client.GetServerLineAsync());
        Assert.Single(server.Requests);
    }

    private static string Description(string version) => File.ReadAllText(Repository.Golden($"swagger/render-ws-{version}.swagger.json"));

    private static RenderClient Connect(ScriptedServer server, ServerLine? line = null) => RenderClient.Connect(
        new RenderClientOptions { Host = "host:8080", Owner = "o", Project = "p", ServerLine = line }, server.Handler, server.Time);
}
