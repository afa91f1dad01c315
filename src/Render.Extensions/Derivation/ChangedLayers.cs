namespace Render;

/// <summary>Finds the layers of tiles of which only the ids are known, with few and small requests.</summary>
internal static class ChangedLayers
{
    /// <summary>Asks for some of the tiles, then for the ids in their layers, until all are found.</summary>
    /// <returns>The layers, ascending.</returns>
    /// <exception cref="TransformChangeException">Tiles do not exist, or are in no layer; all of them are named.</exception>
    public static async Task<IReadOnlyList<double>> FindAsync(
        RenderStack stack, IEnumerable<string> tileIds, int parallelism, CancellationToken cancellationToken)
    {
        var unknown = tileIds.ToHashSet(StringComparer.Ordinal);
        SortedSet<double> layers = [];
        while (unknown.Count > 0)
        {
            // Ids that stand together are often of one layer: take some from everywhere.
            int step = Math.Max(1, unknown.Count / parallelism);
            string[] sample = [.. unknown.Where((_, i) => i % step == 0).Take(parallelism)];
            var tiles = await Task.WhenAll(sample.Select(id => stack.TryGetTileAsync(id, cancellationToken))).ConfigureAwait(false);
            if (tiles.Contains(null))
                throw await MissingAsync(stack, unknown, cancellationToken).ConfigureAwait(false);

            double[] found = [.. tiles.Select(tile => tile!.Z ?? throw InNoLayer(stack, tile.TileId)).Distinct().Where(layers.Add)];
            var boxes = await Task.WhenAll(found.Select(z => stack.GetTileBoundsAsync(z, cancellationToken))).ConfigureAwait(false);
            foreach (var box in boxes.SelectMany(layer => layer))
                unknown.Remove(box.TileId!);

            unknown.ExceptWith(sample);
        }

        return [.. layers];
    }

    private static TransformChangeException InNoLayer(RenderStack stack, string tileId) =>
        new($"of stack {stack} have no z, so that they are in no layer", [tileId], "Set it in the source.");

    private static async Task<TransformChangeException> MissingAsync(
        RenderStack stack, HashSet<string> tileIds, CancellationToken cancellationToken)
    {
        await foreach (var tile in stack.GetTilesAsync(tileIds.ToArray(), cancellationToken: cancellationToken).ConfigureAwait(false))
            tileIds.Remove(tile.TileId);

        return new TransformChangeException(
            $"with changes do not exist in stack {stack}",
            [.. tileIds.Order(StringComparer.Ordinal)],
            "Correct their ids, or leave their changes out.");
    }
}
