using System.Text.Json;

namespace Render;

/// <summary>
/// The answer is not what the contract says: it is empty, its JSON does not fit the model, its text cannot be decoded, there is one where the
/// operation answers with nothing, or it is a page in HTML, such as the login page of a proxy.
/// </summary>
public sealed class RenderResponseException : RenderException
{
    private RenderResponseException(RenderFailure failure, string remedy)
        : base(failure, remedy)
    {
    }

    internal static RenderResponseException Empty(HttpRequestMessage request, Type expected) =>
        new(
            RenderFailure.WithoutAnswer(request, new InvalidOperationException($"the answer is empty where {expected.Name} is expected")),
            "Compare the server's version with the contract's.");

    internal static RenderResponseException Page(HttpRequestMessage request, HttpResponseMessage response) =>
        new(
            RenderFailure.WithAnswer(request, response, "but the answer is a page in HTML, which no operation answers with", cause: null),
            "This is not a render server: check host and port (RENDER_HOST, RENDER_PORT), and whether a proxy in between asks for a login.");

    internal static async Task<RenderResponseException> UnexpectedAsync(
        HttpRequestMessage request, HttpResponseMessage response, CancellationToken cancellationToken) =>
        new(
            await RenderFailure.ReadAsync(request, response, cancellationToken).ConfigureAwait(false),
            "A render server answers with nothing here when it succeeds: check host and port (RENDER_HOST, RENDER_PORT), whether a proxy in between answers in its place, and the server's version.");

    internal static RenderResponseException UnknownCharset(
        HttpRequestMessage request, HttpResponseMessage response, InvalidOperationException exception) =>
        new(
            RenderFailure.WithAnswer(
                request, response, $"but the text cannot be decoded: its type is {response.Content.Headers.ContentType}", exception),
            "The server writes UTF-8: check whether a proxy in between changes answers.");

    internal static RenderResponseException Unreadable(
        HttpRequestMessage request, HttpResponseMessage response, Type expected, JsonException exception, long? elementsRead = null) =>
        CompressionOf(response, exception) is { } compression
            ? new(
                RenderFailure.WithAnswer(
                    request, response, $"the answer is compressed ({compression}), which nobody asked for", exception, elementsRead),
                "Check whether a proxy or a cache in between compresses answers: it must leave them as they are, or say gzip, deflate or br in Content-Encoding.")
            : new(
            RenderFailure.WithAnswer(
                request, response, $"the answer cannot be read as {expected.Name}: {exception.Message}", exception, elementsRead),
            "Compare the server's version with the contract's.");

    private static string? CompressionOf(HttpResponseMessage response, JsonException exception) =>
        response.Content.Headers.ContentEncoding is { Count: > 0 } encodings ? string.Join(", ", encodings)
        : exception.Message.StartsWith("'0x1F' is an invalid start", StringComparison.Ordinal) ? "gzip"
        : null;
}
