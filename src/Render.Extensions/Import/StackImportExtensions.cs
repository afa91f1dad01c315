using Render.Transforms;

namespace Render;

/// <summary>Importing tiles into stacks.</summary>
public static class StackImportExtensions
{
    /// <summary>Imports tiles: checks them, derives their bounds in parallel, and saves them in requests of thousands.</summary>
    /// <remarks>
    /// <para>
    /// Faulty tiles do not stop the import: the report lists them. Saving a tile again replaces it, so that an import that was stopped can be
    /// repeated as a whole. Calls GET stack, PUT resolvedTiles, and what the options ask for.
    /// </para>
    /// <para>Memory is bounded by the requests in flight, however many tiles there are. The source is read by one thread at a time.</para>
    /// </remarks>
    /// <param name="stack">A stack that is LOADING, or that the options allow to create or reopen.</param>
    /// <param name="tiles">The tiles; unless the options say otherwise, their bounds are set.</param>
    /// <param name="options">How to import; the defaults when <c>null</c>.</param>
    /// <param name="progress">Told how far the import is, after every request.</param>
    /// <param name="cancellationToken">Stops the import; what has landed stays in the stack, which stays LOADING.</param>
    /// <returns>What became of every tile.</returns>
    /// <exception cref="RenderNotFoundException">There is no such stack. Nothing was sent.</exception>
    /// <exception cref="RenderStackStateException">The stack is not LOADING. Nothing was sent.</exception>
    /// <exception cref="RenderUnavailableException">The server cannot be reached. Nothing was sent.</exception>
    /// <exception cref="ImportException">The import ended before the last tile; the exception has the report, and the cause inside.</exception>
    /// <exception cref="ImportCanceledException">The import was cancelled; the exception has the report.</exception>
    public static Task<ImportReport> ImportTilesAsync(
        this RenderStack stack,
        IEnumerable<TileSpec> tiles,
        ImportOptions? options = null,
        IProgress<ImportProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(tiles);
        long? expected = tiles.TryGetNonEnumeratedCount(out int count) ? count : null;
        return ImportTilesAsync(stack, tiles.ToAsyncEnumerable(), expected, options, progress, cancellationToken);
    }

    /// <inheritdoc cref="ImportTilesAsync(RenderStack, IEnumerable{TileSpec}, ImportOptions?, IProgress{ImportProgress}?, CancellationToken)"/>
    public static Task<ImportReport> ImportTilesAsync(
        this RenderStack stack,
        IAsyncEnumerable<TileSpec> tiles,
        ImportOptions? options = null,
        IProgress<ImportProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(tiles);
        return ImportTilesAsync(stack, tiles, expected: null, options, progress, cancellationToken);
    }

    /// <summary>Imports files of tile specs: .json, .json.gz, and .zip of these.</summary>
    /// <remarks>
    /// <para>
    /// A file holds an array of tile specs of any length, or a resolved tile collection (<c>tileIdToSpecMap</c>, <c>transformIdToSpecMap</c>) as
    /// the server answers it. A file that cannot be read to its end does not stop the import: what stands before the fault is imported, and
    /// the report names file, line and byte.
    /// </para>
    /// <para>
    /// Transform files, which hold arrays of transform specs with ids or resolved tile collections, are read before anything is sent; the
    /// transforms of <see cref="ImportOptions.SharedTransforms"/> are known too.
    /// </para>
    /// </remarks>
    /// <param name="stack">A stack that is LOADING, or that the options allow to create or reopen.</param>
    /// <param name="tileFiles">Paths of files with tiles.</param>
    /// <param name="transformFiles">Paths of files with the transforms that tiles refer to.</param>
    /// <param name="options">How to import; the defaults when <c>null</c>.</param>
    /// <param name="progress">Told how far the import is, after every request.</param>
    /// <param name="cancellationToken">Stops the import; what has landed stays in the stack, which stays LOADING.</param>
    /// <returns>What became of every tile.</returns>
    /// <exception cref="FileNotFoundException">A file does not exist. Nothing was sent.</exception>
    /// <exception cref="SpecFileException">A transform file cannot be read. Nothing was sent.</exception>
    /// <inheritdoc
    ///     cref="ImportTilesAsync(RenderStack, IEnumerable{TileSpec}, ImportOptions?, IProgress{ImportProgress}?, CancellationToken)"
    ///     path="/exception"/>
    public static async Task<ImportReport> ImportFilesAsync(
        this RenderStack stack,
        IEnumerable<string> tileFiles,
        IEnumerable<string>? transformFiles = null,
        ImportOptions? options = null,
        IProgress<ImportProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(tileFiles);
        options ??= new ImportOptions();
        string[] tilePaths = Existing(tileFiles);
        string[] transformPaths = Existing(transformFiles ?? []);
        var read = await SharedTransforms.ReadAsync(transformPaths, cancellationToken).ConfigureAwait(false);
        var shared = SharedTransforms.Index([.. options.SharedTransforms, .. read]);
        return await ImportAsync(
            stack,
            tally => TileBatches.OfFiles(tilePaths, shared, tally.Unreadable, cancellationToken),
            expected: null,
            options,
            progress,
            cancellationToken).ConfigureAwait(false);
    }

    private static async Task<ImportReport> ImportTilesAsync(
        RenderStack stack,
        IAsyncEnumerable<TileSpec> tiles,
        long? expected,
        ImportOptions? options,
        IProgress<ImportProgress>? progress,
        CancellationToken cancellationToken)
    {
        options ??= new ImportOptions();
        var shared = SharedTransforms.Index(options.SharedTransforms);
        return await ImportAsync(
            stack,
            _ => TileBatches.OfObjects(tiles, options.MaxTilesPerRequest, shared, cancellationToken),
            expected,
            options,
            progress,
            cancellationToken).ConfigureAwait(false);
    }

    internal static async Task<ImportReport> ImportAsync(
        RenderStack stack,
        Func<ImportTally, IAsyncEnumerable<TileBatch>> batches,
        long? expected,
        ImportOptions options,
        IProgress<ImportProgress>? progress,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stack);
        options.Validate();
        bool isNew = await StackOpening.OpenAsync(stack, options, cancellationToken).ConfigureAwait(false);
        var tally = new ImportTally(stack, options.MaxReported, expected, progress);
        try
        {
            using var importer = new TileImporter(stack, options, tally);
            await importer.RunAsync(batches(tally), cancellationToken).ConfigureAwait(false);
            var report = tally.ToReport();
            return options.Complete
                ? await StackCompletion
                    .CompleteAsync(stack, report, tally.LandedByZ, isNew, options.Parallelism, cancellationToken)
                    .ConfigureAwait(false)
                : report;
        }
        catch (OperationCanceledException exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new ImportCanceledException(tally.ToReport(), exception, cancellationToken);
        }
        catch (Exception exception)
        {
            throw new ImportException(tally.ToReport(), exception);
        }
    }

    private static string[] Existing(IEnumerable<string> files)
    {
        string[] paths = [.. files];
        return Array.Find(paths, path => !File.Exists(path)) is { } missing
            ? throw new FileNotFoundException($"There is no file {missing}. Nothing was imported.", missing)
            : paths;
    }
}
