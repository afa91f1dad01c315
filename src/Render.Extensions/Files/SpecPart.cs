using System.Collections.ObjectModel;
using System.IO.Compression;
using System.Text;

namespace Render;

/// <summary>One JSON document of a file: the file itself, or an entry of a zip archive.</summary>
/// <param name="Name">The path, with <c>!entry</c> behind it for an entry, for messages.</param>
/// <param name="Size">Its bytes on disk, compressed if it is.</param>
/// <param name="Open">Opens what is stored, from its start; may be called again.</param>
internal sealed record SpecPart(string Name, long Size, Func<Stream> Open)
{
    private const int ReadAhead = 64 * 1024;

    private readonly FileFormat format = FileFormat.Of(Name);

    /// <inheritdoc cref="FileFormat.IsLines"/>
    public bool IsLines => format.IsLines;

    /// <summary>Lists the documents of a file. Those of an archive can be opened until the next one is asked for.</summary>
    public static IEnumerable<SpecPart> Of(string path) =>
        FileFormat.Of(path).IsZip ? OfArchive(path) : [new SpecPart(path, Length(path), () => OpenFile(path))];

    /// <summary>Opens the document from its start: unpacked, and as UTF-8 whatever its encoding.</summary>
    /// <exception cref="SpecFileException">It cannot be opened. Damage shows when it is read.</exception>
    public Stream OpenText() => FindEncoding() is { } encoding
        ? Encoding.CreateTranscodingStream(OpenUnpacked(), encoding, Encoding.UTF8)
        : OpenUnpacked();

    private Stream OpenUnpacked() => format.IsGzip ? new GZipStream(Open(), CompressionMode.Decompress) : Open();

    private Encoding? FindEncoding()
    {
        using var stream = OpenUnpacked();
        Span<byte> start = stackalloc byte[JsonEncoding.Needed];
        try
        {
            return JsonEncoding.Of(start[..stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)]);
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException)
        {
            // Who reads it will see the same, and can say what stood before.
            return null;
        }
    }

    private static IEnumerable<SpecPart> OfArchive(string path)
    {
        using var archive = OpenArchive(path);
        bool isEmpty = true;
        foreach (var entry in Entries(path, archive))
        {
            if (!IsSpec(entry))
                continue;

            isEmpty = false;
            string name = $"{path}!{entry.FullName}";
            yield return new SpecPart(name, entry.CompressedLength, () => OpenEntry(name, entry));
        }

        if (isEmpty)
        {
            throw new SpecFileException(
                path, line: null, position: null, $"the archive has no entry whose name ends in {FileFormat.DocumentNames}. Name those with specs so.");
        }
    }

    // What cannot be measured cannot be opened either, which is where it is reported.
    private static long Length(string path) => File.Exists(path) ? new FileInfo(path).Length : 0;

    private static ZipArchive OpenArchive(string path)
    {
        var stream = OpenFile(path);
        try
        {
            return new ZipArchive(stream, ZipArchiveMode.Read);
        }
        catch (InvalidDataException exception)
        {
            string? kind = ForeignFile.Describe(Start(stream), path);
            stream.Dispose();
            throw new SpecFileException(
                path, line: null, position: null, kind ?? $"it is no zip archive, or one that is cut off: {exception.Message} Pack it anew.", exception);
        }
    }

    private static byte[] Start(FileStream stream)
    {
        byte[] start = new byte[ForeignFile.Needed];
        stream.Position = 0;
        return start[..stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
    }

    // The directory of an archive is not read before it is asked for.
    private static ReadOnlyCollection<ZipArchiveEntry> Entries(string path, ZipArchive archive)
    {
        try
        {
            return archive.Entries;
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException)
        {
            throw new SpecFileException(
                path, line: null, position: null, $"the directory of the archive is damaged: {exception.Message} Pack it anew.", exception);
        }
    }

    private static Stream OpenEntry(string name, ZipArchiveEntry entry)
    {
        if (entry.IsEncrypted)
        {
            throw new SpecFileException(
                name, line: null, position: null, "it is encrypted. Unpack the archive, and name the files in it or pack them anew without a password.");
        }

        try
        {
            return entry.Open();
        }
        catch (InvalidDataException exception)
        {
            throw new SpecFileException(
                name,
                line: null,
                position: null,
                $"it cannot be unpacked: {exception.Message} Archives are read whose entries are stored or deflated: pack it anew so, and again if it is damaged.",
                exception);
        }
    }

    // macOS packs what it knows of each file as an entry of the same name beside it.
    private static bool IsSpec(ZipArchiveEntry entry) =>
        !entry.FullName.StartsWith("__MACOSX/", StringComparison.Ordinal) && !entry.Name.StartsWith("._", StringComparison.Ordinal)
        && FileFormat.IsDocument(entry.Name);

    private static FileStream OpenFile(string path)
    {
        try
        {
            return new FileStream(
                path, FileMode.Open, FileAccess.Read, FileShare.Read, ReadAhead, FileOptions.Asynchronous | FileOptions.SequentialScan);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            string reason = Directory.Exists(path) ? "it is a folder. Name the files in it." : $"it cannot be opened: {exception.Message}";
            throw new SpecFileException(path, line: null, position: null, reason, exception);
        }
    }
}
