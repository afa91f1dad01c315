using Render.Transforms;

namespace Render;

/// <summary>
/// Says what "local" means: how many of a tile's transforms have been applied to the coordinates. Matches are stored without saying it, so
/// whoever reads them has to know.
/// </summary>
/// <remarks>
/// Transforms are counted one by one, in lists within lists and shared ones as well; an interpolated transform counts as one. A tile must
/// have its references replaced (<see cref="ResolvedTileSpecCollectionExtensions.Resolve"/>).
/// </remarks>
public sealed record MatchSpace
{
    private readonly Place place;
    private readonly string? label;

    private MatchSpace(Place place, string? label = null)
    {
        this.place = place;
        this.label = label;
    }

    private enum Place
    {
        Raw,
        BeforeLastTransform,
        AfterLabel,
        BeforeLabel,
        World,
    }

    /// <summary>Pixels of the image as it was acquired: no transform applied (<c>excludeAllTransforms</c>).</summary>
    public static MatchSpace Raw { get; } = new(Place.Raw);

    /// <summary>
    /// All transforms applied but the last (<c>normalizeForMatching</c>): what the clients of the server match in. With a lens correction
    /// and one affine transform that is after the lens correction; with one transform or none it is <see cref="Raw"/>.
    /// </summary>
    public static MatchSpace BeforeLastTransform { get; } = new(Place.BeforeLastTransform);

    /// <summary>All transforms applied: world pixels of the stack that the tile is from.</summary>
    public static MatchSpace World { get; } = new(Place.World);

    /// <summary>All transforms applied up to the last one with a label, this one included (<c>excludeTransformsAfterLast</c>).</summary>
    /// <param name="label">The label, such as <c>lens</c>.</param>
    /// <returns>The space.</returns>
    public static MatchSpace AfterLabel(string label) => Labelled(Place.AfterLabel, label);

    /// <summary>All transforms applied that come before the first one with a label (<c>excludeFirstTransformAndAllAfter</c>).</summary>
    /// <param name="label">The label, such as <c>montage</c>.</param>
    /// <returns>The space.</returns>
    public static MatchSpace BeforeLabel(string label) => Labelled(Place.BeforeLabel, label);

    /// <summary>The name of the space, for messages.</summary>
    public override string ToString() => place switch
    {
        Place.Raw => "the raw image",
        Place.BeforeLastTransform => "all but the last transform",
        Place.AfterLabel => $"after the last transform labelled '{label}'",
        Place.BeforeLabel => $"before the first transform labelled '{label}'",
        _ => "the world",
    };

    /// <summary>How many of a tile's transforms have been applied.</summary>
    /// <exception cref="RenderException">No transform of the tile has the label.</exception>
    internal int Applied(TileSpec tile, IReadOnlyList<TransformSpec> transforms) => place switch
    {
        Place.Raw => 0,
        Place.BeforeLastTransform => Math.Max(0, transforms.Count - 1),
        Place.AfterLabel => Find(tile, transforms.Select((transform, index) => (transform, index)).Reverse()) + 1,
        Place.BeforeLabel => Find(tile, transforms.Select((transform, index) => (transform, index))),
        _ => transforms.Count,
    };

    private static MatchSpace Labelled(Place place, string label)
    {
        ArgumentException.ThrowIfNullOrEmpty(label);
        return new MatchSpace(place, label);
    }

    private int Find(TileSpec tile, IEnumerable<(TransformSpec Transform, int Index)> transforms)
    {
        foreach (var (transform, index) in transforms)
        {
            if (transform.Metadata?.Labels.Contains(label!) == true)
            {
                return index;
            }
        }

        throw new RenderException(
            $"No transform of tile '{tile.TileId}' is labelled '{label}'. Name a label that all tiles of the matches have, or another space.");
    }
}
