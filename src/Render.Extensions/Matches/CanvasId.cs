namespace Render;

/// <summary>
/// Names one side of a pair of matches. By convention the group is the section id and the id is the tile id.
/// </summary>
/// <param name="GroupId">The group: the section id of the tile, such as <c>12.0</c>.</param>
/// <param name="Id">The canvas: the id of the tile.</param>
public readonly record struct CanvasId(string GroupId, string Id) : IComparable<CanvasId>
{
    /// <summary>Follows the convention for a tile.</summary>
    /// <param name="tile">The tile, with a section id in its layout.</param>
    /// <returns>Section id and tile id.</returns>
    /// <exception cref="RenderException">The tile has no id, or no section id; the message names the tile and what to set.</exception>
    public static CanvasId Of(TileSpec tile)
    {
        ArgumentNullException.ThrowIfNull(tile);
        if (string.IsNullOrEmpty(tile.TileId))
        {
            throw new RenderException($"A tile without {nameof(TileSpec.TileId)} cannot have matches. Set it.");
        }

        return tile.Layout?.SectionId is { Length: > 0 } sectionId
            ? new CanvasId(sectionId, tile.TileId)
            : throw new RenderException(
                $"Tile '{tile.TileId}' has no section id, which is the group of its matches. Set {nameof(TileSpec.Layout)}.{nameof(LayoutData.SectionId)}.");
    }

    /// <summary>
    /// Compares as the server does, to decide which side is p: by group, then by id, both as text (<c>10.0</c> comes before <c>9.0</c>).
    /// </summary>
    /// <param name="other">The other side.</param>
    /// <returns>Below zero when this one comes first, zero when they are equal.</returns>
    public int CompareTo(CanvasId other)
    {
        var groups = string.CompareOrdinal(GroupId, other.GroupId);
        return groups != 0 ? groups : string.CompareOrdinal(Id, other.Id);
    }

    /// <inheritdoc cref="CompareTo"/>
    public static bool operator <(CanvasId left, CanvasId right) => left.CompareTo(right) < 0;

    /// <inheritdoc cref="CompareTo"/>
    public static bool operator >(CanvasId left, CanvasId right) => left.CompareTo(right) > 0;

    /// <inheritdoc cref="CompareTo"/>
    public static bool operator <=(CanvasId left, CanvasId right) => left.CompareTo(right) <= 0;

    /// <inheritdoc cref="CompareTo"/>
    public static bool operator >=(CanvasId left, CanvasId right) => left.CompareTo(right) >= 0;

    /// <summary><c>group/id</c>, for messages.</summary>
    public override string ToString() => $"{GroupId}/{Id}";
}
