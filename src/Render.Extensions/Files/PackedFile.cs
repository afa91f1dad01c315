using System.IO.Compression;
using System.Text;

namespace Render;

/// <summary>Writes documents into files that are packed as their names say, and that are whole or not there.</summary>
internal static class PackedFile
{
    /// <inheritdoc cref="WholeFile.WriteAsync"/>
    public static Task<long> WriteAsync(string path, Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken) =>
        WholeFile.WriteAsync(path, (file, token) => PackAsync(path, file, write, token), cancellationToken);

    /// <inheritdoc cref="WholeFile.WriteUnfinishedAsync"/>
    public static Task<long> WriteUnfinishedAsync(
        string path, Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken) =>
        WholeFile.WriteUnfinishedAsync(path, (file, token) => PackAsync(path, file, write, token), cancellationToken);

    private static Task PackAsync(string path, Stream file, Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken) =>
        FileFormat.Of(path) switch
        {
            { IsZip: true } => ZipAsync(FileFormat.DocumentOf(path), file, write, cancellationToken),
            { IsGzip: true } => GzipAsync(file, write, cancellationToken),
            _ => write(file, cancellationToken),
        };

    private static async Task GzipAsync(Stream file, Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken)
    {
        var gzip = new GZipStream(file, CompressionLevel.Fastest, leaveOpen: true);
        await using (gzip.ConfigureAwait(false))
            await write(gzip, cancellationToken).ConfigureAwait(false);
    }

    private static async Task ZipAsync(
        string name, Stream file, Func<Stream, CancellationToken, Task> write, CancellationToken cancellationToken)
    {
        var archive = await ZipArchive
            .CreateAsync(file, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8, cancellationToken)
            .ConfigureAwait(false);
        await using (archive.ConfigureAwait(false))
        {
            var document = await archive.CreateEntry(name, CompressionLevel.Fastest).OpenAsync(cancellationToken).ConfigureAwait(false);
            await using (document.ConfigureAwait(false))
                await write(document, cancellationToken).ConfigureAwait(false);
        }
    }
}
