using System.Runtime.CompilerServices;
using Render.Transforms;

namespace Render;

/// <summary>Replaces references in tiles that are read while they arrive.</summary>
internal static class ResolvedStream
{
    /// <summary>Whether two parts of such answers stand for the same tile or transform.</summary>
    public static bool AreSame(ResolvedSpec a, ResolvedSpec b) => a.Tile?.TileId == b.Tile?.TileId && a.SharedTransform?.Id == b.SharedTransform?.Id;

    /// <summary>Tiles whose transforms come behind them wait for these; the server sends the transforms first.</summary>
    /// <exception cref="UnresolvedReferenceException">A transform never came; the message names it.</exception>
    public static async IAsyncEnumerable<TileSpec> ResolveAsync(
        IAsyncEnumerable<ResolvedSpec> specs, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var shared = new Dictionary<string, TransformSpec>(StringComparer.Ordinal);
        var waiting = new List<TileSpec>();
        await foreach (var spec in specs.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            if (spec.SharedTransform is { Id: { } id } transform)
            {
                shared[id] = transform;
            }
            else if (spec.Tile is { } tile)
            {
                if (tile.TryResolve(shared) is { } resolved)
                {
                    yield return resolved;
                }
                else
                {
                    waiting.Add(tile);
                }
            }
        }

        foreach (var tile in waiting)
        {
            yield return tile.Resolve(shared);
        }
    }

    /// <summary>Replaces the references of a tile.</summary>
    /// <returns>The tile itself when it has none, else a copy.</returns>
    /// <exception cref="UnresolvedReferenceException">A transform is missing; the message names it.</exception>
    public static TileSpec Resolve(this TileSpec tile, IReadOnlyDictionary<string, TransformSpec> shared)
    {
        if (tile.Transforms is not { } transforms || transforms.Resolve(shared) is var resolved && resolved == transforms)
        {
            return tile;
        }

        var copy = tile.Copy();
        copy.Transforms = (ListTransform)resolved;
        return copy;
    }

    private static TileSpec? TryResolve(this TileSpec tile, Dictionary<string, TransformSpec> shared)
    {
        try
        {
            return tile.Resolve(shared);
        }
        catch (UnresolvedReferenceException)
        {
            return null;
        }
    }
}
