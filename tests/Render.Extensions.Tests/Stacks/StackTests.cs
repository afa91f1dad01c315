using System.Net;
using System.Text.Json.Nodes;
using Render.Extensions.Tests.Support;

namespace Render.Extensions.Tests.Stacks;

public class StackTests
{
    private const string Missing = "stack with owner 'o1', project 'p1', and name 's' does not exist";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task A_stack_that_does_not_exist_is_told_from_one_that_does()
    {
        using var server = RecordedServer.Playing(16, 80);

        Assert.False(await server.Client.Stack("nope").ExistsAsync());
        Assert.Null(await server.Client.Stack("nope").TryGetMetadataAsync());
        Assert.True(await server.Client.Stack("raw").ExistsAsync());
        var metadata = await server.Client.Stack("raw").GetMetadataAsync();
        Assert.Equal(StackState.Loading, metadata.State);
        Assert.Equal(4.5, metadata.CurrentVersion!.StackResolutionY);
    }

    [Fact]
    public async Task A_stack_in_a_state_that_this_library_does_not_know_is_a_stack_like_others()
    {
        const string Archived = """{"stackId":{"owner":"o1","project":"p1","stack":"s"},"state":"ARCHIVED"}""";
        const string Complete = """{"stackId":{"owner":"o1","project":"p1","stack":"t"},"state":"COMPLETE"}""";
        using var server = new ScriptedServer().AnswersJson(Archived).AnswersJson($"[{Archived},{Complete}]").AnswersJson(Archived);
        using var client = server.Connect();

        Assert.True(await client.Stack("s").ExistsAsync());
        Assert.Equal([new StackState("ARCHIVED"), StackState.Complete], (await client.ListStacksAsync("p1")).Select(stack => stack.State!.Value));
        var refusal = await Assert.ThrowsAsync<RenderStackStateException>(() => client.Stack("s").ImportTilesAsync(Array.Empty<TileSpec>()));

        Assert.Contains("it is ARCHIVED", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("does not know that state", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_stack_is_named_with_what_to_do()
    {
        using var server = RecordedServer.Playing(16);

        var exception = await Assert.ThrowsAsync<RenderNotFoundException>(() => server.Client.Stack("nope").GetMetadataAsync());

        Assert.Contains("name 'nope' does not exist", exception.Message, StringComparison.Ordinal);
        Assert.Contains("CreateAsync", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_URL_that_is_no_web_service_is_not_taken_for_a_missing_stack()
    {
        using var server = new ScriptedServer().Answers(HttpStatusCode.NotFound);
        using var client = server.Connect();

        await Assert.ThrowsAsync<RenderNotFoundException>(() => client.Stack("s").ExistsAsync());
    }

    public static TheoryData<Func<RenderClient, Task>> CallsThatMissingThingsAnswer => new()
    {
        client => client.Stack("s").ExistsAsync(),
        client => client.Stack("s").CreateAsync(),
        client => client.Stack("s").TryGetTileAsync("t"),
        client => client.Stack("s").ImportTilesAsync([], new ImportOptions { CreateStack = new StackVersion() }),
        client => client.MatchCollection("m").DeleteAsync(),
        client => client.Stack("s").CheckMatchesAsync(client.MatchCollection("m")),
    };

    [Theory]
    [MemberData(nameof(CallsThatMissingThingsAnswer))]
    public Task The_page_of_a_web_server_is_not_taken_for_a_missing_thing(Func<RenderClient, Task> call) =>
        AssertIsNoWordAsync(new ScriptedServer().AnswersPageNotFound(), call);

    [Theory]
    [MemberData(nameof(CallsThatMissingThingsAnswer))]
    public Task The_text_of_a_proxy_is_not_taken_for_a_missing_thing(Func<RenderClient, Task> call) =>
        AssertIsNoWordAsync(new ScriptedServer().Answers(HttpStatusCode.NotFound, "404 page not found\n", "text/plain; charset=utf-8"), call);

    private static async Task AssertIsNoWordAsync(ScriptedServer answering, Func<RenderClient, Task> call)
    {
        using var server = answering;
        using var client = server.Connect();

        var exception = await Assert.ThrowsAnyAsync<RenderException>(() => call(client));

        Assert.Contains("does not know this URL", exception.Message, StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Layers_and_their_bounds_are_read()
    {
        using var server = RecordedServer.Playing(164, 171);
        var stack = server.Client.Stack("raw");

        Assert.Equal([1, 2, 2.5, 3], await stack.GetZValuesAsync());
        var bounds = await stack.GetBoundsAsync(1);
        Assert.Equal((0, 0, 320, 270), (bounds.MinX, bounds.MinY, bounds.MaxX, bounds.MaxY));
    }

    [Fact]
    public async Task Bounds_of_a_stack_that_is_not_complete_are_refused_with_what_to_do()
    {
        using var server = RecordedServer.Playing(92, 93);

        var bounds = await Assert.ThrowsAsync<RenderBadRequestException>(() => server.Client.Stack("raw").GetBoundsAsync());
        var sections = await Assert.ThrowsAsync<RenderBadRequestException>(() => server.Client.Stack("raw").GetSectionsAsync());

        Assert.Contains("COMPLETE", bounds.Message, StringComparison.Ordinal);
        Assert.Contains("COMPLETE", sections.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Completing_an_empty_stack_says_that_tiles_are_missing()
    {
        using var server = RecordedServer.Playing(100);

        var exception = await Assert.ThrowsAsync<RenderStackStateException>(() => server.Client.Stack("raw").CompleteAsync());

        Assert.Contains("Import tiles", exception.Message, StringComparison.Ordinal);
        Assert.Equal([100], server.Played);
    }

    [Theory]
    [InlineData(296)]
    [InlineData(298)]
    public async Task Deleting_from_a_complete_stack_says_which_state_is_needed(int exchange)
    {
        using var server = RecordedServer.Playing(exchange);
        var stack = server.Client.Stack("raw");

        var exception = await Assert.ThrowsAsync<RenderStackStateException>(
            () => exchange == 296 ? stack.DeleteLayerAsync(1) : stack.DeleteTileAsync("tileA"));

        Assert.Contains("LOADING", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_version_that_got_no_answer_is_found_by_its_number()
    {
        using var server = new ScriptedServer()
            .AnswersJson("""{"currentVersionNumber":3,"state":"COMPLETE"}""")
            .Drops()
            .AnswersJson("""{"currentVersionNumber":4,"state":"LOADING"}""");
        using var client = server.Connect();

        await client.Stack("s").CreateAsync(new StackVersion { StackResolutionX = 4 });

        Assert.Equal(
            ["GET /owner/o1/project/p1/stack/s", "POST /owner/o1/project/p1/stack/s", "GET /owner/o1/project/p1/stack/s"], server.Requests);
        Assert.Equal("""{"stackResolutionX":4}""", WithoutTime(server.Bodies[1]!));
    }

    [Fact]
    public async Task A_new_stack_that_got_no_answer_is_found_because_it_exists()
    {
        using var server = new ScriptedServer()
            .Answers(HttpStatusCode.NotFound, Missing)
            .Answers(HttpStatusCode.GatewayTimeout)
            .AnswersJson("""{"currentVersionNumber":0,"state":"LOADING"}""");
        using var client = server.Connect();

        await client.Stack("s").CreateAsync();

        Assert.Equal(0, server.StepsLeft);
    }

    [Fact]
    public async Task A_new_version_that_did_not_arrive_is_an_error_and_is_not_sent_again()
    {
        using var server = new ScriptedServer()
            .AnswersJson("""{"currentVersionNumber":3}""")
            .Drops()
            .AnswersJson("""{"currentVersionNumber":3}""");
        using var client = server.Connect();

        await Assert.ThrowsAsync<RenderUnavailableException>(() => client.Stack("s").CreateAsync());

        Assert.Single(server.Requests, request => request.StartsWith("POST", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Completing_goes_on_when_a_proxy_gives_up_before_the_server()
    {
        using var server = new ScriptedServer()
            .Answers(HttpStatusCode.GatewayTimeout)
            .AnswersJson("""{"state":"LOADING"}""")
            .AnswersJson("""{"state":"LOADING"}""")
            .AnswersJson("""{"state":"COMPLETE"}""");
        using var client = server.Connect();

        await client.Stack("s").CompleteAsync();

        Assert.Equal(0, server.StepsLeft);
        Assert.Single(server.Requests, request => request == "PUT /owner/o1/project/p1/stack/s/state/COMPLETE");
        Assert.Equal(2, server.Time.Waits.Count);
    }

    public static TheoryData<HttpRequestException> LostConnections => new()
    {
        new HttpRequestException(HttpRequestError.ResponseEnded, "The server closed the connection."),
        new HttpRequestException(HttpRequestError.Unknown, "An error occurred while sending.", new IOException("connection reset")),
        new HttpRequestException("An error occurred while sending.", new IOException("broken pipe")),
    };

    [Theory]
    [MemberData(nameof(LostConnections))]
    public async Task Completing_goes_on_when_the_connection_is_cut_before_the_server_is_done(HttpRequestException cut)
    {
        using var server = new ScriptedServer()
            .Fails(cut)
            .AnswersJson("""{"state":"LOADING"}""")
            .AnswersJson("""{"state":"COMPLETE"}""");
        using var client = server.Connect();

        await client.Stack("s").CompleteAsync();

        Assert.Equal(0, server.StepsLeft);
        Assert.Single(server.Requests, request => request == "PUT /owner/o1/project/p1/stack/s/state/COMPLETE");
        Assert.Single(server.Time.Waits);
    }

    [Fact]
    public async Task A_change_of_state_whose_request_seems_to_be_lost_is_asked_for_again()
    {
        using var server = new ScriptedServer().Drops();
        StaysLoading(server);
        server.Answers(HttpStatusCode.Created);
        using var client = server.Connect(Patient(retries: 1));

        await client.Stack("s").CompleteAsync();

        Assert.Equal(0, server.StepsLeft);
        Assert.Equal(2, server.Requests.Count(request => request == "PUT /owner/o1/project/p1/stack/s/state/COMPLETE"));
        Assert.Equal(Patience, Sum(server.Time.Waits));
    }

    [Fact]
    public async Task A_change_of_state_that_is_lost_again_and_again_is_an_error_and_may_have_been_made()
    {
        using var server = new ScriptedServer().Drops();
        StaysLoading(server);
        server.Does(_ =>
        {
            server.Time.Pass(TimeSpan.FromSeconds(60));
            return new HttpResponseMessage(HttpStatusCode.BadGateway);
        });
        StaysLoading(server);
        using var client = server.Connect(Patient(retries: 1));

        var exception = await Assert.ThrowsAsync<RenderUnavailableException>(() => client.Stack("s").CompleteAsync());

        Assert.Equal(0, server.StepsLeft);
        Assert.True(exception.MayHaveTakenEffect);
        Assert.Equal(2 * Patience, Sum(server.Time.Waits));
    }

    [Theory]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    [InlineData(HttpStatusCode.Unauthorized)]
    [InlineData(HttpStatusCode.NotFound)]
    public async Task What_others_say_when_it_is_asked_for_again_does_not_say_that_it_was_not_made_before(HttpStatusCode status)
    {
        using var server = new ScriptedServer().Drops();
        StaysLoading(server);
        server.Answers(status, "no");
        StaysLoading(server);
        using var client = server.Connect(Patient(retries: 1));

        var exception = await Assert.ThrowsAsync<RenderUnavailableException>(() => client.Stack("s").CompleteAsync());

        Assert.Equal(0, server.StepsLeft);
        Assert.True(exception.MayHaveTakenEffect);
    }

    [Fact]
    public async Task What_the_server_says_when_it_is_asked_again_is_the_last_word()
    {
        using var server = new ScriptedServer().Drops();
        StaysLoading(server);
        server.Answers(HttpStatusCode.InternalServerError, "Stack data aggregation returned no results because the stack has no tiles.");
        using var client = server.Connect(Patient(retries: 1));

        await Assert.ThrowsAsync<RenderStackStateException>(() => client.Stack("s").CompleteAsync());

        Assert.Equal(0, server.StepsLeft);
    }

    // Idle connections are cut after a minute or so, and lost ones at once.
    [Fact]
    public async Task A_server_that_had_the_request_for_a_while_before_the_connection_was_cut_is_not_asked_again()
    {
        using var server = new ScriptedServer();
        server.Does(_ =>
        {
            server.Time.Pass(TimeSpan.FromSeconds(60));
            throw new HttpRequestException(HttpRequestError.ResponseEnded, "The server closed the connection.");
        });
        StaysLoading(server);
        StaysLoading(server);
        server.AnswersJson("""{"state":"COMPLETE"}""");
        using var client = server.Connect(Patient(retries: 1));

        await client.Stack("s").CompleteAsync();

        Assert.Equal(0, server.StepsLeft);
        Assert.Single(server.Requests, request => request.StartsWith("PUT", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_change_of_state_is_asked_for_once_when_repeating_is_turned_off()
    {
        using var server = new ScriptedServer().Drops();
        StaysLoading(server);
        using var client = server.Connect(Patient(retries: 0));

        var exception = await Assert.ThrowsAsync<RenderUnavailableException>(() => client.Stack("s").CompleteAsync());

        Assert.Equal(0, server.StepsLeft);
        Assert.True(exception.MayHaveTakenEffect);
    }

    private static RenderClientOptions Patient(int retries) => new()
    {
        Retry = new RenderRetryOptions { MaxRetries = retries },
        TimeLimits = new RenderTimeLimits { Change = Patience },
    };

    // At once, and after 1, 2, 4 and the last 3 seconds.
    private static void StaysLoading(ScriptedServer server)
    {
        for (var look = 0; look < 5; look++)
            server.AnswersJson("""{"state":"LOADING"}""");
    }

    private static TimeSpan Sum(IEnumerable<TimeSpan> times) => times.Aggregate(TimeSpan.Zero, (sum, time) => sum + time);

    [Theory]
    [InlineData(HttpRequestError.ConnectionError)]
    [InlineData(HttpRequestError.NameResolutionError)]
    public async Task A_change_of_state_that_was_never_sent_is_an_error_at_once(HttpRequestError error)
    {
        using var server = new ScriptedServer()
            .Fails(new HttpRequestException(error, "connection refused"))
            .AnswersJson("""{"state":"LOADING"}""");
        using var client = server.Connect();

        await Assert.ThrowsAsync<RenderUnavailableException>(() => client.Stack("s").CompleteAsync());

        Assert.Equal(0, server.StepsLeft);
        Assert.Empty(server.Time.Waits);
    }

    [Fact]
    public async Task When_reading_back_fails_too_the_first_failure_is_told()
    {
        using var server = new ScriptedServer().Drops().Answers(HttpStatusCode.NotFound, Missing);
        using var client = server.Connect();

        var exception = await Assert.ThrowsAsync<RenderUnavailableException>(() => client.Stack("s").CompleteAsync());

        Assert.Equal("Stacks.SetStackState", exception.Operation);
    }

    [Fact]
    public async Task A_rename_that_got_no_answer_succeeded_if_only_the_new_name_exists()
    {
        using var server = new ScriptedServer()
            .Drops()
            .AnswersJson("""{"state":"LOADING"}""")
            .Answers(HttpStatusCode.NotFound, Missing);
        using var client = server.Connect();

        var renamed = await client.Stack("s").RenameAsync("t", project: "p2");

        Assert.Equal("o1/p2/t", renamed.ToString());
        Assert.Equal(
            ["PUT /owner/o1/project/p1/stack/s/stackId", "GET /owner/o1/project/p2/stack/t", "GET /owner/o1/project/p1/stack/s"],
            server.Requests);
        Assert.Equal("""{"owner":"o1","project":"p2","stack":"t"}""", server.Bodies[0]);
    }

    [Fact]
    public async Task A_version_that_says_when_it_was_made_is_sent_as_it_is()
    {
        using var server = new ScriptedServer().Answers(HttpStatusCode.NotFound, Missing).Answers(HttpStatusCode.Created);
        using var client = server.Connect();

        await client.Stack("s").CreateAsync(new StackVersion { CreateTimestamp = DateTimeOffset.UnixEpoch });

        Assert.Equal("""{"createTimestamp":"1970-01-01T00:00:00.000Z"}""", server.Bodies[1]);
    }

    [Fact]
    public async Task A_clone_keeps_the_resolution_and_is_as_old_as_it_is()
    {
        using var server = new ScriptedServer()
            .AnswersJson(
                """{"currentVersion":{"createTimestamp":"2015-01-02T03:04:05.678Z","stackResolutionX":4.0,"stackResolutionZ":35.0}}""")
            .Answers(HttpStatusCode.Created);
        using var client = server.Connect();

        await client.Stack("s").CloneToAsync(client.Stack("t", "p2"), zValues: [1, 2.5]);

        Assert.Equal("PUT /owner/o1/project/p1/stack/s/cloneTo/t?z=1&z=2.5&toProject=p2", server.Requests[1]);
        Assert.Equal("""{"stackResolutionX":4,"stackResolutionZ":35}""", WithoutTime(server.Bodies[1]!));
    }

    [Fact]
    public async Task A_clone_can_leave_out_the_shared_transforms()
    {
        using var server = new ScriptedServer().Answers(HttpStatusCode.Created);
        using var client = server.Connect();

        await client.Stack("s").CloneToAsync(client.Stack("t"), new StackVersion(), skipTransforms: true);

        Assert.Equal("PUT /owner/o1/project/p1/stack/s/cloneTo/t?toProject=p1&skipTransforms=true", server.Requests[0]);
    }

    [Fact]
    public async Task A_clone_to_another_owner_is_refused_before_anything_is_sent()
    {
        using var server = new ScriptedServer();
        using var client = server.Connect();

        var exception = await Assert.ThrowsAsync<RenderException>(() => client.Stack("s").CloneToAsync(client.Stack("t", owner: "o2")));

        Assert.Contains("o2/p1/t", exception.Message, StringComparison.Ordinal);
        Assert.Contains("CopyToAsync", exception.Message, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_named_with_the_variables_to_check()
    {
        using var client = RenderClient.Connect(new RenderClientOptions
        {
            Host = "127.0.0.1:1",
            Owner = "o1",
            Project = "p1",
            Retry = new RenderRetryOptions { MaxRetries = 1, BaseDelay = TimeSpan.FromMilliseconds(1) },
        });

        var exception = await Assert.ThrowsAsync<RenderUnavailableException>(() => client.ListOwnersAsync());

        Assert.Contains("127.0.0.1:1", exception.Message, StringComparison.Ordinal);
        Assert.Contains("RENDER_HOST", exception.Message, StringComparison.Ordinal);
    }

    // What was sent, once it is clear that it says when: the server does not fill that in.
    private static string WithoutTime(string version)
    {
        var sent = JsonNode.Parse(version)!.AsObject();
        Assert.InRange(sent["createTimestamp"]!.GetValue<DateTime>().ToUniversalTime(), DateTime.UtcNow.AddMinutes(-1), DateTime.UtcNow);
        sent.Remove("createTimestamp");
        return sent.ToJsonString();
    }
}
