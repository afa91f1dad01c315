using System.Globalization;

namespace Render;

/// <summary>Writing rendered images to files.</summary>
public static class StackImageFileExtensions
{
    /// <summary>
    /// Renders layers to the files of a folder, several side by side (<c>Images.GetLayerPngImage</c> and others; with a box,
    /// <c>Images.GetBoxPngImage</c> and others).
    /// </summary>
    /// <remarks>
    /// Files are named by z so that names sort as z does up to 99,999: <c>z00012.png</c>. A file is there as a whole or not at all. What the
    /// server refuses to render, since an image file is missing or the layer has no tiles, is reported and does not stop the others.
    /// </remarks>
    /// <param name="stack">The stack.</param>
    /// <param name="folder">The folder of the files; made if it is not there.</param>
    /// <param name="zValues">The layers; all of the stack when <c>null</c>.</param>
    /// <param name="options">How the images are rendered and written; PNG at scale 0.01 when <c>null</c>.</param>
    /// <param name="progress">Told how far the writing is, after every image.</param>
    /// <param name="cancellationToken">Stops; the files that are written stay.</param>
    /// <returns>What became of the images.</returns>
    /// <exception cref="ArgumentException">An option is not for layers. Nothing was sent.</exception>
    /// <exception cref="RenderNotFoundException">The stack does not exist.</exception>
    /// <exception cref="IOException">A file cannot be written, or is there and may not be replaced; in the second case nothing was written.</exception>
    /// <exception cref="RenderUnavailableException">The server cannot be reached, or an image broke off each time; with <see cref="ExistingFiles.Keep"/> another run goes on.</exception>
    /// <exception cref="RenderTimeoutException">The server did not answer, or fell silent in an image, each time.</exception>
    public static async Task<ImageFileReport> SaveLayerImagesAsync(
        this RenderStack stack,
        string folder,
        IEnumerable<double>? zValues = null,
        ImageFileOptions? options = null,
        IProgress<ImageFileProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stack);
        options ??= new ImageFileOptions();
        options.Validate();
        if (options.Box is { } box)
            ImageSubject.CheckBoxImage(box, options.Image);
        else
            ImageSubject.Layer.Check(options.Image);

        var layers = await StackExportExtensions.LayersAsync(stack, zValues, cancellationToken).ConfigureAwait(false);
        return await SaveAsync(
            stack.Client,
            folder,
            [.. layers.Select(z => new Image(
                z.ToString(CultureInfo.InvariantCulture),
                FileNames.OfLayer(z),
                token => options.Box is { } part
                    ? stack.GetBoxImageAsync(z, part, options.Image, token)
                    : stack.GetLayerImageAsync(z, options.Image, token)))],
            options,
            progress,
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Renders tiles to the files of a folder, several side by side (<c>Images.GetTilePngImage</c> and others).</summary>
    /// <remarks>
    /// Files are named by the ids of the tiles; characters other than letters, digits, <c>-</c>, <c>_</c>, <c>.</c> and <c>~</c> are
    /// percent-encoded as in URLs. A file is there as a whole or not at all. What the server refuses to render, since the tile or its image file
    /// is missing, is reported and does not stop the others.
    /// </remarks>
    /// <param name="stack">The stack.</param>
    /// <param name="folder">The folder of the files; made if it is not there.</param>
    /// <param name="tileIds">The tiles.</param>
    /// <param name="options">How the images are rendered and written; PNG at full scale when <c>null</c>.</param>
    /// <param name="progress">Told how far the writing is, after every image.</param>
    /// <param name="cancellationToken">Stops; the files that are written stay.</param>
    /// <returns>What became of the images.</returns>
    /// <exception cref="ArgumentException">An option is not for tiles. Nothing was sent.</exception>
    /// <inheritdoc cref="SaveLayerImagesAsync" path="/exception"/>
    public static async Task<ImageFileReport> SaveTileImagesAsync(
        this RenderStack stack,
        string folder,
        IEnumerable<string> tileIds,
        ImageFileOptions? options = null,
        IProgress<ImageFileProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stack);
        ArgumentNullException.ThrowIfNull(tileIds);
        options ??= new ImageFileOptions();
        options.Validate();
        ImageSubject.Tile.Check(options.Image);
        if (options.Box is not null)
        {
            throw new ArgumentException(
                $"{nameof(ImageFileOptions)}.{nameof(ImageFileOptions.Box)} is for layers. Set {nameof(ImageOptions.X)}, {nameof(ImageOptions.Y)}, {nameof(ImageOptions.Width)} and {nameof(ImageOptions.Height)} of the image to render parts of tiles.",
                nameof(options));
        }

        // Otherwise each of the tiles would be reported as missing.
        await stack.GetMetadataAsync(cancellationToken).ConfigureAwait(false);
        return await SaveAsync(
            stack.Client,
            folder,
            [.. tileIds.Distinct(StringComparer.Ordinal).Select(
                id => new Image(id, FileNames.OfTile(id), token => stack.GetTileImageAsync(id, options.Image, token)))],
            options,
            progress,
            cancellationToken).ConfigureAwait(false);
    }

    private static async Task<ImageFileReport> SaveAsync(
        RenderClient client,
        string folder,
        Image[] images,
        ImageFileOptions options,
        IProgress<ImageFileProgress>? progress,
        CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        Directory.CreateDirectory(folder);
        string PathOf(Image image) => Path.Combine(folder, image.FileName + options.Extension);
        if (options.Existing == ExistingFiles.Refuse && Array.Find(images, image => File.Exists(PathOf(image))) is { } obstacle)
            throw new IOException(StackExportExtensions.InTheWay(PathOf(obstacle)));

        var tally = new ImageFileTally(images.Length, options.MaxReported, progress);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Parallelism, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(images, parallel, async (image, token) =>
        {
            string path = PathOf(image);
            if (options.Existing == ExistingFiles.Keep && File.Exists(path))
            {
                tally.Keep();
                return;
            }

            try
            {
                tally.Write(await SaveAsync(client, image, path, token).ConfigureAwait(false));
            }
            catch (RenderException refusal) when (refusal is RenderBadRequestException or RenderNotFoundException)
            {
                tally.Fail(image.Name, refusal.Message);
            }
        }).ConfigureAwait(false);
        return tally.ToReport();
    }

    private static Task<long> SaveAsync(RenderClient client, Image image, string path, CancellationToken cancellationToken) => WholeImage.ReadAsync(
        client,
        image.Ask,
        (answer, token) => WholeFile.WriteAsync(path, (file, stop) => answer.Stream.CopyToAsync(file, stop), token),
        cancellationToken);

    private sealed record Image(string Name, string FileName, Func<CancellationToken, Task<BinaryContent>> Ask);
}
