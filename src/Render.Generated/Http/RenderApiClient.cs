using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

namespace Render;

/// <summary>
/// What all generated clients share: one request in, one typed answer or one <see cref="RenderException"/> out.
/// </summary>
/// <remarks>
/// Retries, time limits and telemetry are not here but in the handlers of the <see cref="HttpClient"/>; they learn which
/// operation a request belongs to from <see cref="Operation"/>.
/// </remarks>
public abstract class RenderApiClient
{
    /// <summary>The name of the operation that a request calls, for handlers: <c>Stacks.GetStack</c>.</summary>
    public static readonly HttpRequestOptionsKey<string> Operation = new("Render.Operation");

    /// <summary>
    /// Set on a request whose answer is read while it arrives. Handlers that buffer answers, or that limit the time of an exchange as a
    /// whole, must let these pass.
    /// </summary>
    public static readonly HttpRequestOptionsKey<bool> IsStreamed = new("Render.IsStreamed");

    /// <summary>
    /// Set on a request by handlers that repeat it, when an attempt that failed may have reached the server nevertheless: see
    /// <see cref="RenderException.MayHaveTakenEffect"/>.
    /// </summary>
    public static readonly HttpRequestOptionsKey<bool> MayHaveArrived = new("Render.MayHaveArrived");

    private static readonly MediaTypeHeaderValue Json = new("application/json");

    private readonly HttpClient httpClient;

    /// <summary>Creates a client.</summary>
    /// <param name="httpClient">Its base address is the root of the web service and ends in a slash: <c>http://host:8080/render-ws/</c>.</param>
    protected RenderApiClient(HttpClient httpClient)
    {
        ArgumentNullException.ThrowIfNull(httpClient);
        this.httpClient = httpClient;
    }

    /// <summary>Makes the request of an operation.</summary>
    /// <param name="operation">The operation's name.</param>
    /// <param name="method">Its method.</param>
    /// <param name="url">Its URL, relative to the root of the web service.</param>
    /// <param name="content">Its body, if it has one.</param>
    protected static HttpRequestMessage CreateRequest(string operation, HttpMethod method, Uri url, HttpContent? content = null)
    {
        // Without a body, .NET's pool of connections would send the request up to three more times when the server closes the connection,
        // whatever the operation means; with one, even an empty one, repeating is left to the handlers.
        if (content is null && method != HttpMethod.Get && method != HttpMethod.Head)
        {
            content = new ByteArrayContent([]);
        }

        var request = new HttpRequestMessage(method, url) { Content = content };
        request.Options.Set(Operation, operation);
        return request;
    }

    private protected static HttpRequestMessage CreateRequest(
        string operation, HttpMethod method, scoped ref RequestUrl url, HttpContent? content = null)
    {
        var limits = url.Limits;
        return CreateRequest(operation, method, url.ToUri(), limits, content);
    }

    private protected static HttpRequestMessage CreateRequest(
        string operation, HttpMethod method, Uri url, IReadOnlyList<RequestLimit>? limits, HttpContent? content = null)
    {
        var request = CreateRequest(operation, method, url, content);
        if (limits is not null)
        {
            request.Options.Set(RequestLimit.Key, limits);
        }

        return request;
    }

    /// <summary>A JSON body that is written straight to the socket, once for each attempt.</summary>
    /// <typeparam name="T">The type that the contract names for the body.</typeparam>
    /// <param name="body">The body.</param>
    /// <param name="name">The name of the argument.</param>
    protected static HttpContent JsonContent<T>(T body, [CallerArgumentExpression(nameof(body))] string? name = null)
    {
        if (body is null)
        {
            throw new ArgumentNullException(name);
        }

        return System.Net.Http.Json.JsonContent.Create(body, RenderJson.TypeInfo<T>(), Json);
    }

    /// <summary>A body of plain text, sent verbatim.</summary>
    /// <param name="body">The text.</param>
    /// <param name="mediaType">The media type that the operation consumes.</param>
    protected static HttpContent TextContent(string body, string mediaType)
    {
        ArgumentNullException.ThrowIfNull(body);
        var content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
        content.Headers.ContentType = new MediaTypeHeaderValue(mediaType);
        return content;
    }

    /// <summary>Calls an operation that answers with nothing but its status.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    protected async Task SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using (request)
        {
            using var response = await ExchangeAsync(request, accept: null, cancellationToken).ConfigureAwait(false);
            if (RenderFailure.IsForeignText(response))
            {
                throw await RenderResponseException.UnexpectedAsync(request, response, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Calls an operation that answers with JSON.</summary>
    /// <typeparam name="T">The type of the answer.</typeparam>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    protected async Task<T> ReadJsonAsync<T>(HttpRequestMessage request, CancellationToken cancellationToken) =>
        await ReadOptionalJsonAsync<T>(request, cancellationToken).ConfigureAwait(false)
        ?? throw RenderResponseException.Empty(request, typeof(T));

    /// <summary>Calls an operation that answers with JSON, or with 204 when there is nothing.</summary>
    /// <typeparam name="T">The type of the answer.</typeparam>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    protected async Task<T?> ReadOptionalJsonAsync<T>(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using (request)
        {
            using var response = await ExchangeAsync(request, "application/json", cancellationToken).ConfigureAwait(false);
            if (response.StatusCode == System.Net.HttpStatusCode.NoContent)
            {
                return default;
            }

            try
            {
                var body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
                return await JsonSerializer.DeserializeAsync(body, RenderJson.TypeInfo<T>(), cancellationToken).ConfigureAwait(false);
            }
            catch (JsonException exception)
            {
                throw RenderResponseException.Unreadable(request, response, typeof(T), exception);
            }
            catch (Exception exception) when (RenderException.FromTransport(request, exception, cancellationToken) is { } known)
            {
                throw known;
            }
        }
    }

    /// <summary>Calls an operation that answers with text.</summary>
    /// <param name="request">The request.</param>
    /// <param name="mediaType">The media type that the operation produces.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    protected async Task<string> ReadTextAsync(HttpRequestMessage request, string mediaType, CancellationToken cancellationToken) =>
        await ReadOptionalTextAsync(request, mediaType, cancellationToken).ConfigureAwait(false)
        ?? throw RenderResponseException.Empty(request, typeof(string));

    /// <summary>Calls an operation that answers with text, or with 204 when there is nothing.</summary>
    /// <param name="request">The request.</param>
    /// <param name="mediaType">The media type that the operation produces.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    protected async Task<string?> ReadOptionalTextAsync(HttpRequestMessage request, string mediaType, CancellationToken cancellationToken)
    {
        using (request)
        {
            using var response = await ExchangeAsync(request, mediaType, cancellationToken).ConfigureAwait(false);
            if (response.StatusCode == System.Net.HttpStatusCode.NoContent)
            {
                return null;
            }

            try
            {
                return await response.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
            }
            catch (InvalidOperationException exception)
            {
                throw RenderResponseException.UnknownCharset(request, response, exception);
            }
            catch (Exception exception) when (RenderException.FromTransport(request, exception, cancellationToken) is { } known)
            {
                throw known;
            }
        }
    }

    /// <summary>Calls an operation that answers with an image or with raw pixels.</summary>
    /// <param name="request">The request.</param>
    /// <param name="mediaType">The media type that the operation produces.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    protected async Task<BinaryContent> ReadBinaryAsync(HttpRequestMessage request, string mediaType, CancellationToken cancellationToken)
    {
        using (request)
        {
            request.Options.Set(IsStreamed, true);
            var response = await ExchangeAsync(request, mediaType, cancellationToken).ConfigureAwait(false);
            return await BinaryContent.OpenAsync(request, response, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Calls an operation that answers with a JSON array, and reads the elements while they arrive.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="createRequest">Makes the request, once for each enumeration.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    protected IAsyncEnumerable<T> StreamJsonAsync<T>(Func<HttpRequestMessage> createRequest, CancellationToken cancellationToken) =>
        StreamAsync(
            createRequest,
            static (body, stop) => RenderJson.TypeInfo<T>() is { Converter: IArrayReader<T> reader }
                ? reader.ReadArrayAsync(body, stop)
                : JsonSerializer.DeserializeAsyncEnumerable(body, RenderJson.TypeInfo<T>(), stop),
            cancellationToken);

    /// <summary>Calls an operation that answers with a resolved tile collection, and reads its tiles and transforms while they arrive.</summary>
    /// <param name="createRequest">Makes the request, once for each enumeration.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    protected IAsyncEnumerable<ResolvedSpec> StreamResolvedSpecsAsync(
        Func<HttpRequestMessage> createRequest, CancellationToken cancellationToken) =>
        StreamAsync(createRequest, ResolvedSpecReader.ReadAsync, cancellationToken);

    /// <summary>
    /// Calls an operation that answers with a resolved tile collection and the matches of its pairs, and reads tiles, transforms and pairs while
    /// they arrive.
    /// </summary>
    /// <param name="createRequest">Makes the request, once for each enumeration.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    protected IAsyncEnumerable<ResolvedSpecOrPair> StreamResolvedSpecsOrPairsAsync(
        Func<HttpRequestMessage> createRequest, CancellationToken cancellationToken) =>
        StreamAsync(createRequest, ResolvedSpecReader.ReadWithPairsAsync, cancellationToken);

    private async IAsyncEnumerable<T> StreamAsync<T>(
        Func<HttpRequestMessage> createRequest,
        Func<Stream, CancellationToken, IAsyncEnumerable<T?>> read,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var request = createRequest();
        request.Options.Set(IsStreamed, true);
        using var response = await ExchangeAsync(request, "application/json", cancellationToken).ConfigureAwait(false);
        var body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        var elements = read(body, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using (elements.ConfigureAwait(false))
        {
            for (long count = 0; await MoveAsync(count).ConfigureAwait(false); count++)
            {
                yield return elements.Current!;
            }
        }

        // Nothing can be yielded from within a try block that has a catch.
        async ValueTask<bool> MoveAsync(long count)
        {
            try
            {
                return await elements.MoveNextAsync().ConfigureAwait(false);
            }
            catch (JsonException exception)
            {
                throw RenderResponseException.Unreadable(request, response, typeof(T), exception, count);
            }
            catch (Exception exception) when (RenderException.FromTransport(request, exception, cancellationToken, count) is { } known)
            {
                throw known;
            }
        }
    }

    private async Task<HttpResponseMessage> ExchangeAsync(HttpRequestMessage request, string? accept, CancellationToken cancellationToken)
    {
        if (accept is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept", accept);
        }

        try
        {
            var response = await httpClient
                .SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken)
                .ConfigureAwait(false);
            if (response.IsSuccessStatusCode && !RenderFailure.IsPage(response))
            {
                return response;
            }

            using (response)
            {
                // Whoever needs nothing of an answer but its status would take the login page of a proxy for success.
                throw response.IsSuccessStatusCode
                    ? RenderResponseException.Page(request, response)
                    : await RenderException.FromResponseAsync(request, response, httpClient.BaseAddress, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (RenderException.FromTransport(request, exception, cancellationToken) is { } known)
        {
            throw known;
        }
    }
}
