using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Web;
using Render.Generated.Tests.Contract;
using RichardSzalay.MockHttp;

namespace Render.Generated.Tests.Recorded;

/// <summary>The generated clients against what was recorded from the real server: every request sent, every answer understood.</summary>
public partial class RecordedTrafficTests
{
    public static TheoryData<ServerLine, int> Expressible => Numbers(_ => true);

    [Theory]
    [MemberData(nameof(Expressible))]
    public async Task A_typed_call_sends_the_recorded_request_and_understands_the_recorded_answer(ServerLine line, int number)
    {
        var exchange = RecordedExchange.OfBothLines.Single(candidate => candidate.Line == line && candidate.Number == number);
        var call = TypedCall.From(exchange);
        await AssertSameExchangeAsync(exchange, http => OutcomeAsync(call.InvokeAsync(http)));
    }

    public static TheoryData<ServerLine, int> Streamed => Numbers(exchange => TypedCall.From(exchange).Streamed is not null);

    [Theory]
    [MemberData(nameof(Streamed))]
    public async Task A_streamed_call_sends_the_same_request_and_yields_the_same_answer(ServerLine line, int number)
    {
        var exchange = RecordedExchange.OfBothLines.Single(candidate => candidate.Line == line && candidate.Number == number);
        var call = TypedCall.From(exchange).Streamed!;
        await AssertSameExchangeAsync(exchange, http => OutcomeAsync(call.CollectAsync(http)));
    }

    private static async Task AssertSameExchangeAsync(
        RecordedExchange exchange, Func<HttpClient, Task<(object? Result, RenderException? Error)>> callAsync)
    {
        using var handler = new MockHttpMessageHandler();
        HttpRequestMessage? sent = null;
        string? sentBody = null;
        handler.When("*").Respond(async request =>
        {
            sent = request;
            sentBody = request.Content is null ? null : await request.Content.ReadAsStringAsync();
            return Answer(exchange);
        });
        using var http = handler.ToHttpClient();
        http.BaseAddress = new Uri("http://127.0.0.1:8080/render-ws/");

        var (result, error) = await callAsync(http);

        Assert.Equal(exchange.Method, sent!.Method.Method);
        AssertSameTarget(exchange, sent.RequestUri!);
        AssertSameContent(exchange, sent.Content?.Headers.ContentType?.ToString(), sentBody);
        if (exchange.Succeeded)
            AssertSameAnswer(exchange, result);
        else
            AssertSameRefusal(exchange, error);
    }

    [Theory]
    [InlineData(ServerLine.Line40)]
    [InlineData(ServerLine.Line43)]
    public void What_a_typed_call_cannot_express_is_listed_exactly(ServerLine line)
    {
        var found = new Dictionary<int, string>();
        foreach (var exchange in RecordedExchange.OfBothLines.Where(exchange => exchange.Line == line))
        {
            try
            {
                TypedCall.From(exchange);
            }
            catch (InexpressibleException exception)
            {
                found.Add(exchange.Number, exception.Message);
            }
        }

        Assert.Equal(
            Inexpressible.Of(line).Select(entry => $"{entry.Key}: {entry.Value}"),
            found.Select(entry => $"{entry.Key}: {entry.Value}"));
    }

    [Fact]
    public void Every_operation_is_exercised()
    {
        var exercised = RecordedExchange.OfBothLines
            .Where(exchange => !Inexpressible.Of(exchange.Line).ContainsKey(exchange.Number))
            .Select(exchange => ContractDocument.Current.FindOperation(exchange.Method, exchange.Path)!.ToString());

        Assert.Equal(ContractDocument.Current.Operations.Select(operation => operation.ToString()).Order(), exercised.Distinct().Order());
    }

    private static TheoryData<ServerLine, int> Numbers(Func<RecordedExchange, bool> includes)
    {
        var numbers = new TheoryData<ServerLine, int>();
        foreach (var exchange in RecordedExchange.OfBothLines)
        {
            if (!Inexpressible.Of(exchange.Line).ContainsKey(exchange.Number) && includes(exchange))
                numbers.Add(exchange.Line, exchange.Number);
        }

        return numbers;
    }

    private static async Task<(object? Result, RenderException? Error)> OutcomeAsync<T>(Task<T> call)
    {
        try
        {
            return (await call, null);
        }
        catch (RenderException exception)
        {
            return (null, exception);
        }
    }

    private static HttpResponseMessage Answer(RecordedExchange exchange)
    {
        var response = new HttpResponseMessage((HttpStatusCode)exchange.Status) { Content = new ByteArrayContent(BodyBytes(exchange)) };
        if (exchange.MediaType is not null)
            response.Content.Headers.TryAddWithoutValidation("Content-Type", exchange.MediaType);

        return response;
    }

    private static byte[] BodyBytes(RecordedExchange exchange) => exchange.Body.ValueKind == JsonValueKind.Object
        ? exchange.Body.GetProperty("base64").GetBytesFromBase64()
        : Encoding.UTF8.GetBytes(exchange.Body.GetString() ?? "");

    private static void AssertSameTarget(RecordedExchange exchange, Uri uri)
    {
        Assert.Equal(Parts(exchange.Path), Parts(uri.AbsolutePath));
        Assert.Equal(Pairs(exchange.Query), Pairs(uri.Query));
    }

    // Numbers count by value: the recorded client wrote 1.0 where we write 1.
    private static IEnumerable<string> Parts(string path) => path
        .Split('/')
        .Select(segment => string.Join(',', ImageName().Replace(Uri.UnescapeDataString(segment), ",$0").Split(',').Select(Canonical)));

    [GeneratedRegex(@"\.(jpg|png)$")]
    private static partial Regex ImageName();

    private static IEnumerable<string> Pairs(string query)
    {
        var values = HttpUtility.ParseQueryString(query);
        return values.AllKeys.SelectMany(name => values.GetValues(name)!.Select(value => $"{name}={Canonical(value)}")).Order();
    }

    private static string Canonical(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        ? number.ToString(CultureInfo.InvariantCulture)
        : text;

    private static void AssertSameContent(RecordedExchange exchange, string? mediaType, string? body)
    {
        if (exchange.RequestBody is null)
        {
            // The empty body keeps .NET's pool of connections from sending a change again by itself.
            Assert.Equal(exchange.Method is "GET" or "HEAD" ? null : "", body);
        }
        else if (!exchange.Path.Contains("/validate-json/", StringComparison.Ordinal))
        {
            Assert.Equal(exchange.RequestHeaders["Content-Type"], mediaType);
            AssertSameJsonOrText(exchange.RequestBody, body!);
        }
        else
        {
            Assert.Equal(exchange.RequestBody, body);
        }
    }

    private static void AssertSameAnswer(RecordedExchange exchange, object? result)
    {
        switch (result)
        {
            case null:
                Assert.False(exchange.HasBody && exchange.Body.GetString() != "", "the answer was dropped");
                break;
            case byte[] bytes:
                Assert.Equal(BodyBytes(exchange), bytes);
                break;
            case string text:
                Assert.Equal(exchange.Body.GetString(), text);
                break;
            case JsonNode json:
                Assert.True(
                    WireJson.AreSame(exchange.Body.GetString()!, json.ToJsonString()),
                    $"{exchange.Body.GetString()}\n{json.ToJsonString()}");
                break;
        }
    }

    private static void AssertSameRefusal(RecordedExchange exchange, RenderException? error)
    {
        Assert.NotNull(error);
        Assert.Equal(exchange.Status, (int)error.StatusCode!);
        var text = exchange.Body.GetString()!;
        if (exchange.MediaType == "text/plain")
            Assert.Equal(string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)), error.ServerText);
        else
            Assert.Equal(text.Length == 0, error.ServerText is null);

        if (exchange.Status == 404)
            Assert.Equal(exchange.MediaType == "text/plain", Assert.IsType<RenderNotFoundException>(error).IsServersWord);
    }

    private static void AssertSameJsonOrText(string expected, string actual)
    {
        if (expected.StartsWith('{') || expected.StartsWith('['))
            Assert.True(WireJson.AreSame(expected, actual), $"{expected}\n{actual}");
        else
            Assert.Equal(Canonical(expected), Canonical(actual));
    }
}
