using Render.Transforms;

namespace Render;

/// <summary>Deriving stacks from others by changing the transforms of their tiles.</summary>
public static class StackDerivationExtensions
{
    /// <summary>
    /// Changes the transforms of tiles and saves these tiles in another stack, which is then set to COMPLETE
    /// (<c>Tiles.GetTileSpec</c>, <c>Sections.GetLayerTileBounds</c>, <c>Sections.GetLayerResolvedTiles</c>, <c>Tiles.SaveResolvedTiles</c>,
    /// <c>Stacks.SetStackState</c>).
    /// </summary>
    /// <remarks>
    /// <para>
    /// Everything is checked before the first tile is sent and before the target is created: that each tile has one change, that all tiles exist,
    /// that what they refer to is there and has one meaning, that data strings can be parsed, those that tiles have already included, and that
    /// transforms are affine where they are to become one. For that, layers are read once more. References of tiles to shared transforms are kept.
    /// </para>
    /// <para>
    /// The source stays as it is. Layers are read and changed side by side while others are saved; memory holds the changes and the layers under
    /// way. Deriving again replaces tiles, so that a run that was stopped can be repeated as a whole.
    /// </para>
    /// </remarks>
    /// <param name="source">The stack that the tiles are read from.</param>
    /// <param name="target">The stack that they are saved in; another one than the source.</param>
    /// <param name="changes">The changes, at most one for each tile.</param>
    /// <param name="options">What the changes do, and how tiles are saved; the defaults when <c>null</c>.</param>
    /// <param name="progress">Told how far saving is, after every request and every batch that needs none.</param>
    /// <param name="cancellationToken">Stops everything; what has landed stays in the target, which is not completed.</param>
    /// <returns>
    /// What became of every tile that goes into the target. A tile whose new box the server could not store is rejected, and then the target is
    /// not completed: <see cref="ImportReport.EnsureEverythingLanded"/>.
    /// </returns>
    /// <exception cref="TransformChangeException">
    /// Tiles have two changes, do not exist, or cannot be changed; or there are none. Nothing was sent, and no stack was created.
    /// </exception>
    /// <exception cref="ArgumentException">Source and target are the same stack, or there are no changes or no layers.</exception>
    /// <exception cref="RenderNotFoundException">The source does not exist. Nothing was sent.</exception>
    /// <exception cref="RenderStackStateException">The target is not LOADING, and may not be reopened. Nothing was sent.</exception>
    /// <exception cref="ImportException">Saving ended before the last tile; the exception has the report, and the cause inside.</exception>
    /// <exception cref="ImportCanceledException">It was cancelled; the exception has the report.</exception>
    public static async Task<ImportReport> ChangeTransformsAsync(
        this RenderStack source,
        RenderStack target,
        IAsyncEnumerable<TransformChange> changes,
        TransformChangeOptions? options = null,
        IProgress<ImportProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(changes);
        options ??= new TransformChangeOptions();
        Check(source, target, options);
        var (edit, zValues) = await StackImportExtensions.PrepareAsync(target, FindAsync, cancellationToken).ConfigureAwait(false);
        return await SaveAsync(source, target, zValues, edit, options, progress, cancellationToken).ConfigureAwait(false);

        async Task<(LayerEdit Edit, IReadOnlyList<double> ZValues)> FindAsync()
        {
            var byTile = await TransformChanges.IndexAsync(changes, options.Import.Bounds, cancellationToken).ConfigureAwait(false);
            await source.GetMetadataAsync(cancellationToken).ConfigureAwait(false);
            return (
                new LayerEdit(byTile.GetValueOrDefault, options),
                await ChangedLayers.FindAsync(source, byTile.Keys, options.ReadParallelism, cancellationToken).ConfigureAwait(false));
        }
    }

    /// <inheritdoc
    ///     cref="ChangeTransformsAsync(RenderStack, RenderStack, IAsyncEnumerable{TransformChange}, TransformChangeOptions?, IProgress{ImportProgress}?, CancellationToken)"/>
    public static Task<ImportReport> ChangeTransformsAsync(
        this RenderStack source,
        RenderStack target,
        IEnumerable<TransformChange> changes,
        TransformChangeOptions? options = null,
        IProgress<ImportProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(changes);
        return source.ChangeTransformsAsync(target, changes.ToAsyncEnumerable(), options, progress, cancellationToken);
    }

    /// <summary>
    /// Changes the transforms of all tiles of layers by the same transform and saves the tiles in another stack, which is then set to COMPLETE
    /// (<c>Sections.GetLayerResolvedTiles</c>, <c>Tiles.SaveResolvedTiles</c>, <c>Stacks.SetStackState</c>).
    /// </summary>
    /// <param name="source">The stack that the tiles are read from.</param>
    /// <param name="target">The stack that they are saved in; another one than the source.</param>
    /// <param name="transform">
    /// The transform. Each tile gets it whole; to share it, give it an id in <see cref="ImportOptions.SharedTransforms"/> and pass a
    /// <see cref="ReferenceTransform"/>.
    /// </param>
    /// <param name="zValues">The layers, at least one; all when <c>null</c>. One without tiles is skipped, unless none has any.</param>
    /// <param name="options">What the transform does, and how tiles are saved; the defaults when <c>null</c>.</param>
    /// <param name="progress">Told how far saving is, after every request and every batch that needs none.</param>
    /// <param name="cancellationToken">Stops everything; what has landed stays in the target, which is not completed.</param>
    /// <inheritdoc
    ///     cref="ChangeTransformsAsync(RenderStack, RenderStack, IAsyncEnumerable{TransformChange}, TransformChangeOptions?, IProgress{ImportProgress}?, CancellationToken)"
    ///     path="//remarks|//returns|//exception"/>
    public static async Task<ImportReport> ChangeTransformsAsync(
        this RenderStack source,
        RenderStack target,
        TransformSpec transform,
        IEnumerable<double>? zValues = null,
        TransformChangeOptions? options = null,
        IProgress<ImportProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(transform);
        options ??= new TransformChangeOptions();
        Check(source, target, options);
        TransformChanges.Validate(transform, options.Import.Bounds);
        double[]? named = zValues is null ? null : [.. zValues];
        if (named is [])
            throw new ArgumentException("There are no layers, so that the target would be empty.", nameof(zValues));

        var layers = await StackImportExtensions
            .PrepareAsync(target, () => StackExportExtensions.LayersAsync(source, named, cancellationToken), cancellationToken)
            .ConfigureAwait(false);
        var edit = new LayerEdit(_ => transform, options);
        return await SaveAsync(source, target, layers, edit, options, progress, cancellationToken).ConfigureAwait(false);
    }

    private static void Check(RenderStack source, RenderStack target, TransformChangeOptions options)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(target);
        options.Validate();
        if (source.ToString() == target.ToString() && source.Client.Options.BaseAddress == target.Client.Options.BaseAddress)
            throw new ArgumentException($"Tiles of {source} are changed on their way into another stack. Name another target.", nameof(target));
    }

    private static async Task<ImportReport> SaveAsync(
        RenderStack source,
        RenderStack target,
        IReadOnlyList<double> zValues,
        LayerEdit edit,
        TransformChangeOptions options,
        IProgress<ImportProgress>? progress,
        CancellationToken cancellationToken)
    {
        await edit.CheckAsync(source, zValues, cancellationToken).ConfigureAwait(false);
        var metadata = await source.GetMetadataAsync(cancellationToken).ConfigureAwait(false);
        var import = options.Import with { CreateStack = options.Import.CreateStack ?? NewVersion.Like(metadata) };
        return await StackImportExtensions.ImportAsync(
            target,
            new TileSource(_ => LayerBatches.OfLayers(edit.ReadAsync(source, zValues, cancellationToken), new CopyOptions(), import, cancellationToken)),
            import,
            progress,
            cancellationToken).ConfigureAwait(false);
    }
}
