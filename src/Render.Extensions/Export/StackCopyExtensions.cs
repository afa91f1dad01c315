using System.Collections.Concurrent;
using Render.Transforms;

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
    /// the target has other tiles that refer to an id which stands for another transform in the source, these tiles get the source's from then on,
    /// and keep the boxes that they had. This is not looked for, because the ids would be known only after all layers were read: copy into a stack
    /// of its own where ids may collide, or with <see cref="CopyOptions.ResolveReferences"/>.
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
    /// <see cref="ImportOptions.SharedTransforms"/> and the source have different transforms of the same id, and references are kept. Nothing was sent.
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
            import with { CreateStack = import.CreateStack ?? metadata.CurrentVersion ?? new StackVersion() },
            progress,
            cancellationToken).ConfigureAwait(false);

        async Task<(StackMetaData Metadata, IReadOnlyList<double> ZValues)> FindAsync()
        {
            var metadata = await source.GetMetadataAsync(cancellationToken).ConfigureAwait(false);
            if (!options.ResolveReferences)
                await RequireNoOthersAsync(source, import.SharedTransforms, options.ReadParallelism, cancellationToken).ConfigureAwait(false);

            return (metadata, await StackExportExtensions.LayersAsync(source, options.ZValues, cancellationToken).ConfigureAwait(false));
        }
    }

    // Tiles would get a transform that was not meant for them, whichever of two the server keeps.
    private static async Task RequireNoOthersAsync(
        RenderStack source, IEnumerable<TransformSpec> given, int parallelism, CancellationToken cancellationToken)
    {
        var hashes = new TransformHashes();
        var conflicts = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = parallelism, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(SharedTransforms.Index(given), parallel, async (entry, token) =>
        {
            try
            {
                var own = await source.GetTransformAsync(entry.Key, token).ConfigureAwait(false);
                if (hashes.Of(own) != hashes.Of(entry.Value))
                    conflicts.TryAdd(entry.Key, $"another one in {source}");
            }
            catch (RenderNotFoundException)
            {
                // The id is new, which is what it should be.
            }
        }).ConfigureAwait(false);
        if (!conflicts.IsEmpty)
        {
            throw new ConflictingTransformsException(
                $"{nameof(ImportOptions)}.{nameof(ImportOptions.SharedTransforms)} and the source",
                new SortedDictionary<string, string>(conflicts, StringComparer.Ordinal));
        }
    }
}
