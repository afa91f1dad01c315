using System.Globalization;
using Render.Transforms;

namespace Render.LocalServer;

/// <summary>The images that a tile is made of.</summary>
internal static class SourceImage
{
    /// <summary>A tile that shows one image as it is: no transforms, no mask, the whole range of intensities.</summary>
    /// <param name="tile">The tile that the image belongs to.</param>
    /// <param name="isMask">Whether to show its mask in place of its image.</param>
    /// <exception cref="InvalidArgumentException">The tile has no images.</exception>
    public static TileSpec Alone(TileSpec tile, bool isMask)
    {
        var (level, image) = First(tile);
        var shown = isMask
            ? new ImageAndMask { ImageUrl = image.MaskUrl, ImageLoaderType = image.MaskLoaderType, ImageSliceNumber = image.MaskSliceNumber }
            : new ImageAndMask { ImageUrl = image.ImageUrl, ImageLoaderType = image.ImageLoaderType, ImageSliceNumber = image.ImageSliceNumber };
        return new TileSpec
        {
            MipmapLevels = new Dictionary<string, ImageAndMask>(),
            Channels =
            [
                new ChannelSpec
                {
                    MinIntensity = 0,
                    MaxIntensity = 255,
                    MipmapLevels = new Dictionary<string, ImageAndMask> { [level] = shown },
                },
            ],
            Transforms = new ListTransform(),
            MeshCellSize = TileBoundingBox.DefaultMeshCellSize,
        };
    }

    /// <summary>The images of each channel, level by level; a tile without channels has one without a name.</summary>
    public static IEnumerable<IReadOnlyDictionary<string, ImageAndMask>> Channels(TileSpec tile) => tile.Channels is { Count: > 0 } channels
        ? channels.Select(channel => channel.MipmapLevels).OfType<IReadOnlyDictionary<string, ImageAndMask>>()
        : tile.MipmapLevels is { } levels ? [levels] : [];

    /// <summary>Levels in their order, the largest image first.</summary>
    public static IEnumerable<KeyValuePair<string, ImageAndMask>> InOrder(IReadOnlyDictionary<string, ImageAndMask> levels) =>
        levels.OrderBy(level => int.Parse(level.Key, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));

    private static (string Level, ImageAndMask Image) First(TileSpec tile)
    {
        foreach (var (level, image) in Channels(tile).Take(1).SelectMany(InOrder))
            return (level, image);

        throw new InvalidArgumentException($"tile '{tile.TileId}' does not contain any mipmapLevel elements");
    }
}
