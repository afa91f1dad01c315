using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Render;

/// <summary>
/// The images of a tile or of a channel by mipmap level, from the finest on: level 0 is full scale, each further one halves width and height.
/// </summary>
[SuppressMessage("Naming", "CA1710", Justification = "The field calls it a pyramid.")]
public sealed class ImagePyramid : IReadOnlyDictionary<int, ImageAndMask>
{
    private readonly SortedDictionary<int, ImageAndMask> images = [];

    /// <summary>Reads the levels of a tile.</summary>
    /// <param name="tile">The tile.</param>
    /// <returns>Its levels; none when its images are those of its channels.</returns>
    /// <exception cref="RenderException">A level is no whole number from 0; the message names the tile.</exception>
    public static ImagePyramid Of(TileSpec tile)
    {
        ArgumentNullException.ThrowIfNull(tile);
        return Of(tile.MipmapLevels, $"Tile '{tile.TileId}'");
    }

    /// <summary>Reads the levels of a channel.</summary>
    /// <param name="channel">The channel.</param>
    /// <returns>Its levels.</returns>
    /// <exception cref="RenderException">A level is no whole number from 0; the message names the channel.</exception>
    public static ImagePyramid Of(ChannelSpec channel)
    {
        ArgumentNullException.ThrowIfNull(channel);
        return Of(channel.MipmapLevels, $"Channel '{channel.Name}'");
    }

    /// <summary>The image of a level.</summary>
    /// <param name="level">The level, from 0.</param>
    /// <exception cref="KeyNotFoundException">There is no such level.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The level that is set is below 0.</exception>
    [DisallowNull]
    public ImageAndMask this[int level]
    {
        get => images[level];
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(level);
            ArgumentNullException.ThrowIfNull(value);
            images[level] = value;
        }
    }

    /// <summary>The levels, ascending as numbers.</summary>
    public IEnumerable<int> Keys => images.Keys;

    /// <summary>The images, the finest first.</summary>
    public IEnumerable<ImageAndMask> Values => images.Values;

    /// <summary>How many levels there are.</summary>
    public int Count => images.Count;

    /// <summary>As tiles and channels hold it: what to set <see cref="TileSpec.MipmapLevels"/> to.</summary>
    /// <returns>The images by the level's number as text.</returns>
    public Dictionary<string, ImageAndMask> ToMipmapLevels() =>
        images.ToDictionary(image => image.Key.ToString(CultureInfo.InvariantCulture), image => image.Value);

    /// <inheritdoc/>
    public bool ContainsKey(int key) => images.ContainsKey(key);

    /// <inheritdoc/>
    public bool TryGetValue(int key, [MaybeNullWhen(false)] out ImageAndMask value) => images.TryGetValue(key, out value);

    /// <summary>Gives levels and images, the finest first.</summary>
    public IEnumerator<KeyValuePair<int, ImageAndMask>> GetEnumerator() => images.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private static ImagePyramid Of(IReadOnlyDictionary<string, ImageAndMask>? levels, string owner)
    {
        var pyramid = new ImagePyramid();
        foreach (var (level, image) in levels ?? new Dictionary<string, ImageAndMask>())
        {
            pyramid[int.TryParse(level, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
                ? number
                : throw new RenderException($"{owner} has an image at mipmap level '{level}'. Levels are whole numbers from 0.")] = image;
        }

        return pyramid;
    }
}
