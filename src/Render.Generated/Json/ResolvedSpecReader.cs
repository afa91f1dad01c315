using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Render.Transforms;

namespace Render;

/// <summary>Reads a resolved tile collection element by element: memory is bounded by its largest element.</summary>
internal static class ResolvedSpecReader
{
    private const int BufferSize = 64 * 1024;

    private enum Member
    {
        Unknown,
        Tiles,
        Transforms,
    }

    /// <summary>Reads the document.</summary>
    /// <exception cref="JsonException">It is no resolved tile collection; what stands before the fault has been returned.</exception>
    public static async IAsyncEnumerable<ResolvedSpec> ReadAsync(
        Stream document, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var pipe = PipeReader.Create(document, new StreamPipeReaderOptions(bufferSize: BufferSize, leaveOpen: true));
        var found = new List<ResolvedSpec>();
        var state = new JsonReaderState(ModelReader.Options);
        var member = Member.Unknown;
        try
        {
            bool isEnd;
            do
            {
                var read = await pipe.ReadAsync(cancellationToken).ConfigureAwait(false);
                isEnd = read.IsCompleted;
                var fault = Scan(read.Buffer, isEnd, ref state, ref member, found, out var consumed);
                pipe.AdvanceTo(consumed, read.Buffer.End);
                foreach (var spec in found)
                {
                    yield return spec;
                }

                found.Clear();
                if (fault is not null)
                {
                    throw fault;
                }
            }
            while (!isEnd);
        }
        finally
        {
            await pipe.CompleteAsync().ConfigureAwait(false);
        }
    }

    private static JsonException? Scan(
        ReadOnlySequence<byte> buffer,
        bool isEnd,
        ref JsonReaderState state,
        ref Member member,
        List<ResolvedSpec> found,
        out SequencePosition consumed)
    {
        var reader = new Utf8JsonReader(buffer, isEnd, state);
        var complete = reader;
        JsonException? fault = null;
        try
        {
            while (reader.Read() && Visit(ref reader, ref member, found))
            {
                complete = reader;
            }
        }
        catch (JsonException exception)
        {
            fault = exception;
        }

        consumed = complete.Position;
        state = complete.CurrentState;
        return fault;
    }

    // False when the end of a value is not here yet: then the value is read again, with what has come by then.
    private static bool Visit(ref Utf8JsonReader reader, ref Member member, List<ResolvedSpec> found)
    {
        if (reader.CurrentDepth == 0)
        {
            return reader.TokenType is JsonTokenType.StartObject or JsonTokenType.EndObject
                ? true
                : throw ModelJson.Unexpected(reader.TokenType, "a resolved tile collection");
        }

        if (reader.CurrentDepth == 1 && reader.TokenType == JsonTokenType.PropertyName)
        {
            member = reader.ValueTextEquals("tileIdToSpecMap"u8) ? Member.Tiles
                : reader.ValueTextEquals("transformIdToSpecMap"u8) ? Member.Transforms
                : Member.Unknown;
            return true;
        }

        if (member == Member.Unknown)
        {
            return reader.TrySkip();
        }

        return reader.CurrentDepth == 1 || reader.TokenType == JsonTokenType.PropertyName || ReadSpec(ref reader, member, found);
    }

    private static bool ReadSpec(ref Utf8JsonReader reader, Member member, List<ResolvedSpec> found)
    {
        var ahead = reader;
        if (!ahead.TrySkip())
        {
            return false;
        }

        found.Add(member == Member.Tiles
            ? new ResolvedSpec(ModelJson.ReadModel<TileSpec>(ref reader))
            : new ResolvedSpec(TransformSpecJsonConverter.ReadSpec(ref reader)));
        return true;
    }
}
