using System.Globalization;
using System.Net;

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
    /// server does not render, since an image file is missing or broken or the layer has no tiles, is reported and does not stop the others.
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
    /// <exception cref="IOException">The folder cannot be made, or a file is there that may not be replaced. Nothing was written.</exception>
    /// <exception cref="ImageFileException">
    /// The server cannot be reached or does not render at all (501), or a file cannot be written; the exception has the report, and the cause
    /// inside.
    /// </exception>
    /// <exception cref="ImageFileCanceledException">It was cancelled; the exception has the report.</exception>
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

        return await SaveAsync(stack.Client, folder, FindAsync, options, progress, cancellationToken).ConfigureAwait(false);

        async Task<Image[]> FindAsync()
        {
            var layers = await StackExportExtensions.LayersAsync(stack, zValues, cancellationToken).ConfigureAwait(false);
            return
            [
                .. layers.Select(z => new Image(
                    z.ToString(CultureInfo.InvariantCulture),
                    FileNames.OfLayer(z),
                    token => options.Box is { } part
                        ? stack.GetBoxImageAsync(z, part, options.Image, token)
                        : stack.GetLayerImageAsync(z, options.Image, token))),
            ];
        }
    }

    /// <summary>Renders tiles to the files of a folder, several side by side (<c>Images.GetTilePngImage</c> and others).</summary>
    /// <remarks>
    /// Files are named by the ids of the tiles; characters other than letters, digits, <c>-</c>, <c>_</c>, <c>.</c> and <c>~</c> are
    /// percent-encoded as in URLs. Tiles of one call whose ids differ only in case get a hash at the end of their names, because not all disks
    /// tell these apart. A file is there as a whole or not at all. What the server does not render, since the tile or its image file
    /// is missing or broken, is reported and does not stop the others.
    /// </remarks>
    /// <param name="stack">The stack.</param>
    /// <param name="folder">The folder of the files; made if it is not there.</param>
    /// <param name="tileIds">The tiles.</param>
    /// <param name="options">How the images are rendered and written; PNG at full scale when <c>null</c>.</param>
    /// <param name="progress">Told how far the writing is, after every image.</param>
    /// <param name="cancellationToken">Stops; the files that are written stay.</param>
    /// <returns>What became of the images.</returns>
    /// <exception cref="ArgumentException">
    /// An option is not for tiles, or one of the ids cannot be part of a URL; the message names it. Nothing was sent.
    /// </exception>
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

        string[] ids = [.. tileIds.Distinct(StringComparer.Ordinal)];
        if (Array.FindIndex(ids, static id => id is null or "" or "." or "..") is >= 0 and var wrong)
        {
            throw new ArgumentException(
                $"{(ids[wrong] is { } id ? $"'{id}'" : "null")} is no tile id that a URL could name. Leave it out.", nameof(tileIds));
        }

        return await SaveAsync(stack.Client, folder, FindAsync, options, progress, cancellationToken).ConfigureAwait(false);

        async Task<Image[]> FindAsync()
        {
            // Otherwise each of the tiles would be reported as missing.
            await stack.GetMetadataAsync(cancellationToken).ConfigureAwait(false);
            return [.. ids.Zip(FileNames.OfTiles(ids), (id, name) => new Image(id, name, token => stack.GetTileImageAsync(id, options.Image, token)))];
        }
    }

    private static async Task<ImageFileReport> SaveAsync(
        RenderClient client,
        string folder,
        Func<Task<Image[]>> find,
        ImageFileOptions options,
        IProgress<ImageFileProgress>? progress,
        CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        var tally = new ImageFileTally(options.MaxReported, progress);
        try
        {
            var images = await find().ConfigureAwait(false);
            await SaveAsync(client, folder, images, options, tally, cancellationToken).ConfigureAwait(false);
            return tally.ToReport();
        }
        catch (OperationCanceledException exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new ImageFileCanceledException(tally.ToReport(), exception, cancellationToken);
        }
    }

    private static async Task SaveAsync(
        RenderClient client, string folder, Image[] images, ImageFileOptions options, ImageFileTally tally, CancellationToken cancellationToken)
    {
        tally.Expect(images.Length);
        WholeFile.MakeFolder(folder);
        string PathOf(Image image) => Path.Combine(folder, image.FileName + options.Extension);
        if (options.Existing == ExistingFiles.Refuse && Array.Find(images, image => File.Exists(PathOf(image))) is { } obstacle)
            throw new IOException(StackExportExtensions.InTheWay(PathOf(obstacle)));

        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Parallelism, CancellationToken = cancellationToken };
        try
        {
            await Parallel.ForEachAsync(images, parallel, async (image, token) =>
            {
                string path = PathOf(image);
                if (options.Existing == ExistingFiles.Keep && File.Exists(path))
                {
                    WholeFile.Abandon(path);
                    tally.Keep();
                    return;
                }

                try
                {
                    tally.Write(await SaveAsync(client, image, path, token).ConfigureAwait(false));
                }
                catch (RenderException failure) when (IsOfOneImage(failure))
                {
                    WholeFile.Abandon(path);
                    tally.Fail(image.Name, failure.Message);
                }
            }).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            throw new ImageFileException(tally.ToReport(), exception);
        }
    }

    // Servers answer 500 where a source image is broken or a transform cannot be computed; the next image may be fine all the same.
    private static bool IsOfOneImage(RenderException failure) =>
        failure is not RenderUnavailableException and not { StatusCode: HttpStatusCode.NotImplemented };

    private static Task<long> SaveAsync(RenderClient client, Image image, string path, CancellationToken cancellationToken) => WholeImage.ReadAsync(
        client,
        image.Ask,
        (answer, token) => WholeFile.WriteAsync(path, (file, stop) => answer.Stream.CopyToAsync(file, stop), token),
        cancellationToken);

    private sealed record Image(string Name, string FileName, Func<CancellationToken, Task<BinaryContent>> Ask);
}
