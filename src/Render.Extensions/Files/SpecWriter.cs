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
    private bool isFirst;

    public SpecWriter(Stream stream)
    {
        this.stream = stream;
        json = new Utf8JsonWriter(buffer, new JsonWriterOptions
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            SkipValidation = true,
            MaxDepth = 1024,
        });
    }

    /// <summary>Begins an array, or the members of an object, in which specs follow.</summary>
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

    public ValueTask WriteAsync(TransformSpec transform, string? id, CancellationToken cancellationToken)
    {
        Begin(id);
        TransformSpecJsonConverter.WriteSpec(json, transform);
        return EndAsync(cancellationToken);
    }

    public void Close(ReadOnlySpan<byte> text)
    {
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
        Append(isFirst ? "\n"u8 : ",\n"u8);
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
