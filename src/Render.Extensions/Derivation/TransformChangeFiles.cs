using System.Runtime.CompilerServices;

namespace Render;

/// <summary>
/// Transforms of tiles in files: arrays of <c>{"tileId": …, "transform": {…}}</c>, as render's ImportTransformChangesClient reads them.
/// </summary>
public static class TransformChangeFiles
{
    /// <summary>Reads changes, file by file, however many there are.</summary>
    /// <param name="files">Paths of files: .json, .jsonl, these with .gz behind it, and .zip of these.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>The changes in the order of the files.</returns>
    /// <exception cref="SpecFileException">A file cannot be read to its end, or holds something else; the message names file and place.</exception>
    public static async IAsyncEnumerable<TransformChange> ReadAsync(
        IEnumerable<string> files, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(files);
        foreach (var part in files.SelectMany(SpecPart.Of))
        {
            using var scanner = new SpecScanner(part, wanted: SpecKind.TransformChange, inArray: SpecKind.TransformChange);
            while (await scanner.ReadAsync(cancellationToken).ConfigureAwait(false) is { } changes)
            {
                using (changes)
                {
                    for (int i = 0; i < changes.Count; i++)
                        yield return Parse(changes, i);
                }
            }
        }
    }

    /// <summary>Writes changes to a file, one a line, completely or not at all.</summary>
    /// <param name="path">The file: .json or .jsonl, these with .gz behind it, or .zip. An existing one is replaced.</param>
    /// <param name="changes">The changes.</param>
    /// <param name="cancellationToken">Stops writing.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static Task WriteAsync(string path, IAsyncEnumerable<TransformChange> changes, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(changes);
        return SpecFiles.WriteAsync(path, WriteAllAsync, cancellationToken);

        async Task WriteAllAsync(SpecWriter writer, CancellationToken token)
        {
            writer.OpenArray();
            await foreach (var change in changes.WithCancellation(token).ConfigureAwait(false))
                await writer.WriteAsync(change, token).ConfigureAwait(false);

            writer.CloseArray();
        }
    }

    private static TransformChange Parse(RawSpecs changes, int index)
    {
        try
        {
            return SpecJson.ReadChange(changes[index]) switch
            {
                { TileId: { Length: > 0 } tileId, Transform: { } transform } => new TransformChange(tileId, transform),
                { TileId: { Length: > 0 } tileId } => throw Fault($"tile '{tileId}' has no transform. Give it one, or leave it out.", null),
                _ => throw Fault("it has no tileId. Name the tile whose transform this is.", null),
            };
        }
        catch (SpecJsonException exception)
        {
            string tile = exception.SpecId is { } tileId ? $"tile '{tileId}': " : "";
            throw Fault($"{tile}{exception.Message} Correct it.", exception);
        }

        SpecFileException Fault(string reason, Exception? inner) =>
            new(changes.File, changes.Line(index), position: null, $"the change that starts here cannot be read: {reason}", inner);
    }
}
