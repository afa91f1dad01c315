using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Web;
using Render.Generated.Tests.Contract;
using Render.Generated.Tests.Recorded;
using RichardSzalay.MockHttp;

namespace Render.Extensions.Tests.Support;

/// <summary>
/// Plays exchanges that were recorded from the real server: only their requests are understood, and they get the recorded answers.
/// </summary>
internal sealed class RecordedServer : IDisposable
{
    private readonly MockHttpMessageHandler handler = new();
    private readonly List<int> played = [];

    private RecordedServer(IReadOnlyList<RecordedExchange> exchanges)
    {
        handler.When("*").Respond(async request =>
        {
            var body = request.Content is null ? null : await request.Content.ReadAsStringAsync();
            var exchange = exchanges.FirstOrDefault(candidate => IsSame(candidate, request, body));
            if (exchange is null)
            {
                return new HttpResponseMessage((HttpStatusCode)418)
                {
                    Content = new StringContent($"{request.Method} {request.RequestUri} {body} is none of the recorded requests"),
                };
            }

            lock (played)
                played.Add(exchange.Number);

            return Answer(exchange);
        });
        Client = RenderClient.Connect(
            new RenderClientOptions { Host = "host:8080", Owner = "o1", Project = "p1" }, handler, TimeProvider.System);
    }

    public RenderClient Client { get; }

    /// <summary>The numbers of the exchanges that took place, in order.</summary>
    public IReadOnlyList<int> Played => played;

    public static RecordedServer Playing(params int[] numbers) =>
        new([.. numbers.Select(number => RecordedExchange.All.Single(exchange => exchange.Number == number))]);

    public static string BodyOf(int number) => RecordedExchange.All.Single(exchange => exchange.Number == number).Body.GetString()!;

    /// <summary>The bytes of an answer; those of images are recorded as text.</summary>
    public static byte[] BytesOf(int number) => BytesOf(RecordedExchange.All.Single(exchange => exchange.Number == number));

    public void Dispose()
    {
        Client.Dispose();
        handler.Dispose();
    }

    private static bool IsSame(RecordedExchange exchange, HttpRequestMessage request, string? body) =>
        exchange.Method == request.Method.Method
        && Canonical(exchange.Path) == Canonical(request.RequestUri!.AbsolutePath)
        && Pairs(exchange.Query).SequenceEqual(Pairs(request.RequestUri.Query))
        && (exchange.RequestBody is null ? string.IsNullOrEmpty(body) : body is not null && WireJson.AreSame(exchange.RequestBody, body));

    // Numbers count by value: the recorded client wrote 1.0 where we write 1.
    private static string Canonical(string path) => string.Join('/', path
        .Split('/')
        .Select(segment => string.Join(',', Uri.UnescapeDataString(segment).Split(',').Select(Number))));

    private static IEnumerable<string> Pairs(string query)
    {
        var values = HttpUtility.ParseQueryString(query);
        return values.AllKeys.SelectMany(name => values.GetValues(name)!.Select(value => $"{name}={Number(value)}")).Order();
    }

    private static string Number(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
        ? number.ToString(CultureInfo.InvariantCulture)
        : text;

    private static byte[] BytesOf(RecordedExchange exchange) => exchange.Body.ValueKind == JsonValueKind.Object
        ? exchange.Body.GetProperty("base64").GetBytesFromBase64()
        : Encoding.UTF8.GetBytes(exchange.Body.GetString() ?? "");

    private static HttpResponseMessage Answer(RecordedExchange exchange)
    {
        var response = new HttpResponseMessage((HttpStatusCode)exchange.Status)
        {
            Content = new ByteArrayContent(BytesOf(exchange)),
        };
        if (exchange.MediaType is not null)
            response.Content.Headers.TryAddWithoutValidation("Content-Type", exchange.MediaType);

        return response;
    }
}
