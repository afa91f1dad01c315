using System.Runtime.CompilerServices;
using Render.Transforms;

namespace Render;

/// <summary>
/// Files of tile and transform specs, as <see cref="StackImportExtensions.ImportFilesAsync(RenderStack, IEnumerable{string}, IEnumerable{string}?, ImportOptions?, IProgress{ImportProgress}?, CancellationToken)"/> takes them. A file that is written is there
/// as a whole or not at all.
/// </summary>
/// <remarks>
/// The name says how a file is packed, for reading and for writing: <c>.gz</c> is gzip, <c>.zip</c> an archive (one document when it is written,
/// any number when it is read). It also says how a document is laid out: <c>.json</c> is an array, <c>.jsonl</c> and <c>.ndjson</c> have
/// one spec a line. What is read may be UTF-8, UTF-16 or UTF-32, with or without a byte order mark; what is written is UTF-8.
/// </remarks>
public static class SpecFiles
{
    /// <summary>Writes tiles, one a line, as a JSON array unless the name says JSON Lines. What is kept in memory does not grow with their number.</summary>
    /// <param name="path">The file: <c>.json</c> or <c>.jsonl</c>, these with <c>.gz</c> behind it, or <c>.zip</c>; one that is there is replaced.</param>
    /// <param name="tiles">The tiles.</param>
    /// <param name="cancellationToken">Stops writing; what was there before stays.</param>
    /// <returns>How many tiles were written.</returns>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static async Task<long> WriteTilesAsync(
        string path, IAsyncEnumerable<TileSpec> tiles, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(tiles);
        long count = 0;
        await WriteAsync(path, WriteAllAsync, cancellationToken).ConfigureAwait(false);
        return count;

        async Task WriteAllAsync(SpecWriter writer, CancellationToken token)
        {
            writer.OpenArray();
            await foreach (var tile in tiles.WithCancellation(token).ConfigureAwait(false))
            {
                await writer.WriteAsync(tile, named: false, token).ConfigureAwait(false);
                count++;
            }

            writer.CloseArray();
        }
    }

    /// <inheritdoc cref="WriteTilesAsync(string, IAsyncEnumerable{TileSpec}, CancellationToken)"/>
    public static Task<long> WriteTilesAsync(string path, IEnumerable<TileSpec> tiles, CancellationToken cancellationToken = default) =>
        WriteTilesAsync(path, tiles.ToAsyncEnumerable(), cancellationToken);

    /// <summary>Writes transforms, one a line, as a JSON array unless the name says JSON Lines.</summary>
    /// <param name="path">The file: <c>.json</c> or <c>.jsonl</c>, these with <c>.gz</c> behind it, or <c>.zip</c>; one that is there is replaced.</param>
    /// <param name="transforms">The transforms, each with an id by which tiles can refer to it.</param>
    /// <param name="cancellationToken">Stops writing; what was there before stays.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static Task WriteTransformsAsync(
        string path, IEnumerable<TransformSpec> transforms, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(transforms);
        return WriteAsync(path, WriteAllAsync, cancellationToken);

        async Task WriteAllAsync(SpecWriter writer, CancellationToken token)
        {
            writer.OpenArray();
            foreach (var transform in transforms)
                await writer.WriteAsync(transform, id: null, token).ConfigureAwait(false);

            writer.CloseArray();
        }
    }

    /// <summary>Reads tiles, a piece of the file at a time.</summary>
    /// <param name="path">
    /// A file with an array of tile specs or a resolved tile collection, <c>.json</c> or <c>.json.gz</c>; one with a spec a line,
    /// <c>.jsonl</c> or <c>.jsonl.gz</c>; or a <c>.zip</c> of these.
    /// </param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>The tiles in the order of the file, references to shared transforms kept.</returns>
    /// <exception cref="SpecFileException">The file cannot be read, or something in it is no tile; the message names the line.</exception>
    public static async IAsyncEnumerable<TileSpec> ReadTilesAsync(
        string path, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        foreach (var part in SpecPart.Of(path))
        {
            using var scanner = new SpecScanner(part, wanted: SpecKind.Tile, inArray: SpecKind.Tile);
            while (await scanner.ReadAsync(cancellationToken).ConfigureAwait(false) is { } specs)
            {
                using (specs)
                {
                    for (int i = 0; i < specs.Count; i++)
                        yield return ParseTile(specs, i);
                }
            }
        }
    }

    /// <summary>Reads shared transforms.</summary>
    /// <param name="path">
    /// A file with an array of transform specs or a resolved tile collection, <c>.json</c> or <c>.json.gz</c>; one with a spec a line,
    /// <c>.jsonl</c> or <c>.jsonl.gz</c>; or a <c>.zip</c> of these.
    /// </param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>The transforms in the order of the file.</returns>
    /// <exception cref="SpecFileException">The file cannot be read, or something in it is no transform with an id.</exception>
    public static async Task<IReadOnlyList<TransformSpec>> ReadTransformsAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return await SharedTransforms.ReadAsync(path, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes a document as a whole file.</summary>
    /// <returns>The file's length in bytes.</returns>
    internal static Task<long> WriteAsync(
        string path, Func<SpecWriter, CancellationToken, Task> write, CancellationToken cancellationToken)
    {
        return PackedFile.WriteAsync(path, WriteToAsync, cancellationToken);

        async Task WriteToAsync(Stream stream, CancellationToken token)
        {
            using var writer = new SpecWriter(stream, FileFormat.Of(path).IsLines);
            await write(writer, token).ConfigureAwait(false);
            await writer.FlushAsync(token).ConfigureAwait(false);
        }
    }

    private static TileSpec ParseTile(RawSpecs specs, int index)
    {
        try
        {
            return SpecJson.ReadTile(specs[index]) ?? throw Fault("it is null.", null);
        }
        catch (SpecJsonException exception)
        {
            throw Fault(exception.Message, exception);
        }

        SpecFileException Fault(string reason, SpecJsonException? inner) => new(
            specs.File,
            specs.Line(index),
            position: null,
            $"what starts here{(inner?.SpecId is { } id ? $", '{id}'," : "")} is no tile spec: {reason}",
            inner);
    }
}
