using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Render;

/// <summary>Reads an array of models while it arrives: memory is bounded by the largest of them.</summary>
internal sealed class ModelArrayReader<T> : IDisposable
    where T : class, IJsonModel, new()
{
    private const int BufferSize = 64 * 1024;

    private readonly List<T> found = [];
    private byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
    private int length;
    private JsonReaderState state = new(ModelReader.Options);
    private ElementScan scan;

    /// <summary>Reads the document.</summary>
    /// <exception cref="JsonException">It is no such array; what stands before the fault has been returned.</exception>
    public static async IAsyncEnumerable<T> ReadAsync(
        Stream document, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var reader = new ModelArrayReader<T>();
        bool isEnd;
        do
        {
            isEnd = !await reader.FillAsync(document, cancellationToken).ConfigureAwait(false);
            var fault = reader.Scan(isEnd);
            foreach (var model in reader.found)
            {
                yield return model;
            }

            reader.found.Clear();
            if (fault is not null)
            {
                throw fault;
            }
        }
        while (!isEnd);
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(buffer);

    private async ValueTask<bool> FillAsync(Stream document, CancellationToken cancellationToken)
    {
        if (length == buffer.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(2 * length);
            buffer.CopyTo(larger, 0);
            ArrayPool<byte>.Shared.Return(buffer);
            buffer = larger;
        }

        var read = await document.ReadAsync(buffer.AsMemory(length), cancellationToken).ConfigureAwait(false);
        length += read;
        return read > 0;
    }

    // Reads the models that are here as a whole, and keeps the rest for the next time.
    private JsonException? Scan(bool isEnd)
    {
        var text = buffer.AsSpan(0, length);
        var origin = 0;
        var reader = new Utf8JsonReader(text, isEnd, state);
        try
        {
            while (true)
            {
                var before = reader;
                if (!reader.Read())
                {
                    break;
                }

                if (reader.CurrentDepth == 0)
                {
                    Expect(reader.TokenType is JsonTokenType.StartArray or JsonTokenType.EndArray, reader.TokenType, "an array");
                    continue;
                }

                Expect(reader.TokenType == JsonTokenType.StartObject, reader.TokenType, "an object");
                var start = origin + (int)reader.TokenStartIndex;
                if (!scan.TryFindEnd(text[start..], out var size))
                {
                    if (!isEnd)
                    {
                        reader = before;
                        break;
                    }

                    // Nothing more comes: reading what is here says what is wrong with it.
                    size = text.Length - start;
                }

                found.Add(Read(text.Slice(start, size)));
                scan = default;
                origin = start + size - 1;
                reader = new Utf8JsonReader(text[origin..], isEnd, reader.CurrentState);
                reader.Read();
            }
        }
        catch (JsonException exception)
        {
            return exception;
        }

        var consumed = origin + (int)reader.BytesConsumed;
        state = reader.CurrentState;
        text[consumed..].CopyTo(buffer);
        length -= consumed;
        return null;
    }

    private static T Read(ReadOnlySpan<byte> json)
    {
        var reader = new ModelReader(json);
        reader.Read();
        var start = reader.Json;
        T model;
        try
        {
            model = ModelJson.ReadModel<T>(ref reader);
        }
        catch (Exception exception) when (JsonMember.IsFault(exception))
        {
            throw JsonMember.Fault(exception, start, reader.TokenStart);
        }

        // Whatever is left behind the model, the reader refuses.
        reader.Read();
        return model;
    }

    private static void Expect(bool isExpected, JsonTokenType found, string expected)
    {
        if (!isExpected)
        {
            throw ModelJson.Unexpected(found, expected);
        }
    }
}
