using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace Render;

/// <summary>The facts of a failed exchange, from which the exceptions are made.</summary>
internal sealed partial record RenderFailure
{
    private const int LongestServerText = 4_000;

    public required string Operation { get; init; }

    public required HttpMethod Method { get; init; }

    public required Uri? RequestUri { get; init; }

    public HttpStatusCode? StatusCode { get; init; }

    public string? ServerText { get; init; }

    public string? RequestId { get; init; }

    public Exception? Cause { get; init; }

    /// <summary>How many elements of a streamed answer had been read; <c>null</c> when no element could have been.</summary>
    public long? ElementsRead { get; init; }

    /// <summary>How many bytes of an image had been read; <c>null</c> when none could have been.</summary>
    public long? BytesRead { get; init; }

    /// <summary>Whether an earlier attempt may have reached the server.</summary>
    public bool MayHaveArrivedBefore { get; init; }

    /// <summary>Whether it was refused before anything was sent.</summary>
    public bool WasNotSent { get; init; }

    /// <summary>Whether the request may have been done, in the last attempt or in an earlier one.</summary>
    public bool MayHaveTakenEffect => MayHaveArrivedBefore || (StatusCode, Cause) switch
    {
        _ when WasNotSent => false,
        (null, HttpRequestException exception) => !RenderUnavailableException.NeverConnected(exception),
        (null, _) => true,
        _ => StatusCode is HttpStatusCode.RequestTimeout or HttpStatusCode.BadGateway or HttpStatusCode.GatewayTimeout
            or (>= HttpStatusCode.OK and < HttpStatusCode.Ambiguous),
    };

    /// <summary>
    /// Whether the answer is about the state of a stack. The server has no code of its own for that: it answers 400 or 500, and only
    /// the text tells.
    /// </summary>
    public bool SaysStackState => StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.InternalServerError
        && ServerText is not null && StackStateText().IsMatch(ServerText);

    /// <summary>
    /// Whether the answer is the server's word that something is missing. To a URL that it does not know it says nothing, and what stands
    /// before it or in its place answers with pages, texts and JSON of its own.
    /// </summary>
    public bool SaysMissing => StatusCode is HttpStatusCode.NotFound && ServerText is not null && IsWordOfMissing(ServerText);

    /// <summary>Whether a text is in the server's words for what is missing: it names the kind and, in quotes, the thing or its owner.</summary>
    public static bool IsWordOfMissing(string text) => MissingText().IsMatch(text);

    /// <summary>Whether an answer is HTML. No operation of the server answers with that when it succeeds, or when it finds nothing.</summary>
    public static bool IsPage(HttpResponseMessage response) =>
        response.Content.Headers.ContentType?.MediaType?.ToLowerInvariant() is "text/html" or "application/xhtml+xml";

    /// <summary>
    /// Whether a success comes with a text, or with what has no type, where the operation answers with nothing: then the server sends neither body
    /// nor type. JSON is let pass, as what a later version may add.
    /// </summary>
    public static bool IsForeignText(HttpResponseMessage response) => response.Content.Headers is { ContentLength: > 0 } headers
        && headers.ContentType?.MediaType?.StartsWith("text/", StringComparison.OrdinalIgnoreCase) is not false;

    public static RenderFailure WithoutAnswer(HttpRequestMessage request, Exception cause, long? elementsRead = null) => new()
    {
        Operation = OperationOf(request),
        Method = request.Method,
        RequestUri = request.RequestUri,
        StatusCode = (cause as HttpRequestException)?.StatusCode,
        Cause = cause,
        ElementsRead = elementsRead,
        MayHaveArrivedBefore = ArrivedBefore(request),
    };

    public static RenderFailure WithAnswer(
        HttpRequestMessage request, HttpResponseMessage response, string? text, Exception? cause, long? elementsRead = null) => new()
        {
            Operation = OperationOf(request),
            Method = request.Method,
            RequestUri = request.RequestUri,
            StatusCode = response.StatusCode,
            ServerText = text,
            RequestId = response.Headers.TryGetValues("X-Request-Id", out var ids) ? string.Join(", ", ids) : null,
            Cause = cause,
            ElementsRead = elementsRead,
            MayHaveArrivedBefore = ArrivedBefore(request),
        };

    public static async Task<RenderFailure> ReadAsync(
        HttpRequestMessage request, HttpResponseMessage response, CancellationToken cancellationToken) =>
        WithAnswer(request, response, await ReadTextAsync(response, cancellationToken).ConfigureAwait(false), cause: null);

    public string Describe(string? remedy)
    {
        var text = new StringBuilder(Operation).Append(" failed: ");
        if (StatusCode is { } status)
        {
            text.Append((int)status).Append(' ').Append(status);
            if (ServerText is not null)
            {
                text.Append(", ").Append(ServerText);
            }
        }
        else
        {
            text.Append(Cause is null ? "no answer" : MessageOf(Cause));
        }

        if (ElementsRead is { } count)
        {
            text.Append(CultureInfo.InvariantCulture, $" (after {count} elements of the answer)");
        }

        if (BytesRead is { } length)
        {
            text.Append(CultureInfo.InvariantCulture, $" (after {length} bytes of the answer)");
        }

        if (text[^1] is not ('.' or '!' or '?'))
        {
            text.Append('.');
        }

        if (remedy is not null)
        {
            text.Append(' ').Append(remedy);
        }

        return text.Append(" (").Append(Method).Append(' ').Append(RequestUri).Append(')').ToString();
    }

    // What .NET says of connections is often no more than that the reason is further inside.
    private static string MessageOf(Exception cause) =>
        cause is HttpRequestException { InnerException.Message: var reason } && !cause.Message.Contains(reason, StringComparison.Ordinal)
            ? $"{cause.Message.Replace(", see inner exception", "", StringComparison.Ordinal)} {reason}"
            : cause.Message;

    private static bool ArrivedBefore(HttpRequestMessage request) => request.Options.TryGetValue(RenderApiClient.MayHaveArrived, out var arrived) && arrived;

    private static string OperationOf(HttpRequestMessage request) =>
        request.Options.TryGetValue(RenderApiClient.Operation, out var operation) ? operation : request.Method.Method;

    private static async Task<string?> ReadTextAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var buffer = new char[LongestServerText];
        int length;
        try
        {
            using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false));
            length = await reader.ReadBlockAsync(buffer, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or InvalidDataException)
        {
            // The status alone already tells more than a broken body takes away.
            return null;
        }

        var text = new string(buffer, 0, length);
        if (IsPage(response))
        {
            // JSON that does not bind is answered with an escaped message, errors outside of the services with a page.
            text = WebUtility.HtmlDecode(Tag().Replace(text, " "));
        }

        text = Blanks().Replace(text, " ").Trim();
        return text.Length == 0 ? null : text;
    }

    [GeneratedRegex(
        "in the LOADING state|stack state is|state is currently|because it is (LOADING|COMPLETE|READ_ONLY|OFFLINE)|the stack has no tiles",
        RegexOptions.CultureInvariant)]
    private static partial Regex StackStateText();

    [GeneratedRegex(
        "(stack with owner|(tile|transform) spec with id|sectionId|match (collection|trial)( with (owner|id))?) '.* does not exist"
        + "|no tile specifications found in stack with owner '|No aligned stacks exist for owner '",
        RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex MissingText();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
