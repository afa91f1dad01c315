using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Render.Transforms;

namespace Render;

/// <summary>
/// Reads a resolved tile collection element by element, alone or with the matches of its pairs: memory is bounded by its largest element.
/// </summary>
internal static class ResolvedSpecReader
{
    private const int BufferSize = 64 * 1024;

    private enum Member
    {
        Unknown,
        Collection,
        Tiles,
        Transforms,
        Pairs,
    }

    /// <summary>Reads a collection.</summary>
    /// <exception cref="JsonException">It is no resolved tile collection; what stands before the fault has been returned.</exception>
    public static IAsyncEnumerable<ResolvedSpec> ReadAsync(Stream document, CancellationToken cancellationToken) => ReadAsync(
        document,
        collectionDepth: 0,
        static found => found.Tile is { } tile ? new ResolvedSpec(tile) : new ResolvedSpec(found.SharedTransform!),
        cancellationToken);

    /// <summary>Reads a document of a collection and pairs.</summary>
    /// <exception cref="JsonException">It is no such document; what stands before the fault has been returned.</exception>
    public static IAsyncEnumerable<ResolvedSpecOrPair> ReadWithPairsAsync(Stream document, CancellationToken cancellationToken) =>
        ReadAsync(document, collectionDepth: 1, static found => found, cancellationToken);

    private static async IAsyncEnumerable<T> ReadAsync<T>(
        Stream document,
        int collectionDepth,
        Func<ResolvedSpecOrPair, T> convert,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var pipe = PipeReader.Create(document, new StreamPipeReaderOptions(bufferSize: BufferSize, leaveOpen: true));
        var found = new List<ResolvedSpecOrPair>();
        var state = new JsonReaderState(ModelReader.Options);
        var member = Member.Unknown;
        try
        {
            bool isEnd;
            do
            {
                var read = await pipe.ReadAsync(cancellationToken).ConfigureAwait(false);
                isEnd = read.IsCompleted;
                var fault = Scan(read.Buffer, isEnd, collectionDepth, ref state, ref member, found, out var consumed);
                pipe.AdvanceTo(consumed, read.Buffer.End);
                foreach (var element in found)
                {
                    yield return convert(element);
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
        int collectionDepth,
        ref JsonReaderState state,
        ref Member member,
        List<ResolvedSpecOrPair> found,
        out SequencePosition consumed)
    {
        var reader = new Utf8JsonReader(buffer, isEnd, state);
        var complete = reader;
        JsonException? fault = null;
        try
        {
            while (reader.Read() && Visit(ref reader, collectionDepth, ref member, found))
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
    private static bool Visit(ref Utf8JsonReader reader, int collectionDepth, ref Member member, List<ResolvedSpecOrPair> found)
    {
        if (reader.CurrentDepth == 0)
        {
            return reader.TokenType is JsonTokenType.StartObject or JsonTokenType.EndObject
                ? true
                : throw ModelJson.Unexpected(reader.TokenType, "a resolved tile collection");
        }

        if (reader.TokenType == JsonTokenType.PropertyName && reader.CurrentDepth <= collectionDepth + 1)
        {
            member = reader.CurrentDepth <= collectionDepth ? OuterMember(ref reader) : CollectionMember(ref reader);
            return true;
        }

        // What opens and closes the members of both objects, and the names of the specs.
        return member switch
        {
            Member.Unknown => reader.TrySkip(),
            Member.Pairs => reader.CurrentDepth == 1 || ReadElement(ref reader, member, found),
            _ => reader.CurrentDepth <= collectionDepth + 1 || reader.TokenType == JsonTokenType.PropertyName
                || ReadElement(ref reader, member, found),
        };
    }

    private static Member OuterMember(ref Utf8JsonReader reader) =>
        reader.ValueTextEquals("resolvedTileSpecs"u8) ? Member.Collection
        : reader.ValueTextEquals("matchPairs"u8) ? Member.Pairs
        : Member.Unknown;

    private static Member CollectionMember(ref Utf8JsonReader reader) =>
        reader.ValueTextEquals("tileIdToSpecMap"u8) ? Member.Tiles
        : reader.ValueTextEquals("transformIdToSpecMap"u8) ? Member.Transforms
        : Member.Unknown;

    private static bool ReadElement(ref Utf8JsonReader reader, Member member, List<ResolvedSpecOrPair> found)
    {
        var ahead = reader;
        if (!ahead.TrySkip())
        {
            return false;
        }

        found.Add(member switch
        {
            Member.Tiles => new ResolvedSpecOrPair(ModelJson.ReadModel<TileSpec>(ref reader)),
            Member.Pairs => new ResolvedSpecOrPair(ModelJson.ReadModel<CanvasMatches>(ref reader)),
            _ => new ResolvedSpecOrPair(TransformSpecJsonConverter.ReadSpec(ref reader)),
        });
        return true;
    }
}
