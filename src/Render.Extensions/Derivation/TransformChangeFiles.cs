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

    private static TransformChange Parse(RawSpecs changes, int index)
    {
        try
        {
            return JsonSerializer.Deserialize(changes[index], Json.Default.ChangeJson) switch
            {
                { TileId: { Length: > 0 } tileId, Transform: { } transform } => new TransformChange(tileId, transform),
                { TileId: { Length: > 0 } tileId } => throw Fault($"tile '{tileId}' has no transform. Give it one, or leave it out.", null),
                _ => throw Fault("it has no tileId. Name the tile whose transform this is.", null),
            };
        }
        catch (JsonException exception)
        {
            string tile = TileId(changes[index]) is { } tileId ? $"tile '{tileId}': " : "";
            throw Fault($"{tile}{JsonFault.Describe(exception)} Correct it.", exception);
        }

        SpecFileException Fault(string reason, Exception? inner) =>
            new(changes.File, changes.Line(index), position: null, $"the change that starts here cannot be read: {reason}", inner);
    }

    // The tile may be named behind the transform that is at fault.
    private static string? TileId(ReadOnlySpan<byte> change)
    {
        try
        {
            return JsonSerializer.Deserialize(change, Json.Default.TileIdJson)?.TileId;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    internal sealed record ChangeJson(string? TileId, TransformSpec? Transform);

    internal sealed record TileIdJson(string? TileId);

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
    [JsonSerializable(typeof(ChangeJson))]
    [JsonSerializable(typeof(TileIdJson))]
    [JsonSerializable(typeof(IAsyncEnumerable<ChangeJson>))]
    internal sealed partial class Json : JsonSerializerContext;
}
