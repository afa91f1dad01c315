using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;
using Render.Transforms;

namespace Render;

/// <summary>
/// Transforms of tiles in files: arrays of <c>{"tileId": …, "transform": {…}}</c>, as render's ImportTransformChangesClient reads them.
/// </summary>
public static partial class TransformChangeFiles
{
    /// <summary>Reads changes, file by file, however many there are.</summary>
    /// <param name="files">Paths of files: .json, .json.gz, and .zip of these.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>The changes in the order of the files.</returns>
    /// <exception cref="SpecFileException">A file cannot be read to its end, or holds something else; the message names file and place.</exception>
    public static async IAsyncEnumerable<TransformChange> ReadAsync(
        IEnumerable<string> files, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(files);
        foreach (var part in files.SelectMany(SpecPart.Of))
        {
            using var stream = part.Open();
            var elements = JsonSerializer
                .DeserializeAsyncEnumerable(stream, Json.Default.ChangeJson, cancellationToken)
                .GetAsyncEnumerator(cancellationToken);
            await using var closing = elements.ConfigureAwait(false);
            for (long index = 0; await NextAsync(elements, part.Name).ConfigureAwait(false); index++)
            {
                yield return elements.Current is { TileId: { Length: > 0 } tileId, Transform: { } transform }
                    ? new TransformChange(tileId, transform)
                    : throw new SpecFileException(
                        part.Name, line: null, position: null, $"element {index} has no tileId or no transform. Both are needed.");
            }
        }
    }

    /// <summary>Writes changes to a file, completely or not at all.</summary>
    /// <param name="path">The file: .json, or .json.gz to compress it. An existing one is replaced.</param>
    /// <param name="changes">The changes.</param>
    /// <param name="cancellationToken">Stops writing.</param>
    /// <exception cref="ArgumentException">The path ends in .zip: such archives are read only.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static Task WriteAsync(string path, IAsyncEnumerable<TransformChange> changes, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(changes);
        if (path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase))
            throw new ArgumentException($"{path} cannot be written: zip archives are read only. Let the name end in .json or .json.gz.", nameof(path));

        return WholeFile.WriteAsync(
            path,
            async (stream, token) =>
            {
                using var compressed = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase)
                    ? new GZipStream(stream, CompressionLevel.Fastest, leaveOpen: true)
                    : null;
                await JsonSerializer
                    .SerializeAsync(
                        compressed ?? stream,
                        changes.Select(static change => new ChangeJson(change.TileId, change.Transform)),
                        Json.Default.IAsyncEnumerableChangeJson,
                        token)
                    .ConfigureAwait(false);
            },
            cancellationToken);
    }

    private static async ValueTask<bool> NextAsync(IAsyncEnumerator<ChangeJson?> elements, string file)
    {
        try
        {
            return await elements.MoveNextAsync().ConfigureAwait(false);
        }
        catch (JsonException exception)
        {
            throw new SpecFileException(
                file,
                exception.LineNumber + 1,
                exception.BytePositionInLine + 1,
                $"it is no array of transform changes: {exception.Message}",
                exception);
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException)
        {
            throw new SpecFileException(file, line: null, position: null, $"reading failed: {exception.Message}", exception);
        }
    }

    internal sealed record ChangeJson(string? TileId, TransformSpec? Transform);

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
    [JsonSerializable(typeof(ChangeJson))]
    [JsonSerializable(typeof(IAsyncEnumerable<ChangeJson>))]
    internal sealed partial class Json : JsonSerializerContext;
}
