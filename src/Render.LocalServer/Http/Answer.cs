using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Extensions;

namespace Render.LocalServer;

/// <summary>What an operation answers: a status and perhaps a body.</summary>
internal sealed class Answer
{
    private const string PlainText = "text/plain;charset=utf-8";
    private const string Json = "application/json";

    private readonly int status;
    private readonly string? contentType;
    private readonly ReadOnlyMemory<byte> body;
    private readonly AnswerBuffer? buffer;
    private readonly Func<HttpRequest, string>? lateText;

    private Answer(
        int status,
        string? contentType = null,
        ReadOnlyMemory<byte> body = default,
        Func<HttpRequest, string>? lateText = null,
        AnswerBuffer? buffer = null)
    {
        this.buffer = buffer;
        this.lateText = lateText;
        this.status = status;
        this.contentType = contentType;
        this.body = body;
    }

    /// <summary>200 without a body.</summary>
    public static Answer Done { get; } = new(StatusCodes.Status200OK);

    /// <summary>201 without a body, with the location of the request.</summary>
    public static Answer Created { get; } = new(StatusCodes.Status201Created);

    /// <summary>204: there is no such value.</summary>
    public static Answer Nothing { get; } = new(StatusCodes.Status204NoContent);

    /// <summary>A status without body and type.</summary>
    public static Answer Empty(int status) => new(status);

    /// <summary>A model.</summary>
    public static Answer Of<T>(T value)
    {
        var json = AnswerBuffer.Rent();
        using (var writer = new Utf8JsonWriter(json.Writer, ServerJson.WriterOptions))
            JsonSerializer.Serialize(writer, value, ServerJson.TypeInfo<T>());

        return OfJson(json);
    }

    /// <summary>A model, or 204 when there is none.</summary>
    public static Answer OfOptional<T>(T? value)
        where T : class =>
        value is null ? Nothing : Of(value);

    /// <summary>JSON as it was stored.</summary>
    public static Answer OfJson(ReadOnlyMemory<byte> json) => new(StatusCodes.Status200OK, Json, json);

    /// <summary>JSON in a buffer that is free again once the answer is written.</summary>
    public static Answer OfJson(AnswerBuffer json) => new(StatusCodes.Status200OK, Json, json.Written, buffer: json);

    /// <summary>Text that an operation calls JSON although it is not quoted.</summary>
    public static Answer OfUnquoted(string? text) => text is null ? Nothing : OfJson(Encoding.UTF8.GetBytes(text));

    /// <summary>Plain text.</summary>
    public static Answer Text(string text, int status = StatusCodes.Status200OK) => new(status, PlainText, Encoding.UTF8.GetBytes(text));

    /// <summary>Plain text that depends on where the request went.</summary>
    public static Answer TextFor(Func<HttpRequest, string> text) => new(StatusCodes.Status200OK, PlainText, lateText: text);

    /// <summary>Plain text, or 204 when there is none.</summary>
    public static Answer OptionalText(string? text) => text is null ? Nothing : Text(text);

    /// <summary>
    /// What the Java server's container says when an answer breaks off after its first byte: a page to GET, nothing to other methods.
    /// </summary>
    public static Answer BrokenOff(string method) => HttpMethods.IsGet(method)
        ? new(
            StatusCodes.Status500InternalServerError, "text/html;charset=iso-8859-1",
            "<html><head><title>Error 500</title></head><body><h2>HTTP ERROR 500</h2></body></html>"u8.ToArray())
        : Empty(StatusCodes.Status500InternalServerError);

    /// <summary>Text for a browser.</summary>
    public static Answer Html(string text, int status) => new(status, "text/html;charset=utf-8", Encoding.UTF8.GetBytes(text));

    /// <summary>Writes the answer.</summary>
    public async Task WriteAsync(HttpContext context)
    {
        await WriteBodyAsync(context).ConfigureAwait(false);

        // One that was not written to its end may still be read from: that buffer is not used again.
        buffer?.Dispose();
    }

    private async Task WriteBodyAsync(HttpContext context)
    {
        var response = context.Response;
        response.StatusCode = status;
        if (contentType is not null)
            response.ContentType = contentType;

        if (status == StatusCodes.Status201Created)
            response.Headers.Location = context.Request.GetEncodedUrl();

        if (status == StatusCodes.Status204NoContent)
            return;

        var bytes = lateText is null ? body : Encoding.UTF8.GetBytes(lateText(context.Request));
        response.ContentLength = bytes.Length;
        if (bytes.Length > 0 && !HttpMethods.IsHead(context.Request.Method))
            await response.BodyWriter.WriteAsync(bytes, context.RequestAborted).ConfigureAwait(false);
    }
}
