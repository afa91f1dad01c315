using System.IO.Compression;
using System.Text.Json;

namespace Render;

/// <summary>
/// Pairs of tiles with the URL of their render parameters: one file as render's TilePairClient writes and its PointMatchClient reads it.
/// </summary>
public sealed record TilePairFile
{
    private const int BufferSize = 1 << 16;

    /// <summary>
    /// Where the render parameters of a tile are found; <c>{baseDataUrl}</c> stands for the server, <c>{id}</c> for the tile and
    /// <c>{groupId}</c> for its section.
    /// </summary>
    public required string RenderParametersUrlTemplate { get; init; }

    /// <summary>The pairs.</summary>
    public required IReadOnlyList<TilePair> Pairs { get; init; }

    /// <summary>The template of a stack.</summary>
    /// <param name="stack">The stack that the tiles are in.</param>
    /// <param name="image">How the tiles are to be rendered for matching; as stored, at full scale, when <c>null</c>.</param>
    /// <returns>A template for <see cref="RenderParametersUrlTemplate"/>.</returns>
    /// <exception cref="ArgumentException">An option is not for tiles; the message says which.</exception>
    public static string TemplateOf(RenderStack stack, ImageOptions? image = null) => stack.CanvasUrlTemplate(image).Text;

    /// <summary>Reads a file.</summary>
    /// <param name="path">A path that ends in <c>.json</c>, or in <c>.json.gz</c> when it is compressed.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>The pairs.</returns>
    /// <exception cref="SpecFileException">The file cannot be opened, or is no file of pairs; the message names file, line and reason.</exception>
    public static async Task<TilePairFile> ReadAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            using var stream = OpenToRead(path);
            var file = await JsonSerializer
                .DeserializeAsync(stream, PairJsonContext.Default.PairFileJson, cancellationToken)
                .ConfigureAwait(false);
            return file?.ToPairs() ?? throw Fault(path, "it holds no pairs", null);
        }
        catch (JsonException exception)
        {
            throw new SpecFileException(
                path, exception.LineNumber + 1, exception.BytePositionInLine + 1, $"it is no file of pairs: {JsonFault.Describe(exception)}", exception);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw Fault(path, $"it cannot be read: {exception.Message}", exception);
        }
    }

    /// <summary>Writes the file: completely, or not at all.</summary>
    /// <param name="path">A path that ends in <c>.json</c>, or in <c>.json.gz</c> to compress it. An existing file is replaced.</param>
    /// <param name="cancellationToken">Stops writing.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public async Task WriteAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        await WholeFile.WriteAsync(path, (stream, token) => WriteAsync(stream, path, token), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes all of the file under the name of an unfinished one.</summary>
    internal Task WriteUnfinishedAsync(string path, CancellationToken cancellationToken) =>
        WholeFile.WriteUnfinishedAsync(path, (stream, token) => WriteAsync(stream, path, token), cancellationToken);

    private async Task WriteAsync(Stream stream, string path, CancellationToken cancellationToken)
    {
        using var compressed = IsCompressed(path) ? new GZipStream(stream, CompressionLevel.Fastest, leaveOpen: true) : null;
        await JsonSerializer
            .SerializeAsync(compressed ?? stream, PairFileJson.Of(this), PairJsonContext.Default.PairFileJson, cancellationToken)
            .ConfigureAwait(false);
    }

    private static bool IsCompressed(string path) => path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);

    private static Stream OpenToRead(string path)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferSize, FileOptions.Asynchronous);
        return IsCompressed(path) ? new GZipStream(file, CompressionMode.Decompress) : file;
    }

    private static SpecFileException Fault(string path, string reason, Exception? inner) => new(path, line: null, position: null, reason, inner);
}
