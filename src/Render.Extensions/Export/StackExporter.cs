using Render.Transforms;

namespace Render;

/// <summary>Writes the layers of a stack to the files of a folder.</summary>
internal sealed class StackExporter(RenderStack stack, ExportFileNames names, ExportOptions options, ExportTally tally)
{
    /// <summary>Writes one file for each layer, several side by side.</summary>
    public Task WriteLayersAsync(IReadOnlyList<double> zValues, CancellationToken cancellationToken) => Parallel.ForEachAsync(
        zValues,
        new ParallelOptions { MaxDegreeOfParallelism = options.Parallelism, CancellationToken = cancellationToken },
        (z, token) => WriteLayerAsync(z, token));

    /// <summary>Writes one file for all layers, in the order of z.</summary>
    public async Task WriteAllAsync(IReadOnlyList<double> zValues, CancellationToken cancellationToken)
    {
        var (tileFile, transformFile) = (names.OfTiles(null), names.OfTransforms(null));
        if (Keeps(tileFile))
        {
            Keep(0, tileFile, transformFile, zValues.Count);
            return;
        }

        SortedDictionary<string, TransformSpec> shared = new(StringComparer.Ordinal);
        var layers = zValues.SelectParallel(options.Parallelism, (z, token) => ReadAsync(z, token), cancellationToken);
        if (options.Format == ExportFormat.Collection)
        {
            tally.Files(0, tileFile, null, await WriteAsync(tileFile, layers, shared, cancellationToken).ConfigureAwait(false));
            return;
        }

        // Whoever finds the tiles must find their transforms too. So the tiles get their name last.
        long transformLength = 0;
        long length = await SpecFiles.WriteAsync(
            tileFile,
            async (writer, token) =>
            {
                await WriteTilesAsync(writer, layers, shared, named: false, token).ConfigureAwait(false);
                transformLength = await WriteTransformsAsync(transformFile, shared, token).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);
        tally.Files(0, tileFile, shared.Count > 0 ? transformFile : null, length + transformLength);
    }

    /// <summary>The first file that is in the way, or <c>null</c>.</summary>
    public string? Obstacle(IReadOnlyList<double> zValues) =>
        options.OneFile ? ObstacleOf(null) : zValues.Select(z => ObstacleOf(z)).FirstOrDefault(path => path is not null);

    private string? ObstacleOf(double? z) => new[] { names.OfTiles(z), names.OfTransforms(z) }
        .Take(options.Format == ExportFormat.Arrays ? 2 : 1)
        .FirstOrDefault(File.Exists);

    private async ValueTask WriteLayerAsync(double z, CancellationToken cancellationToken)
    {
        var (tileFile, transformFile) = (names.OfTiles(z), names.OfTransforms(z));
        if (Keeps(tileFile))
        {
            Keep(z, tileFile, transformFile, layers: 1);
            return;
        }

        var layer = await ReadAsync(z, cancellationToken).ConfigureAwait(false);
        if (layer.Tiles.Count > 0)
        {
            bool hasTwo = options.Format == ExportFormat.Arrays;
            long length = hasTwo ? await WriteTransformsAsync(transformFile, layer.Shared, cancellationToken).ConfigureAwait(false) : 0;
            length += await WriteLayerAsync(tileFile, layer, cancellationToken).ConfigureAwait(false);
            tally.Files(z, tileFile, hasTwo && layer.Shared.Count > 0 ? transformFile : null, length);
        }

        tally.Done(layer.Tiles.Count);
    }

    private Task<long> WriteLayerAsync(string path, ExportedLayer layer, CancellationToken cancellationToken) => SpecFiles.WriteAsync(
        path,
        async (writer, token) =>
        {
            bool named = options.Format == ExportFormat.Collection;
            Open(writer, named);
            foreach (var tile in layer.Tiles)
                await writer.WriteAsync(tile, named, token).ConfigureAwait(false);

            await CloseAsync(writer, named ? layer.Shared : null, token).ConfigureAwait(false);
        },
        cancellationToken);

    private Task<long> WriteAsync(
        string path, IAsyncEnumerable<ExportedLayer> layers, SortedDictionary<string, TransformSpec> shared, CancellationToken cancellationToken) =>
        SpecFiles.WriteAsync(path, (writer, token) => WriteTilesAsync(writer, layers, shared, named: true, token), cancellationToken);

    private async Task WriteTilesAsync(
        SpecWriter writer,
        IAsyncEnumerable<ExportedLayer> layers,
        SortedDictionary<string, TransformSpec> shared,
        bool named,
        CancellationToken cancellationToken)
    {
        Open(writer, named);
        await foreach (var layer in layers.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            foreach (var tile in layer.Tiles)
                await writer.WriteAsync(tile, named, cancellationToken).ConfigureAwait(false);

            foreach (var (id, transform) in layer.Shared)
                shared[id] = transform;

            tally.Done(layer.Tiles.Count);
        }

        await CloseAsync(writer, named ? shared : null, cancellationToken).ConfigureAwait(false);
    }

    private static void Open(SpecWriter writer, bool named)
    {
        if (named)
            writer.Open("{\"tileIdToSpecMap\":{"u8);
        else
            writer.OpenArray();
    }

    private static async Task CloseAsync(
        SpecWriter writer, IEnumerable<KeyValuePair<string, TransformSpec>>? shared, CancellationToken cancellationToken)
    {
        if (shared is null)
        {
            writer.CloseArray();
            return;
        }

        writer.Close("},\n"u8);
        writer.Open("\"transformIdToSpecMap\":{"u8);
        foreach (var (id, transform) in shared)
            await writer.WriteAsync(transform, id, cancellationToken).ConfigureAwait(false);

        writer.Close("}}\n"u8);
    }

    private static async Task<long> WriteTransformsAsync(
        string path, IReadOnlyDictionary<string, TransformSpec> shared, CancellationToken cancellationToken)
    {
        if (shared.Count == 0)
        {
            File.Delete(path);
            return 0;
        }

        await SpecFiles.WriteTransformsAsync(path, shared.Values, cancellationToken).ConfigureAwait(false);
        return new FileInfo(path).Length;
    }

    private async Task<ExportedLayer> ReadAsync(double z, CancellationToken cancellationToken) => ExportedLayer.Of(
        await stack.GetResolvedTilesAsync(z, cancellationToken).ConfigureAwait(false), options.ResolveReferences);

    private bool Keeps(string tileFile) => options.Existing == ExistingFiles.Keep && File.Exists(tileFile);

    private void Keep(double z, string tileFile, string transformFile, int layers)
    {
        tally.Files(z, tileFile, options.Format == ExportFormat.Arrays && File.Exists(transformFile) ? transformFile : null);
        tally.Keep(layers);
    }
}
