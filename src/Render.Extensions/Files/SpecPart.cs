using System.Collections.ObjectModel;
using System.IO.Compression;

namespace Render;

/// <summary>One JSON document of a spec file: the file itself, or an entry of a zip archive.</summary>
/// <param name="Name">The path, with <c>!entry</c> behind it for an entry, for messages.</param>
/// <param name="Size">Its bytes on disk, compressed if it is.</param>
/// <param name="Open">Opens the document from its start, decompressed; may be called again.</param>
internal sealed record SpecPart(string Name, long Size, Func<Stream> Open)
{
    private const int ReadAhead = 64 * 1024;

    /// <summary>Lists the documents of a file. Those of an archive can be opened until the next one is asked for.</summary>
    public static IEnumerable<SpecPart> Of(string path) =>
        path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase) ? OfArchive(path) : [new SpecPart(path, Length(path), () => Decompressed(path, OpenFile(path)))];

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
            yield return new SpecPart(name, entry.CompressedLength, () => Decompressed(name, OpenEntry(name, entry)));
        }

        if (isEmpty)
        {
            throw new SpecFileException(
                path, line: null, position: null, "the archive has no entry whose name ends in .json or .json.gz. Name those with specs so.");
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
            stream.Dispose();
            throw new SpecFileException(path, line: null, position: null, $"it is no zip archive: {exception.Message}", exception);
        }
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
        try
        {
            return entry.Open();
        }
        catch (InvalidDataException exception)
        {
            throw new SpecFileException(name, line: null, position: null, $"the archive is damaged: {exception.Message}", exception);
        }
    }

    // macOS packs what it knows of each file as an entry of the same name beside it.
    private static bool IsSpec(ZipArchiveEntry entry) =>
        !entry.FullName.StartsWith("__MACOSX/", StringComparison.Ordinal) && !entry.Name.StartsWith("._", StringComparison.Ordinal)
        && (entry.Name.EndsWith(".json", StringComparison.OrdinalIgnoreCase) || entry.Name.EndsWith(".json.gz", StringComparison.OrdinalIgnoreCase));

    private static FileStream OpenFile(string path)
    {
        try
        {
            return new FileStream(
                path, FileMode.Open, FileAccess.Read, FileShare.Read, ReadAhead, FileOptions.Asynchronous | FileOptions.SequentialScan);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SpecFileException(path, line: null, position: null, $"it cannot be opened: {exception.Message}", exception);
        }
    }

    private static Stream Decompressed(string name, Stream stream) =>
        name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(stream, CompressionMode.Decompress) : stream;
}
