namespace Render;

/// <summary>Copying tiles from one stack to another, also from one server to another.</summary>
public static class StackCopyExtensions
{
    /// <summary>
    /// Copies tiles and the transforms that they share into another stack, which may be on another server, without files in between. Layers
    /// are read ahead while others are saved (<c>Stacks.GetZValues</c>, <c>Sections.GetLayerResolvedTiles</c>, <c>Tiles.SaveResolvedTiles</c>).
    /// </summary>
    /// <remarks>
    /// <para>
    /// Tiles arrive with all their fields, those of newer servers included. Copying again replaces them, so that a copy that was stopped can be
    /// repeated as a whole. Inside of one owner of one server, <see cref="StackExtensions.CloneToAsync"/> copies without moving data.
    /// </para>
    /// <para>
    /// Shared transforms replace those that the target has under the same ids, just as tiles do: the server keeps one for each id of a stack. If
    /// tiles of the target refer to an id that stands for another transform in the source, and the copy does not replace them, it is refused. To
    /// know that, the shared transforms of the layers are read once more if the target has tiles already; layers of the target are read only if
    /// something differs. Tiles that are changed are not taken for replacements. Without <see cref="ImportOptions.CheckReferencesFirst"/> nothing
    /// is looked for, and such tiles get the source's transforms from then on, and keep the boxes that they had.
    /// </para>
    /// </remarks>
    /// <param name="source">The stack to copy, in any state in which it has tiles.</param>
    /// <param name="target">
    /// The stack to copy into. If it does not exist it is created with the version of the source, unless the options have another.
    /// </param>
    /// <param name="options">What is copied, and how; everything as it is when <c>null</c>.</param>
    /// <param name="progress">Told how far the copy is, after every request and every batch that needs none.</param>
    /// <param name="cancellationToken">Stops the copy; what has landed stays in the target, which is not completed.</param>
    /// <returns>
    /// What became of every tile. With <see cref="ImportOptions.Complete"/>, the target is COMPLETE if everything landed and the server counts
    /// in each z what was sent; otherwise the report says why not.
    /// </returns>
    /// <exception cref="ArgumentException">Source and target are the same stack.</exception>
    /// <exception cref="RenderNotFoundException">The source does not exist. Nothing was sent.</exception>
    /// <exception cref="ConflictingTransformsException">
    /// The source has another transform of an id than <see cref="ImportOptions.SharedTransforms"/>, or than the target has for tiles that stay, and
    /// references are kept. Nothing was sent.
    /// </exception>
    /// <exception cref="RenderStackStateException">The target is not LOADING, and may not be reopened. Nothing was sent.</exception>
    /// <exception cref="ImportException">The copy ended before the last tile; the exception has the report, and the cause inside.</exception>
    /// <exception cref="ImportCanceledException">The copy was cancelled; the exception has the report.</exception>
    public static async Task<ImportReport> CopyToAsync(
        this RenderStack source,
        RenderStack target,
        CopyOptions? options = null,
        IProgress<ImportProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(target);
        if (source.ToString() == target.ToString() && source.Client.Options.BaseAddress == target.Client.Options.BaseAddress)
            throw new ArgumentException($"{source} cannot be copied into itself. Name another stack, or another server.", nameof(target));

        options ??= new CopyOptions();
        options.Validate();
        var import = options.ImportOptions;
        var (metadata, zValues) = await StackImportExtensions.PrepareAsync(target, FindAsync, cancellationToken).ConfigureAwait(false);
        var layers = zValues.SelectParallel(
            options.ReadParallelism, (z, token) => source.GetResolvedTilesAsync(z, token), cancellationToken);
        return await StackImportExtensions.ImportAsync(
            target,
            new TileSource(
                _ => LayerBatches.OfLayers(layers, options, import, cancellationToken),
                Expected: options is { ZValues: null, Change: null } ? metadata.Stats?.TileCount : null),
            import with { CreateStack = import.CreateStack ?? NewVersion.Like(metadata) },
            progress,
            cancellationToken).ConfigureAwait(false);

        async Task<(StackMetaData Metadata, IReadOnlyList<double> ZValues)> FindAsync()
        {
            var metadata = await source.GetMetadataAsync(cancellationToken).ConfigureAwait(false);
            var zValues = await StackExportExtensions.LayersAsync(source, options.ZValues, cancellationToken).ConfigureAwait(false);
            await new CopyConflicts(source, target, options).RequireNoneAsync(zValues, cancellationToken).ConfigureAwait(false);
            return (metadata, zValues);
        }
    }
}
