using System.Globalization;
using Render.Transforms;

namespace Render;

/// <summary>What a check needs to know of a tile: its section, and where it ends in the space of the matches.</summary>
internal sealed record MatchTile(string? SectionId, MatchSpace Space, BoundingBox Extent, string? Fault)
{
    /// <summary>Where the tile lies, for messages.</summary>
    public string Reach => string.Create(
        CultureInfo.InvariantCulture,
        $"from ({Extent.MinX:0.#}, {Extent.MinY:0.#}) to ({Extent.MaxX:0.#}, {Extent.MaxY:0.#}) in {Space}");

    public bool Contains(Point2D point, double tolerance) =>
        point.X >= Extent.MinX - tolerance && point.X <= Extent.MaxX + tolerance
        && point.Y >= Extent.MinY - tolerance && point.Y <= Extent.MaxY + tolerance;

    public static MatchTile Of(TileSpec tile, MatchSpace space)
    {
        if (tile is not { Width: > 0, Height: > 0 })
        {
            return new MatchTile(tile.Layout?.SectionId, space, default, "the tile has no size");
        }

        try
        {
            var transforms = tile.Transforms?.Flatten() ?? [];
            var applied = new ListTransform(transforms.Take(space.Applied(tile, transforms)));
            return new MatchTile(
                tile.Layout?.SectionId,
                space,
                TileBoundingBox.DeriveContaining(applied, tile.Width.Value, tile.Height.Value),
                Fault: null);
        }
        catch (Exception exception) when (
            exception is RenderException or InvalidTransformException or TransformDataException or ArgumentOutOfRangeException)
        {
            return new MatchTile(tile.Layout?.SectionId, space, default, exception.Message);
        }
    }
}
