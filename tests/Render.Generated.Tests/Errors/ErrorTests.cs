using System.Net;
using System.Security.Authentication;
using Render.Generated.Tests.Clients;
using Render.Generated.Tests.Contract;
using RichardSzalay.MockHttp;

namespace Render.Generated.Tests.Errors;

/// <summary>Statuses and texts as recorded from the server.</summary>
public class ErrorTests
{
    private const string Text = "text/plain;charset=utf-8";

    private const string Nginx =
        "<html>\r\n<head><title>404 Not Found</title></head>\r\n<body>\r\n<center><h1>404 Not Found</h1></center>\r\n"
        + "<hr><center>nginx/1.24.0</center>\r\n</body>\r\n</html>\r\n";

    [Theory]
    [InlineData(404, "stack with owner 'o1', project 'p1', and name 'nope' does not exist", typeof(RenderNotFoundException))]
    [InlineData(400, "tile with id 'tileA' is missing bounding box attributes", typeof(RenderBadRequestException))]
    [InlineData(415, "", typeof(RenderBadRequestException))]
    [InlineData(
        500,
        "Resolved tiles can only be saved to stacks in the LOADING state, but this stack's state is COMPLETE.",
        typeof(RenderStackStateException))]
    [InlineData(400, "stack state is COMPLETE but must be LOADING to delete data", typeof(RenderStackStateException))]
    [InlineData(500, "Data for stack raw cannot be modified because it is READ_ONLY.", typeof(RenderStackStateException))]
    [InlineData(
        400,
        "The raw stack's state is currently LOADING and must first be transitioned to COMPLETE before transitioning it to OFFLINE.",
        typeof(RenderStackStateException))]
    [InlineData(
        500,
        "Stack data aggregation returned no results because the stack has no tiles.",
        typeof(RenderStackStateException))]
    [InlineData(500, "width and height must be set to create a bounding box", typeof(RenderException))]
    [InlineData(503, "", typeof(RenderUnavailableException))]
    [InlineData(502, "", typeof(RenderUnavailableException))]
    [InlineData(429, "", typeof(RenderUnavailableException))]
    [InlineData(408, "", typeof(RenderTimeoutException))]
    [InlineData(504, "", typeof(RenderTimeoutException))]
    public async Task A_refusal_becomes_the_exception_that_its_status_and_text_mean(int status, string text, Type expected)
    {
        using var server = new StubServer((HttpStatusCode)status, text, Text);

        var exception = await Assert.ThrowsAnyAsync<RenderException>(() => new StacksClient(server.Client).GetStackAsync("o1", "p1", "nope"));

        Assert.IsType(expected, exception);
        Assert.Equal((HttpStatusCode)status, exception.StatusCode);
        Assert.Equal(text.Length == 0 ? null : text, exception.ServerText);
        Assert.Equal("Stacks.GetStack", exception.Operation);
        Assert.Equal(HttpMethod.Get, exception.Method);
        Assert.Equal("http://host:8080/render-ws/v1/owner/o1/project/p1/stack/nope", exception.RequestUri!.AbsoluteUri);
        Assert.Contains("Stacks.GetStack failed", exception.Message, StringComparison.Ordinal);
        Assert.Contains(text, exception.Message, StringComparison.Ordinal);
        Assert.Contains("stack/nope", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_the_server_takes_for_a_page_is_refused_with_the_reason()
    {
        using var server = new StubServer(HttpStatusCode.NotAcceptable, "", Text);

        var exception = await Assert.ThrowsAsync<RenderBadRequestException>(
            () => new TilesClient(server.Client).GetTileSpecAsync("o1", "p1", "s", "scan.html"));

        Assert.Contains("a name that ends in it cannot be asked for", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_missing_in_a_stack_may_be_so_because_it_is_offline()
    {
        const string Words = "stack with owner 'o', project 'p', and name 's' does not exist";
        using var server = new StubServer(HttpStatusCode.NotFound, Words, Text);

        var inside = await Assert.ThrowsAsync<RenderNotFoundException>(
            () => new SectionsClient(server.Client).GetLayerBoundsAsync("o", "p", "s", 1));
        var itself = await Assert.ThrowsAsync<RenderNotFoundException>(() => new StacksClient(server.Client).GetStackAsync("o", "p", "s"));

        Assert.Contains("it is OFFLINE", inside.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("OFFLINE", itself.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_but_the_text_of_the_server_says_that_something_is_missing()
    {
        var jetty = RecordedExchange.All.Single(exchange => exchange.Number == 541);
        var unknownUrl = RecordedExchange.All.Single(exchange => exchange.Number == 202);

        foreach (var missing in RecordedExchange.All.Where(exchange => exchange is { Status: 404, HasBody: true } && exchange != jetty))
            Assert.True((await FindAsync(missing.Body.GetString(), missing.MediaType!)).IsServersWord, missing.ToString());

        (string? Body, string MediaType)[] others =
        [
            (unknownUrl.Body.GetString(), ""),
            (jetty.Body.GetString(), jetty.MediaType!),
            (Nginx, "text/html"),

            // What stands before servers in clusters: Go's web server and those made with it, ingresses, gateways, frameworks.
            ("404 page not found\n", "text/plain; charset=utf-8"),
            ("default backend - 404", "text/plain; charset=utf-8"),
            ("Not Found", "text/plain"),
            ("""{"message":"no Route matched with those values"}""", "application/json"),
            ("""{"status":404,"error":"Not Found","path":"/render-ws/v1/owner/o/project/p/stack/s"}""", "application/json"),
            ("The requested resource '/render-ws/v1/owner/o/project/p/stack/s' does not exist", "text/plain"),
        ];
        foreach (var (body, mediaType) in others)
        {
            var exception = await FindAsync(body, mediaType);
            Assert.False(exception.IsServersWord);
            Assert.Contains("does not know this URL", exception.Message, StringComparison.Ordinal);
            Assert.Contains("RENDER_HOST", exception.Message, StringComparison.Ordinal);
        }

        static async Task<RenderNotFoundException> FindAsync(string? body, string mediaType)
        {
            using var server = new StubServer(HttpStatusCode.NotFound, body, mediaType);
            return await Assert.ThrowsAsync<RenderNotFoundException>(() => new StacksClient(server.Client).GetStackAsync("o", "p", "s"));
        }
    }

    [Fact]
    public async Task An_escaped_message_in_HTML_is_told_as_text()
    {
        using var server = new StubServer(
            HttpStatusCode.BadRequest,
            "com.fasterxml.jackson.core.JsonParseException: Unexpected character (&#x27;b&#x27; (code 98))",
            "text/html;charset=utf-8");

        var exception = await Assert.ThrowsAsync<RenderBadRequestException>(
            () => new StacksClient(server.Client).CreateStackVersionAsync("o", "p", "s", new StackVersion()));

        Assert.Equal("com.fasterxml.jackson.core.JsonParseException: Unexpected character ('b' (code 98))", exception.ServerText);
    }

    [Fact]
    public async Task A_message_never_carries_the_payload()
    {
        using var server = new StubServer(HttpStatusCode.InternalServerError, "no", Text);

        var exception = await Assert.ThrowsAsync<RenderException>(() => new StacksClient(server.Client)
            .CreateStackVersionAsync("o", "p", "s", new StackVersion { VersionNotes = "secret notes" }));

        Assert.DoesNotContain("secret notes", exception.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_page_is_cut()
    {
        using var server = new StubServer(HttpStatusCode.InternalServerError, new string('x', 100_000), "text/html");

        var exception = await Assert.ThrowsAsync<RenderException>(() => new StacksClient(server.Client).ListOwnersAsync());

        Assert.Equal(4_000, exception.ServerText!.Length);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_named_with_the_variables_to_check()
    {
        using var http = new HttpClient { BaseAddress = new Uri("http://127.0.0.1:1/render-ws/") };

        var exception = await Assert.ThrowsAsync<RenderUnavailableException>(() => new StacksClient(http).ListOwnersAsync());

        Assert.Null(exception.StatusCode);
        Assert.Contains("127.0.0.1:1", exception.Message, StringComparison.Ordinal);
        Assert.Contains("RENDER_HOST", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_reason_of_a_failed_connection_is_told_where_it_is_further_inside()
    {
        using var handler = new MockHttpMessageHandler();
        handler.When("*").Throw(new HttpRequestException(
            HttpRequestError.SecureConnectionError,
            "The SSL connection could not be established, see inner exception.",
            new AuthenticationException("The remote certificate is invalid because of errors in the certificate chain: UntrustedRoot")));
        using var http = handler.ToHttpClient();
        http.BaseAddress = new Uri("https://host/render-ws/");

        var exception = await Assert.ThrowsAsync<RenderUnavailableException>(() => new StacksClient(http).ListOwnersAsync());

        Assert.Contains("in the certificate chain: UntrustedRoot. Check", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_time_limit_is_a_timeout_and_not_a_cancellation()
    {
        using var handler = new MockHttpMessageHandler();
        handler.When("*").Respond(async () =>
        {
            await Task.Delay(Timeout.Infinite, new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token);
            return new HttpResponseMessage();
        });
        using var http = handler.ToHttpClient();
        http.BaseAddress = new Uri("http://host/render-ws/");
        http.Timeout = TimeSpan.FromMilliseconds(20);

        await Assert.ThrowsAsync<RenderTimeoutException>(() => new StacksClient(http).ListOwnersAsync());
    }

    [Theory]
    [InlineData("""{"state": 7""")]
    [InlineData("""{"stackId": "text"}""")]
    [InlineData("<html>")]
    public async Task An_answer_that_does_not_fit_is_named_with_its_place(string body)
    {
        using var server = new StubServer(body: body);

        var exception = await Assert.ThrowsAsync<RenderResponseException>(() => new StacksClient(server.Client).GetStackAsync("o", "p", "s"));

        Assert.Contains("StackMetaData", exception.Message, StringComparison.Ordinal);
        Assert.Contains("LineNumber", exception.Message, StringComparison.Ordinal);
    }

    public static TheoryData<Func<HttpClient, Task>> CallsByAnswer => new()
    {
        http => new MatchesClient(http).SaveMatchesAsync("o", "c", []),
        http => new StacksClient(http).DeleteStackAsync("o", "p", "s"),
        http => new StacksClient(http).GetStackAsync("o", "p", "s"),
        http => new StacksClient(http).GetMipmapPathBuilderAsync("o", "p", "s"),
        http => new StacksClient(http).GetMaterializedBoxRootPathAsync("o", "p", "s"),
        http => new ImagesClient(http).GetTilePngImageAsync("o", "p", "s", "t"),
        async http => await new SectionsClient(http).StreamLayerTileSpecsAsync("o", "p", "s", 1).GetAsyncEnumerator().MoveNextAsync(),
    };

    [Theory]
    [MemberData(nameof(CallsByAnswer))]
    public async Task The_login_page_of_a_proxy_is_no_success(Func<HttpClient, Task> call)
    {
        using var server = new StubServer(HttpStatusCode.OK, "<html><body>Please log in.</body></html>", "text/html; charset=UTF-8");

        var exception = await Assert.ThrowsAsync<RenderResponseException>(() => call(server.Client));

        Assert.Equal(HttpStatusCode.OK, exception.StatusCode);
        Assert.Contains("This is not a render server: check host and port", exception.Message, StringComparison.Ordinal);
        Assert.Contains("proxy", exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("log in.", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_server_answers_with_nothing_or_a_type_of_the_contract_when_it_succeeds() =>
        Assert.DoesNotContain(
            RecordedExchange.All,
            exchange => exchange.Succeeded && exchange.MediaType?.StartsWith("text/html", StringComparison.Ordinal) == true);

    [Theory]
    [InlineData("TEXT/HTML")]
    [InlineData("application/xhtml+xml")]
    public async Task A_page_is_known_by_its_type_however_that_is_written(string mediaType)
    {
        using var server = new StubServer(HttpStatusCode.OK, "<html><body>Please log in.</body></html>", mediaType);

        await Assert.ThrowsAsync<RenderResponseException>(() => new StacksClient(server.Client).DeleteStackAsync("o", "p", "s"));
    }

    [Fact]
    public async Task An_answer_that_is_missing_is_an_error()
    {
        using var server = new StubServer(HttpStatusCode.NoContent);

        await Assert.ThrowsAsync<RenderResponseException>(() => new StacksClient(server.Client).GetStackAsync("o", "p", "s"));
    }

    [Fact]
    public async Task An_answer_in_an_unknown_charset_cannot_be_read()
    {
        using var server = new StubServer(HttpStatusCode.OK, "/boxes", "text/plain; charset=foo");

        var exception = await Assert.ThrowsAsync<RenderResponseException>(
            () => new StacksClient(server.Client).GetMaterializedBoxRootPathAsync("o", "p", "s"));

        Assert.Equal("Stacks.GetMaterializedBoxRootPath", exception.Operation);
        Assert.Contains("charset=foo", exception.Message, StringComparison.Ordinal);
        Assert.Contains("o/project/p/stack/s/materializedBoxRootPath", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_in_an_unknown_charset_is_told_all_the_same()
    {
        using var server = new StubServer(HttpStatusCode.BadRequest, "no such box", "text/plain; charset=foo");

        var exception = await Assert.ThrowsAsync<RenderBadRequestException>(
            () => new StacksClient(server.Client).GetMaterializedBoxRootPathAsync("o", "p", "s"));

        Assert.Equal("no such box", exception.ServerText);
    }

    public static TheoryData<Func<HttpClient, Task>> CallsWithoutAnswer => new()
    {
        http => new MatchesClient(http).SaveMatchesAsync("o", "c", []),
        http => new StacksClient(http).DeleteStackAsync("o", "p", "s"),
        http => new StacksClient(http).SetStackStateAsync("o", "p", "s", StackState.Complete),
    };

    [Theory]
    [MemberData(nameof(CallsWithoutAnswer))]
    public async Task A_text_is_no_success_where_the_server_answers_with_nothing(Func<HttpClient, Task> call)
    {
        using var server = new StubServer(HttpStatusCode.OK, "Please log in at https://login.example/", "text/plain");

        var exception = await Assert.ThrowsAsync<RenderResponseException>(() => call(server.Client));

        Assert.Equal("Please log in at https://login.example/", exception.ServerText);
        Assert.Contains("answers with nothing", exception.Message, StringComparison.Ordinal);
        Assert.Contains("RENDER_HOST", exception.Message, StringComparison.Ordinal);
        Assert.True(exception.MayHaveTakenEffect);
    }

    [Fact]
    public void The_server_sends_neither_body_nor_type_where_the_contract_has_no_answer()
    {
        var silent = ContractDocument.Current.Operations
            .Where(operation => operation.Responses.Where(response => response.Key < 300).All(response => !response.Value.TryGetProperty("content", out _)))
            .ToList();
        var answers = RecordedExchange.All
            .Where(exchange => exchange.Succeeded && silent.Contains(ContractDocument.Current.FindOperation(exchange.Method, exchange.Path)!))
            .ToList();

        Assert.True(silent.Count > 30 && answers.Count > silent.Count);
        Assert.All(answers, answer => Assert.Equal((false, null), (answer.HasBody, answer.MediaType)));
    }

    [Fact]
    public async Task What_became_of_a_change_whose_answer_cannot_be_read_is_unknown()
    {
        using var server = new StubServer(body: """{"id":[""");

        var exception = await Assert.ThrowsAsync<RenderResponseException>(
            () => new MatchTrialsClient(server.Client).RunTrialAsync("o", new MatchTrialParameters()));

        Assert.True(exception.MayHaveTakenEffect);
    }
}
