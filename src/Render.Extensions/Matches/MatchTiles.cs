using System.Runtime.CompilerServices;

namespace Render;

/// <summary>Finds for pairs what is needed of their tiles, a batch of pairs at a time, and remembers it for those that come after.</summary>
internal sealed class MatchTiles<T>(RenderStack stack, Func<TileSpec, T> select)
    where T : class
{
    private const int PairsAtATime = 2_000;

    // Pairs come section by section: what was used last is what is needed next. At most twice as many are kept.
    private const int Kept = 50_000;

    private Dictionary<string, T?> recent = new(StringComparer.Ordinal);
    private Dictionary<string, T?> older = new(StringComparer.Ordinal);

    /// <summary>Joins pairs with their tiles; a tile that the stack does not have is <c>null</c>.</summary>
    /// <exception cref="RenderNotFoundException">The stack does not exist.</exception>
    public async IAsyncEnumerable<(CanvasMatches Pair, T? P, T? Q)> JoinAsync(
        IAsyncEnumerable<CanvasMatches> matches, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stack);
        ArgumentNullException.ThrowIfNull(matches);

        // Tiles of a missing stack are simply not found.
        await stack.GetMetadataAsync(cancellationToken).ConfigureAwait(false);
        await foreach (var pairs in matches.Chunk(PairsAtATime).WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            await LoadAsync(pairs, cancellationToken).ConfigureAwait(false);
            foreach (var pair in pairs)
            {
                yield return (pair, Find(pair?.PId), Find(pair?.QId));
            }
        }
    }

    private async Task LoadAsync(CanvasMatches[] pairs, CancellationToken cancellationToken)
    {
        if (recent.Count > Kept)
        {
            (older, recent) = (recent, new Dictionary<string, T?>(StringComparer.Ordinal));
        }

        HashSet<string> missing = new(StringComparer.Ordinal);
        foreach (var id in pairs.Where(static pair => pair is not null).SelectMany(static pair => new[] { pair.PId, pair.QId }))
        {
            if (!string.IsNullOrEmpty(id) && !recent.ContainsKey(id))
            {
                if (older.TryGetValue(id, out var known))
                {
                    recent[id] = known;
                }
                else
                {
                    missing.Add(id);
                }
            }
        }

        await foreach (var tile in stack.GetTilesAsync(missing, cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            recent[tile.TileId] = select(tile);
            missing.Remove(tile.TileId);
        }

        foreach (var id in missing)
        {
            recent[id] = null;
        }
    }

    private T? Find(string? id) => id is null ? null : recent.GetValueOrDefault(id);
}
