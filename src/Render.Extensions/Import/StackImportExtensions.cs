using Render.Transforms;

namespace Render;

/// <summary>Importing tiles into stacks.</summary>
public static class StackImportExtensions
{
    /// <summary>Imports tiles: checks them, derives their bounds in parallel, and saves them in requests of thousands.</summary>
    /// <remarks>
    /// <para>
    /// Faulty tiles do not stop the import: the report lists them. Saving a tile again replaces it, so that an import that was stopped can be
    /// repeated as a whole; with <see cref="ImportOptions.Journal"/>, only what is missing is sent. Calls GET stack, PUT resolvedTiles, and
    /// what the options ask for.
    /// </para>
    /// <para>Memory is bounded by the requests in flight, however many tiles there are. The source is read by one thread at a time.</para>
    /// </remarks>
    /// <param name="stack">A stack that is LOADING, or that the options allow to create or reopen.</param>
    /// <param name="tiles">The tiles; unless the options say otherwise, their bounds are set.</param>
    /// <param name="options">How to import; the defaults when <c>null</c>.</param>
    /// <param name="progress">Told how far the import is, after every request and every batch that needs none.</param>
    /// <param name="cancellationToken">Stops the import; what has landed stays in the stack, which is not completed.</param>
    /// <returns>What became of every tile.</returns>
    /// <exception cref="RenderNotFoundException">There is no such stack. Nothing was sent.</exception>
    /// <exception cref="RenderStackStateException">The stack is not LOADING. Nothing was sent.</exception>
    /// <exception cref="RenderUnavailableException">The server cannot be reached. Nothing was sent.</exception>
    /// <exception cref="MissingTransformsException">Tiles of a collection refer to transforms that are not there. Nothing was sent.</exception>
    /// <exception cref="NestedReferencesException">
    /// Tiles of a collection refer to transforms that refer to others, without <see cref="ImportOptions.FlattenReferences"/>. Nothing was sent.
    /// </exception>
    /// <exception cref="ConflictingTransformsException">Files give different transforms the same id. Nothing was sent.</exception>
    /// <exception cref="ImportJournalException">The journal is not that of this import, or the stack has changed. Nothing was sent.</exception>
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
        bool canBeReadTwice = tiles is ICollection<TileSpec> or IReadOnlyCollection<TileSpec>;
        return ImportTilesAsync(stack, tiles.ToAsyncEnumerable(), canBeReadTwice, expected, options, progress, cancellationToken);
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
        return ImportTilesAsync(stack, tiles, canBeReadTwice: false, expected: null, options, progress, cancellationToken);
    }

    /// <summary>Imports files of tile specs: .json, .jsonl, these with .gz behind it, and .zip of these.</summary>
    /// <remarks>
    /// <para>
    /// A file holds an array of tile specs of any length, or a resolved tile collection (<c>tileIdToSpecMap</c>, <c>transformIdToSpecMap</c>) as
    /// the server answers it; a .jsonl or .ndjson file has one tile spec a line. UTF-8, UTF-16 and UTF-32 are read. A file that cannot be read to its end does not stop the import: what stands before the fault is imported, and
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
    /// <param name="progress">Told how far the import is, after every request and every batch that needs none.</param>
    /// <param name="cancellationToken">Stops the import; what has landed stays in the stack, which is not completed.</param>
    /// <returns>What became of every tile.</returns>
    /// <exception cref="FileNotFoundException">A file does not exist. Nothing was sent.</exception>
    /// <exception cref="SpecFileException">A transform file cannot be read. Nothing was sent.</exception>
    /// <inheritdoc
    ///     cref="ImportTilesAsync(RenderStack, IEnumerable{TileSpec}, ImportOptions?, IProgress{ImportProgress}?, CancellationToken)"
    ///     path="/exception"/>
    public static Task<ImportReport> ImportFilesAsync(
        this RenderStack stack,
        IEnumerable<string> tileFiles,
        IEnumerable<string>? transformFiles = null,
        ImportOptions? options = null,
        IProgress<ImportProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(tileFiles);
        return ImportFilesAsync(
            stack, [.. tileFiles.Select(path => new TileFile(path))], [.. transformFiles ?? []], options, progress, cancellationToken);
    }

    /// <summary>Imports files of tile specs that have transform files of their own, such as one of each per z.</summary>
    /// <remarks>
    /// The transforms of a file count for its tiles only, before those of <see cref="ImportOptions.SharedTransforms"/>. The server keeps one
    /// transform per stack and id: if tiles of one import refer to different transforms of the same id, it fails before anything is sent; or, if
    /// references are not checked first, those that come later are rejected.
    /// </remarks>
    /// <param name="stack">A stack that is LOADING, or that the options allow to create or reopen.</param>
    /// <param name="files">The files, in any order.</param>
    /// <param name="options">How to import; the defaults when <c>null</c>.</param>
    /// <param name="progress">Told how far the import is, after every request and every batch that needs none.</param>
    /// <param name="cancellationToken">Stops the import; what has landed stays in the stack, which is not completed.</param>
    /// <returns>What became of every tile.</returns>
    /// <exception cref="FileNotFoundException">A file does not exist. Nothing was sent.</exception>
    /// <exception cref="SpecFileException">
    /// A transform file cannot be read, and references are checked first. Nothing was sent. Otherwise its tile files are reported as unreadable.
    /// </exception>
    /// <inheritdoc
    ///     cref="ImportTilesAsync(RenderStack, IEnumerable{TileSpec}, ImportOptions?, IProgress{ImportProgress}?, CancellationToken)"
    ///     path="/exception"/>
    public static Task<ImportReport> ImportFilesAsync(
        this RenderStack stack,
        IEnumerable<TileFile> files,
        ImportOptions? options = null,
        IProgress<ImportProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(files);
        return ImportFilesAsync(stack, [.. files], [], options, progress, cancellationToken);
    }

    private static async Task<ImportReport> ImportFilesAsync(
        RenderStack stack,
        TileFile[] files,
        string[] transformFiles,
        ImportOptions? options,
        IProgress<ImportProgress>? progress,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stack);
        options ??= new ImportOptions();
        options.Validate();
        RequireNames(files, transformFiles);
        FileNames.Require([.. transformFiles, .. files.SelectMany(file => file.TransformFiles.Prepend(file.Path))]);
        var shared = await PrepareAsync(stack, () => ReadSharedAsync(files, transformFiles, options, cancellationToken), cancellationToken)
            .ConfigureAwait(false);
        var meter = new SourceMeter(files.Sum(file => new FileInfo(file.Path).Length));
        var source = new TileSource(
            tally => TileBatches.OfFiles(files, shared, tally.Unreadable, options.FlattenReferences, meter, cancellationToken),
            () => TileBatches.OfFiles(files, shared, report: _ => { }, options.FlattenReferences, meter: null, cancellationToken),
            Meter: meter);
        return await ImportAsync(stack, source, options, progress, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<Dictionary<string, TransformSpec>> ReadSharedAsync(
        TileFile[] files, string[] transformFiles, ImportOptions options, CancellationToken cancellationToken)
    {
        var read = await SharedTransforms.ReadAgreeingAsync(transformFiles, cancellationToken).ConfigureAwait(false);
        var shared = SharedTransforms.Index([.. options.SharedTransforms, .. read], options.FlattenReferences);
        if (options.CheckReferencesFirst)
        {
            foreach (var belonging in files.Select(file => file.TransformFiles).DistinctBy(paths => string.Join('\0', paths)))
                await SharedTransforms.ReadAgreeingAsync(belonging, cancellationToken).ConfigureAwait(false);

            var all = TileBatches.OfFiles(files, shared, report: _ => { }, options.FlattenReferences, meter: null, cancellationToken);
            await ReferenceCheck.RunAsync(all, options, cancellationToken).ConfigureAwait(false);
        }

        return shared;
    }

    private static async Task<ImportReport> ImportTilesAsync(
        RenderStack stack,
        IAsyncEnumerable<TileSpec> tiles,
        bool canBeReadTwice,
        long? expected,
        ImportOptions? options,
        IProgress<ImportProgress>? progress,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stack);
        options ??= new ImportOptions();
        options.Validate();
        var shared = SharedTransforms.Index(options.SharedTransforms, options.FlattenReferences);
        IAsyncEnumerable<TileBatch> Batches() => TileBatches.OfObjects(tiles, options.TilesPerBatch, shared, cancellationToken);
        if (canBeReadTwice && options.CheckReferencesFirst)
            await PrepareAsync(stack, CheckAsync, cancellationToken).ConfigureAwait(false);

        var source = new TileSource(_ => Batches(), canBeReadTwice ? Batches : null, expected);
        return await ImportAsync(stack, source, options, progress, cancellationToken).ConfigureAwait(false);

        async Task<bool> CheckAsync()
        {
            await ReferenceCheck.RunAsync(Batches(), options, cancellationToken).ConfigureAwait(false);
            return true;
        }
    }

    /// <summary>Does what comes before an import, so that cancelling it ends as cancelling the import does.</summary>
    /// <exception cref="ImportCanceledException">It was cancelled; the report is that of an import without tiles.</exception>
    internal static Task<T> PrepareAsync<T>(RenderStack stack, Func<Task<T>> prepare, CancellationToken cancellationToken) =>
        PrepareAsync(new ImportTally(stack, maxReported: 0, expected: null, source: null, progress: null), prepare, cancellationToken);

    private static async Task<T> PrepareAsync<T>(ImportTally tally, Func<Task<T>> prepare, CancellationToken cancellationToken)
    {
        try
        {
            return await prepare().ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new ImportCanceledException(tally.ToReport(), exception, cancellationToken);
        }
    }

    internal static async Task<ImportReport> ImportAsync(
        RenderStack stack,
        TileSource source,
        ImportOptions options,
        IProgress<ImportProgress>? progress,
        CancellationToken cancellationToken)
    {
        options.Validate();
        using var journal = options.Journal is null ? null : ImportJournal.Open(options.Journal, stack, options);
        var tally = new ImportTally(stack, options.MaxReported, source.Expected, source.Meter, progress);
        var opening = await PrepareAsync(tally, () => StackOpening.OpenAsync(stack, options, journal, cancellationToken), cancellationToken)
            .ConfigureAwait(false);
        try
        {
            using var importer = new TileImporter(stack, opening, options, tally, journal);
            await importer.RunAsync(source.Read(tally), cancellationToken).ConfigureAwait(false);
            var search = source.ReadAgain is null ? null : new DuplicateSearch(source.ReadAgain, options);
            var completion = new StackCompletion(stack, tally, opening, journal, options, search);
            await completion.RecountAsync(importer.DoubtfulLayers, cancellationToken).ConfigureAwait(false);
            if (!options.Complete)
                return tally.ToReport();

            var report = await completion.RunAsync(importer.DoubtfulLayers, cancellationToken).ConfigureAwait(false);
            if (report.Completed && journal is not null)
                journal.Complete(await ReadAsync(stack, cancellationToken).ConfigureAwait(false));

            return report;
        }
        catch (OperationCanceledException exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new ImportCanceledException(tally.ToReport(exception), exception, cancellationToken);
        }
        catch (Exception exception)
        {
            throw new ImportException(tally.ToReport(exception), exception);
        }
    }

    // What is done is done, whether or not its time can be read.
    private static async Task<StackMetaData?> ReadAsync(RenderStack stack, CancellationToken cancellationToken)
    {
        try
        {
            return await stack.GetMetadataAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is RenderException or OperationCanceledException)
        {
            return null;
        }
    }

    private static void RequireNames(TileFile[] files, string[] transformFiles)
    {
        if (files.Any(file => file?.TransformFiles is null || string.IsNullOrEmpty(file.Path) || file.TransformFiles.Any(string.IsNullOrEmpty))
            || transformFiles.Any(string.IsNullOrEmpty))
        {
            throw new ArgumentException("A file of tiles or transforms has no path. Name it or leave it out. Nothing was imported.", nameof(files));
        }
    }
}
