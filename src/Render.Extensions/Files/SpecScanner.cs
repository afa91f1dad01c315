using System.Buffers;
using System.IO.Compression;
using System.Text.Json;

namespace Render;

/// <summary>
/// Finds the specs in a JSON document without parsing them: the elements of an array, or the values of one of the two maps of a
/// resolved tile collection. Reads a stream of any length through a buffer that grows to the largest spec.
/// </summary>
internal sealed class SpecScanner : IDisposable
{
    private const int BufferSize = 1024 * 1024;

    internal static readonly JsonReaderOptions Options = new() { MaxDepth = 1024 };

    private readonly string file;
    private readonly Stream stream;
    private readonly long size;
    private readonly SpecKind wanted;
    private readonly SpecKind inArray;

    private byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
    private int length;
    private long decompressed;
    private int consumed;
    private long lines;
    private List<Range> found = [];
    private JsonReaderState state = new(Options);
    private bool isCollection;
    private bool knowsCollection;
    private SpecKind? map;
    private bool started;
    private bool ended;
    private SpecFileException? failure;

    /// <summary>Starts to read a document.</summary>
    /// <param name="part">The document.</param>
    /// <param name="wanted">The specs to look for.</param>
    /// <param name="inArray">What an array at the root holds. Documents whose array holds anything else than what is wanted end at once.</param>
    public SpecScanner(SpecPart part, SpecKind wanted, SpecKind inArray)
    {
        file = part.Name;
        size = part.Size;
        stream = part.Open();
        this.wanted = wanted;
        this.inArray = inArray;
    }

    /// <summary>How many bytes of the part have been read from the disk, or about as many when it stands in an archive.</summary>
    public long Position => Math.Min(size, stream is GZipStream { BaseStream: FileStream file } ? file.Position : decompressed);

    private string Expected => inArray switch
    {
        SpecKind.TransformChange => "it holds no array of transform changes ({\"tileId\": …, \"transform\": {…}}).",
        SpecKind.Tile => "it holds neither an array of tile specs nor a resolved tile collection (tileIdToSpecMap).",
        _ => "it holds neither an array of transform specs nor a resolved tile collection (tileIdToSpecMap).",
    };

    /// <summary>Reads on.</summary>
    /// <returns>The next specs, at least one; <c>null</c> after the last.</returns>
    /// <exception cref="SpecFileException">The document is broken here; everything before has been returned.</exception>
    public async ValueTask<RawSpecs?> ReadAsync(CancellationToken cancellationToken)
    {
        while (failure is null && !ended)
        {
            var (isFinal, damage) = await FillAsync(cancellationToken).ConfigureAwait(false);
            SkipByteOrderMark();
            Scan(isFinal);

            // Nobody needs what stands behind the last spec that is wanted.
            if (!ended)
                failure ??= damage;

            if (found.Count > 0)
                return HandOver();

            KeepTail(buffer);
        }

        return failure is null ? null : throw failure;
    }

    public void Dispose()
    {
        stream.Dispose();
        ArrayPool<byte>.Shared.Return(buffer);
    }

    private async ValueTask<(bool IsFinal, SpecFileException? Damage)> FillAsync(CancellationToken cancellationToken)
    {
        if (length == buffer.Length)
        {
            byte[] larger = ArrayPool<byte>.Shared.Rent(2 * buffer.Length);
            byte[] smaller = buffer;
            KeepTail(larger);
            ArrayPool<byte>.Shared.Return(smaller);
        }

        try
        {
            // Counted piece by piece, so that damage takes nothing along that was read before it.
            while (length < buffer.Length)
            {
                int read = await stream.ReadAsync(buffer.AsMemory(length), cancellationToken).ConfigureAwait(false);
                if (read == 0)
                    return (true, null);

                length += read;
                decompressed += read;
            }
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException)
        {
            return (false, new SpecFileException(file, line: null, position: null, Describe(exception), exception));
        }

        return (false, null);
    }

    private string Describe(Exception damage) => damage is InvalidDataException && stream is GZipStream
        ? "its gzip data is damaged, or it is no gzip at all: then let its name end in .json. What stands before is read; get the file again and import it."
        : $"reading failed: {damage.Message}";

    private void SkipByteOrderMark()
    {
        if (!started && buffer.AsSpan(0, length).StartsWith("\uFEFF"u8))
            consumed = 3;

        started = true;
    }

    private void Scan(bool isFinal)
    {
        int origin = consumed;
        var reader = new Utf8JsonReader(buffer.AsSpan(origin, length - origin), isFinal, state);
        try
        {
            while (!ended)
            {
                Utf8JsonReader before = reader;
                if (!reader.Read())
                    break;

                if (!Visit(ref reader, origin))
                {
                    reader = before;
                    break;
                }
            }

            ended |= isFinal;
        }
        catch (JsonException exception)
        {
            failure ??= OtherKind() is { } kind
                ? new SpecFileException(file, line: null, position: null, kind, exception)
                : new SpecFileException(
                    file,
                    exception.LineNumber + 1,
                    exception.BytePositionInLine + 1,
                    $"the JSON is malformed: {JsonFault.Describe(exception)} What stands before is read; correct the file and read or import it again.",
                    exception);
        }

        consumed = origin + (int)reader.BytesConsumed;
        state = reader.CurrentState;
    }

    // What the first bytes say of a document that is no JSON from its beginning on.
    private string? OtherKind()
    {
        var start = buffer.AsSpan(0, length);
        return decompressed > length ? null
            : start.TrimStart(" \t\r\n"u8).IsEmpty ? "it is empty. A file without specs has an empty array, []."
            : start.StartsWith<byte>([0x1F, 0x8B]) ? "it is gzip. Let its name end in .gz."
            : start.StartsWith("PK\u0003\u0004"u8) ? "it is a zip archive. Let its name end in .zip."
            : start.StartsWith<byte>([0xFF, 0xFE]) || start.StartsWith<byte>([0xFE, 0xFF]) ? "it is UTF-16. Save it as UTF-8."
            : null;
    }

    // False when the token starts a value whose end is not in the buffer yet.
    private bool Visit(ref Utf8JsonReader reader, int origin)
    {
        switch (reader.CurrentDepth)
        {
            case 0:
                VisitRoot(ref reader);
                return true;
            case 1 when isCollection:
                return VisitMember(ref reader, origin);
            case 2 when isCollection && reader.TokenType == JsonTokenType.PropertyName:
                return true;
            default:
                return VisitSpec(ref reader, origin);
        }
    }

    private void VisitRoot(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartArray:
                ended = inArray != wanted;
                break;
            case JsonTokenType.StartObject when inArray != SpecKind.TransformChange:
                isCollection = true;
                break;
            case JsonTokenType.EndArray:
                break;
            case JsonTokenType.EndObject when knowsCollection:
                break;
            default:
                failure = new SpecFileException(
                    file,
                    line: null,
                    position: null,
                    Expected);
                ended = true;
                break;
        }
    }

    private bool VisitMember(ref Utf8JsonReader reader, int origin)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.PropertyName:
                map = reader.ValueTextEquals("tileIdToSpecMap"u8) ? SpecKind.Tile
                    : reader.ValueTextEquals("transformIdToSpecMap"u8) ? SpecKind.Transform
                    : null;
                return true;
            case JsonTokenType.StartObject when map is not null:
                knowsCollection = true;
                return true;
            case JsonTokenType.EndObject:
                // Shared transforms usually come first; then the tiles need not be scanned for them.
                ended = wanted == SpecKind.Transform && map == SpecKind.Transform;
                return true;
            case not JsonTokenType.Null when map is not null:
                FailAtMap(origin + (int)reader.TokenStartIndex);
                return true;
            default:
                return reader.TrySkip();
        }
    }

    private void FailAtMap(int start)
    {
        string name = map == SpecKind.Tile ? "tileIdToSpecMap" : "transformIdToSpecMap";
        failure = new SpecFileException(
            file,
            lines + buffer.AsSpan(0, start).Count((byte)'\n') + 1,
            position: null,
            $"the value of {name} is no object with a spec for each id. Correct it, or write the specs as an array without {name}.");
        ended = true;
    }

    private bool VisitSpec(ref Utf8JsonReader reader, int origin)
    {
        int start = origin + (int)reader.TokenStartIndex;
        if (!reader.TrySkip())
            return false;

        if (!isCollection || map == wanted)
            found.Add(start..(origin + (int)reader.BytesConsumed));

        return true;
    }

    private RawSpecs HandOver()
    {
        byte[] full = buffer;
        var specs = new RawSpecs(file, full, found, lines);
        KeepTail(ArrayPool<byte>.Shared.Rent(Math.Max(BufferSize, 2 * (length - consumed))));
        found = [];
        return specs;
    }

    private void KeepTail(byte[] target)
    {
        lines += buffer.AsSpan(0, consumed).Count((byte)'\n');
        buffer.AsSpan(consumed, length - consumed).CopyTo(target);
        length -= consumed;
        consumed = 0;
        buffer = target;
    }
}
