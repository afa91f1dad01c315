namespace Render;

/// <summary>Writing stacks to files.</summary>
public static class StackExportExtensions
{
    /// <summary>
    /// Writes the tiles of a stack to files, several layers side by side (<c>Stacks.GetZValues</c>, <c>Sections.GetLayerResolvedTiles</c>).
    /// </summary>
    /// <remarks>
    /// <para>
    /// A layer's file is named after stack and z, so that names sort as z does up to 99,999: <c>montage_z00012.json</c>. Tiles stand one a
    /// line, by id; what the server does not know of (fields of newer versions, unknown transform classes) is written as it came.
    /// </para>
    /// <para>
    /// A file is there as a whole or not at all, whatever happens. An export that was stopped is continued by calling it again with
    /// <see cref="ExistingFiles.Keep"/>. Memory is bounded by the layers that are under way, however many there are.
    /// </para>
    /// <para>
    /// With <see cref="ExistingFiles.Replace"/>, files that an earlier export with the same options made of layers that have no tiles any more are
    /// removed at the end, so that importing the folder does not bring these layers back. What other exports of a stack of this name have left in
    /// the folder stays and is in the report. If there is no tile to write, everything stays.
    /// </para>
    /// </remarks>
    /// <param name="stack">The stack, in any state in which it has tiles.</param>
    /// <param name="folder">The folder of the files; made if it is not there.</param>
    /// <param name="options">What is written, and how; the defaults when <c>null</c>.</param>
    /// <param name="progress">Told how far the export is, after every layer.</param>
    /// <param name="cancellationToken">Stops the export; the files that are written stay.</param>
    /// <returns>What was written. <see cref="StackImportExtensions.ImportFilesAsync(RenderStack, IEnumerable{string}, IEnumerable{string}?, ImportOptions?, IProgress{ImportProgress}?, CancellationToken)"/> reads these files into another stack.</returns>
    /// <exception cref="RenderNotFoundException">The stack does not exist. Nothing was written.</exception>
    /// <exception cref="IOException">
    /// The folder cannot be made, or a file is there that may not be replaced; the message says which. Nothing was written.
    /// </exception>
    /// <exception cref="ExportException">Reading or writing failed; the exception has the report, and the cause inside.</exception>
    /// <exception cref="ExportCanceledException">The export was cancelled; the exception has the report.</exception>
    public static async Task<ExportReport> ExportFilesAsync(
        this RenderStack stack,
        string folder,
        ExportOptions? options = null,
        IProgress<ExportProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stack);
        ArgumentException.ThrowIfNullOrEmpty(folder);
        options ??= new ExportOptions();
        options.Validate();
        var tally = new ExportTally(stack, progress);
        try
        {
            return await ExportAsync(stack, folder, options, tally, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new ExportCanceledException(tally.ToReport(), exception, cancellationToken);
        }
    }

    private static async Task<ExportReport> ExportAsync(
        RenderStack stack, string folder, ExportOptions options, ExportTally tally, CancellationToken cancellationToken)
    {
        var zValues = await LayersAsync(stack, options.ZValues, cancellationToken).ConfigureAwait(false);
        tally.Expect(zValues.Count);
        WholeFile.MakeFolder(folder);
        var names = new ExportFileNames(stack, folder, options);
        var exporter = new StackExporter(stack, names, options, tally);
        if (options.Existing == ExistingFiles.Refuse && exporter.Obstacle(zValues) is { } obstacle)
            throw new IOException(InTheWay(obstacle));

        try
        {
            await (options.OneFile ? exporter.WriteAllAsync(zValues, cancellationToken) : exporter.WriteLayersAsync(zValues, cancellationToken))
                .ConfigureAwait(false);
            new EarlierExports(names, options, tally).Tidy(zValues);
            return tally.ToReport();
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            throw new ExportException(tally.ToReport(), exception);
        }
    }

    /// <summary>Says that a file is there that may not be replaced.</summary>
    internal static string InTheWay(string path) =>
        $"{path} is there already. Choose another folder, or set {nameof(ExportOptions.Existing)} to {nameof(ExistingFiles.Keep)} to add what is missing or to {nameof(ExistingFiles.Replace)} to write everything anew.";

    /// <summary>The layers that are asked for, by z and each once; those of the whole stack when none are named.</summary>
    internal static async Task<IReadOnlyList<double>> LayersAsync(
        RenderStack stack, IEnumerable<double>? zValues, CancellationToken cancellationToken)
    {
        if (zValues is null)
            return await stack.GetZValuesAsync(cancellationToken: cancellationToken).ConfigureAwait(false);

        // A layer without tiles is no error, a stack that does not exist is one.
        await stack.GetMetadataAsync(cancellationToken).ConfigureAwait(false);
        return [.. zValues.Distinct().Order()];
    }
}
