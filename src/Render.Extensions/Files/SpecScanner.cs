using System.Buffers;
using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace Render;

/// <summary>
/// Finds the specs in a JSON document without parsing them: the elements of an array, the values of one of the two maps of a resolved tile
/// collection, the lines of JSON Lines. Reads a stream of any length through a buffer that grows to the largest spec.
/// </summary>
internal sealed class SpecScanner : IDisposable
{
    private const int BufferSize = 1024 * 1024;
    private const int MostMembers = 20;

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
    private readonly List<(string Name, bool IsArray)> members = [];
    private bool isCollection;
    private bool knowsCollection;
    private SpecKind? map;
    private int? specStart;
    private bool isLines;
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
        stream = part.OpenText();
        isLines = part.IsLines;
        this.wanted = wanted;
        this.inArray = inArray;
    }

    /// <summary>How many bytes of the part have been read from the disk, or about as many when it stands in an archive.</summary>
    public long Position => Math.Min(size, stream is GZipStream { BaseStream: FileStream file } ? file.Position : decompressed);

    /// <summary>Reads on.</summary>
    /// <returns>The next specs, at least one; <c>null</c> after the last.</returns>
    /// <exception cref="SpecFileException">The document is broken here; everything before has been returned.</exception>
    public async ValueTask<RawSpecs?> ReadAsync(CancellationToken cancellationToken)
    {
        while (failure is null && !ended)
        {
            var (isFinal, damage) = await FillAsync(cancellationToken).ConfigureAwait(false);
            Start();
            if (isLines)
                ScanLines(isFinal);
            else
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
        catch (Exception exception) when (exception is IOException or InvalidDataException or DecoderFallbackException)
        {
            return (false, new SpecFileException(file, line: null, position: null, Describe(exception), exception));
        }

        return (false, null);
    }

    private string Describe(Exception damage) => damage switch
    {
        InvalidDataException when FileFormat.Of(file).IsGzip =>
            "its gzip data is damaged, or it is no gzip at all: then let its name end in .json. What stands before is read; get the file again and import it.",
        DecoderFallbackException => $"it is UTF-16 or UTF-32, and some of it is no text: {damage.Message} Save it as UTF-8.",
        _ => $"reading failed: {damage.Message}",
    };

    private void Start()
    {
        if (started)
            return;

        started = true;
        if (buffer.AsSpan(0, length).StartsWith("\uFEFF"u8))
            consumed = 3;

        // What is called JSON Lines and is an array is read as one; what is no JSON at all is better named as a whole than line by line.
        var text = buffer.AsSpan(consumed, length - consumed).TrimStart(" \t\r\n"u8);
        isLines &= text.IsEmpty || text[0] == '{';
    }

    // A line that is no JSON is the fault of its spec, and the next one is read.
    private void ScanLines(bool isFinal)
    {
        ended = inArray != wanted;
        while (!ended)
        {
            var rest = buffer.AsSpan(consumed, length - consumed);
            int end = rest.IndexOf((byte)'\n');
            ended = end < 0 && isFinal;
            if (end < 0 && !isFinal)
                break;

            end = end < 0 ? rest.Length : end;
            var line = rest[..end].TrimEnd(" \t\r"u8);
            int indent = line.Length - line.TrimStart(" \t\r"u8).Length;
            if (line.Length > indent)
                found.Add((consumed + indent)..(consumed + line.Length));

            consumed += Math.Min(end + 1, rest.Length);
        }
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
                    $"the JSON is malformed{Where()}: {JsonFault.Describe(exception)} What stands before is read; correct the file and read or import it again.",
                    exception);
        }

        consumed = origin + (int)reader.BytesConsumed;
        state = reader.CurrentState;
    }

    // What the first bytes say of a document that is no JSON from its beginning on.
    private string? OtherKind()
    {
        var start = buffer.AsSpan(0, length);
        return decompressed > length || start.TrimStart(" \t\r\n\uFEFF"u8) is [(byte)'[' or (byte)'{', ..] ? null : ForeignFile.Describe(start, file);
    }

    // Names the spec and its member in which the JSON stops to be JSON.
    private string Where()
    {
        if (specStart is not { } start)
            return "";

        var spec = buffer.AsSpan(start, length - start);
        string? id = JsonId.Find(spec, inArray switch
        {
            SpecKind.Transform => "id",
            SpecKind.Matches => "pId",
            _ => "tileId",
        });
        string member = JsonPlace.PathTo(spec, length);
        return $"{(id is null ? "" : $" in '{id}'")}{(member.Length == 0 ? "" : $" at {member}")}";
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
            case > 1 when isCollection && map is null:
                // Not skipped in one go: that would take as much memory as it is long.
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
            case JsonTokenType.StartObject:
                isCollection = true;
                break;
            case JsonTokenType.EndArray:
                break;
            case JsonTokenType.EndObject when knowsCollection:
                break;
            case JsonTokenType.EndObject:
                Fail(Misfit.Describe(inArray, members));
                break;
            default:
                Fail($"it is no list of specs. {Misfit.Expected(inArray)}");
                break;
        }
    }

    private void Fail(string reason)
    {
        failure = new SpecFileException(file, line: null, position: null, reason);
        ended = true;
    }

    private bool VisitMember(ref Utf8JsonReader reader, int origin)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.PropertyName:
                map = MapOf(ref reader);
                if (members.Count < MostMembers && !knowsCollection)
                    members.Add((reader.GetString()!, false));

                return true;
            case JsonTokenType.StartObject when map is not null and not SpecKind.Matches:
            case JsonTokenType.StartArray when map is SpecKind.Matches:
                knowsCollection = true;
                return true;
            case JsonTokenType.EndObject or JsonTokenType.EndArray:
                // Shared transforms usually come first; then the tiles need not be scanned for them.
                ended = wanted == SpecKind.Transform && map == SpecKind.Transform;
                return true;
            case JsonTokenType.StartArray when map is null && members.Count > 0:
                members[^1] = members[^1] with { IsArray = true };
                return true;
            case not JsonTokenType.Null when map is not null:
                FailAtMap(origin + (int)reader.TokenStartIndex);
                return true;
            default:
                return true;
        }
    }

    private SpecKind? MapOf(ref Utf8JsonReader reader) => inArray switch
    {
        SpecKind.TransformChange => null,
        SpecKind.Matches => reader.ValueTextEquals("collection"u8) ? SpecKind.Matches : null,
        _ => reader.ValueTextEquals("tileIdToSpecMap"u8) ? SpecKind.Tile
            : reader.ValueTextEquals("transformIdToSpecMap"u8) ? SpecKind.Transform
            : null,
    };

    private void FailAtMap(int start)
    {
        string name = map switch
        {
            SpecKind.Matches => "collection",
            SpecKind.Tile => "tileIdToSpecMap",
            _ => "transformIdToSpecMap",
        };
        string form = map == SpecKind.Matches ? "array of pairs" : "object with a spec for each id";
        failure = new SpecFileException(
            file,
            lines + buffer.AsSpan(0, start).Count((byte)'\n') + 1,
            position: null,
            $"the value of {name} is no {form}. Correct it, or write the specs as an array without {name}.");
        ended = true;
    }

    private bool VisitSpec(ref Utf8JsonReader reader, int origin)
    {
        int start = origin + (int)reader.TokenStartIndex;
        specStart = start;
        if (!reader.TrySkip())
            return false;

        specStart = null;

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
