using System.Runtime.CompilerServices;

namespace Render;

/// <summary>Completing pairs that name tiles only.</summary>
public static class PairSectionExtensions
{
    private const int PairsAtATime = 1_000;
    private const int Remembered = 50_000;

    /// <summary>
    /// Gives the tiles of pairs their groups, the section ids of the stack, where pairs have none, as those of some pair files
    /// (<c>Tiles.GetTileSpecsWithIds</c>). Pairs that have theirs pass as they are, without a request.
    /// </summary>
    /// <param name="stack">The stack of the tiles.</param>
    /// <param name="pairs">The pairs. They are read as they are needed.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>The pairs in their order; p and q change sides where the groups ask for it.</returns>
    /// <exception cref="RenderNotFoundException">The stack does not exist.</exception>
    /// <exception cref="RenderException">The stack lacks a tile, or a tile has no section id; the message names it.</exception>
    public static IAsyncEnumerable<TilePair> WithSectionIdsAsync(
        this RenderStack stack, IAsyncEnumerable<TilePair> pairs, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stack);
        ArgumentNullException.ThrowIfNull(pairs);
        return CompleteAsync(stack, pairs, cancellationToken);
    }

    private static async IAsyncEnumerable<TilePair> CompleteAsync(
        RenderStack stack, IAsyncEnumerable<TilePair> pairs, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        Dictionary<string, string> sections = new(StringComparer.Ordinal);
        List<TilePair> waiting = [];
        await foreach (var pair in pairs.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            if (waiting.Count == 0 && IsComplete(pair))
            {
                yield return pair;
                continue;
            }

            waiting.Add(pair);
            if (waiting.Count < PairsAtATime)
                continue;

            await ReadSectionsAsync(stack, waiting, sections, cancellationToken).ConfigureAwait(false);
            foreach (var known in waiting)
                yield return Complete(known, sections);

            waiting.Clear();
        }

        await ReadSectionsAsync(stack, waiting, sections, cancellationToken).ConfigureAwait(false);
        foreach (var known in waiting)
            yield return Complete(known, sections);
    }

    private static bool IsComplete(TilePair pair) => HasGroup(pair.P) && HasGroup(pair.Q);

    private static bool HasGroup(CanvasId canvas) => !string.IsNullOrEmpty(canvas.GroupId);

    private static async Task ReadSectionsAsync(
        RenderStack stack, List<TilePair> pairs, Dictionary<string, string> sections, CancellationToken cancellationToken)
    {
        if (sections.Count > Remembered)
            sections.Clear();

        HashSet<string> unknown = new(StringComparer.Ordinal);
        foreach (var canvas in pairs.SelectMany(pair => new[] { pair.P, pair.Q }))
        {
            if (!HasGroup(canvas) && !sections.ContainsKey(canvas.Id))
                unknown.Add(canvas.Id);
        }

        if (unknown.Count == 0)
            return;

        await foreach (var tile in stack.GetTilesAsync(unknown, cancellationToken: cancellationToken).ConfigureAwait(false))
            sections[tile.TileId] = CanvasId.Of(tile).GroupId;

        // Tiles of a missing stack are simply not found.
        if (unknown.FirstOrDefault(id => !sections.ContainsKey(id)) is { } missing)
        {
            await stack.GetMetadataAsync(cancellationToken).ConfigureAwait(false);
            throw new RenderException(
                $"Tile '{missing}' has no group in its pair and is not in {stack}, where its section id would be found. Name the stack of the pairs, or give them their groups.");
        }
    }

    private static TilePair Complete(TilePair pair, Dictionary<string, string> sections)
    {
        var (p, q) = (Complete(pair.P, sections), Complete(pair.Q, sections));
        return p <= q ? pair with { P = p, Q = q } : new TilePair(q, p, pair.QPosition);
    }

    private static CanvasId Complete(CanvasId canvas, Dictionary<string, string> sections) =>
        HasGroup(canvas) ? canvas : canvas with { GroupId = sections[canvas.Id] };
}
