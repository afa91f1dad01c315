using System.Text.Encodings.Web;
using System.Text.Json;
using Render.Transforms;

namespace Render;

/// <summary>
/// Writes specs as a JSON document, one a line so that messages about lines are of use. What is buffered does not grow with the document.
/// </summary>
internal sealed class SpecWriter : IDisposable
{
    private const int FlushAt = 256 * 1024;

    private readonly Stream stream;
    private readonly PooledBuffer buffer = new();
    private readonly Utf8JsonWriter json;
    private readonly bool isLines;
    private bool isFirst;

    /// <param name="stream">Receives the document.</param>
    /// <param name="isLines">Whether arrays are written as JSON Lines, without brackets and commas.</param>
    public SpecWriter(Stream stream, bool isLines)
    {
        this.stream = stream;
        this.isLines = isLines;
        json = new Utf8JsonWriter(buffer, new JsonWriterOptions
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            SkipValidation = true,
            MaxDepth = 1024,
        });
    }

    /// <summary>Begins the array of the document.</summary>
    public void OpenArray() => Open(isLines ? [] : "["u8);

    /// <summary>Begins the members of an object, in which specs follow.</summary>
    public void Open(ReadOnlySpan<byte> text)
    {
        Append(text);
        isFirst = true;
    }

    public ValueTask WriteAsync(TileSpec tile, bool named, CancellationToken cancellationToken)
    {
        Begin(named ? tile.TileId : null);
        ModelJson.WriteModel(new ModelWriter(json, NumberForm.Java), tile);
        return EndAsync(cancellationToken);
    }

    public ValueTask WriteAsync(CanvasMatches pair, CancellationToken cancellationToken)
    {
        Begin(id: null);
        ModelJson.WriteModel(new ModelWriter(json, NumberForm.Java), pair);
        return EndAsync(cancellationToken);
    }

    public ValueTask WriteAsync(TransformChange change, CancellationToken cancellationToken)
    {
        Begin(id: null);
        json.WriteStartObject();
        json.WriteString("tileId"u8, change.TileId);
        json.WritePropertyName("transform"u8);
        TransformSpecJsonConverter.WriteSpec(json, change.Transform);
        json.WriteEndObject();
        return EndAsync(cancellationToken);
    }

    public ValueTask WriteAsync(TransformSpec transform, string? id, CancellationToken cancellationToken)
    {
        Begin(id);
        TransformSpecJsonConverter.WriteSpec(json, transform);
        return EndAsync(cancellationToken);
    }

    /// <summary>Ends the array of the document.</summary>
    public void CloseArray() => Close(isLines ? [] : "]\n"u8);

    public void Close(ReadOnlySpan<byte> text)
    {
        // Lines that hold nothing are none.
        if (!isLines || !isFirst)
            Append("\n"u8);

        Append(text);
    }

    public async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        await stream.WriteAsync(buffer.Written, cancellationToken).ConfigureAwait(false);
        buffer.Clear();
    }

    public void Dispose()
    {
        json.Dispose();
        buffer.Dispose();
    }

    private void Begin(string? id)
    {
        Append((isFirst, isLines) switch
        {
            (true, true) => [],
            (false, false) => ",\n"u8,
            _ => "\n"u8,
        });
        isFirst = false;
        if (id is null)
            return;

        json.WriteStringValue(id);
        Finish();
        Append(":"u8);
    }

    private ValueTask EndAsync(CancellationToken cancellationToken)
    {
        Finish();
        return buffer.Written.Length < FlushAt ? ValueTask.CompletedTask : FlushAsync(cancellationToken);
    }

    // Each value is a document of its own for the JSON writer; what stands between them is written here.
    private void Finish()
    {
        json.Flush();
        json.Reset();
    }

    private void Append(ReadOnlySpan<byte> text)
    {
        text.CopyTo(buffer.GetSpan(text.Length));
        buffer.Advance(text.Length);
    }
}
