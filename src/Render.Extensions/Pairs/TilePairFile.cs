using System.Text;
using System.Text.Json;

namespace Render;

/// <summary>
/// Pairs of tiles with the URL of their render parameters: one file as render's TilePairClient writes and its PointMatchClient reads it.
/// </summary>
public sealed record TilePairFile
{
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
    /// <remarks>
    /// Files may lack the groups of canvases; then <see cref="CanvasId.GroupId"/> is empty, and
    /// <see cref="PairSectionExtensions.WithSectionIdsAsync"/> finds them in the stack.
    /// </remarks>
    /// <param name="path">A path that ends in <c>.json</c>, in <c>.json.gz</c>, or in <c>.zip</c> for an archive of these.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>The pairs.</returns>
    /// <exception cref="SpecFileException">The file cannot be opened, or is no file of pairs; the message names file, line and reason.</exception>
    public static async Task<TilePairFile> ReadAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        TilePairFile? whole = null;
        foreach (var part in SpecPart.Of(path))
        {
            var file = await ReadAsync(part, cancellationToken).ConfigureAwait(false);
            whole = whole is null ? file : whole.With(file, part.Name);
        }

        return whole!;
    }

    /// <summary>Writes the file: completely, or not at all.</summary>
    /// <param name="path">
    /// A path that ends in <c>.json</c>, in <c>.json.gz</c> to compress it, or in <c>.zip</c> for an archive. An existing file is replaced.
    /// </param>
    /// <param name="cancellationToken">Stops writing.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public async Task WriteAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        await PackedFile.WriteAsync(path, WriteAsync, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes all of the file under the name of an unfinished one.</summary>
    internal Task WriteUnfinishedAsync(string path, CancellationToken cancellationToken) =>
        PackedFile.WriteUnfinishedAsync(path, WriteAsync, cancellationToken);

    private Task WriteAsync(Stream stream, CancellationToken cancellationToken) =>
        JsonSerializer.SerializeAsync(stream, PairFileJson.Of(this), PairJsonContext.Default.PairFileJson, cancellationToken);

    private static async Task<TilePairFile> ReadAsync(SpecPart part, CancellationToken cancellationToken)
    {
        try
        {
            var stream = part.OpenText();
            await using (stream.ConfigureAwait(false))
            {
                var file = await JsonSerializer
                    .DeserializeAsync(stream, PairJsonContext.Default.PairFileJson, cancellationToken)
                    .ConfigureAwait(false);
                return file?.ToPairs() ?? throw Fault(part.Name, "it holds no pairs", null);
            }
        }
        catch (JsonException exception)
        {
            string reason = ForeignKind(part) ?? $"it is no file of pairs: {JsonFault.Describe(exception)}";
            throw new SpecFileException(part.Name, exception.LineNumber + 1, exception.BytePositionInLine + 1, reason, exception);
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException or InvalidOperationException or DecoderFallbackException)
        {
            throw Fault(part.Name, $"it cannot be read: {exception.Message}", exception);
        }
    }

    private static string? ForeignKind(SpecPart part)
    {
        using var stream = part.OpenText();
        Span<byte> start = stackalloc byte[ForeignFile.Needed];
        start = start[..stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)];
        return start.TrimStart(" \t\r\n\uFEFF"u8) is [(byte)'{', ..] ? null : ForeignFile.Describe(start, part.Name);
    }

    private TilePairFile With(TilePairFile other, string name) => other.RenderParametersUrlTemplate == RenderParametersUrlTemplate
        ? this with { Pairs = [.. Pairs, .. other.Pairs] }
        : throw Fault(
            name, $"its pairs are of {other.RenderParametersUrlTemplate}, those before it of {RenderParametersUrlTemplate}. Read them apart.", null);

    private static SpecFileException Fault(string path, string reason, Exception? inner) => new(path, line: null, position: null, reason, inner);
}
