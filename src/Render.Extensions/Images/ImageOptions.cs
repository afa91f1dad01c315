using Render.Transforms;

namespace Render;

/// <summary>
/// How an image is rendered. What is not set is left to the server. An option that the server does not have for what is rendered is an error
/// before anything is sent.
/// </summary>
public sealed record ImageOptions
{
    /// <summary>
    /// How the image is encoded. When not set, PNG, or JPEG for a tile with its neighbours, which has nothing else. Without meaning for pixels
    /// and for render parameters.
    /// </summary>
    public ImageFormat? Format { get; init; }

    /// <summary>Scale of the image, 1 being full scale. When not set, 0.01 for whole layers and 1 for all else.</summary>
    public double? Scale { get; init; }

    /// <summary>Intensity that is drawn as black, in place of the tiles' own.</summary>
    public double? MinIntensity { get; init; }

    /// <summary>Intensity that is drawn as white, in place of the tiles' own.</summary>
    public double? MaxIntensity { get; init; }

    /// <summary>Whether source images are filtered.</summary>
    public bool? Filter { get; init; }

    /// <summary>Name of the server's list of filters to use.</summary>
    public string? FilterListName { get; init; }

    /// <summary>Whether masked pixels are either drawn or not, instead of blended.</summary>
    public bool? BinaryMask { get; init; }

    /// <summary>Whether masks are ignored.</summary>
    public bool? ExcludeMask { get; init; }

    /// <summary>
    /// Replaces <c>minX</c> in the URL of masks that are computed (DYNAMIC_MASK), in pixels of the source image. Only render-ws 4.3 and later
    /// has this.
    /// </summary>
    public int? MaskMinX { get; init; }

    /// <summary>Replaces <c>minY</c> in that URL. Only render-ws 4.3 and later has this.</summary>
    public int? MaskMinY { get; init; }

    /// <summary>
    /// Order of the tiles: the last one is drawn on top. When not set, tiles are ordered by id, ascending. Only render-ws 4.3 and later has
    /// this.
    /// </summary>
    public TileSpecOrder? TileOrder { get; init; }

    /// <summary>
    /// Only tiles whose id matches: a regular expression that is sought anywhere in the id. For layers. Only render-ws 4.3 and later has this.
    /// </summary>
    public string? TileIdPattern { get; init; }

    /// <summary>Whether colours are converted to gray.</summary>
    public bool? ConvertToGray { get; init; }

    /// <summary>Whether the background is filled with noise.</summary>
    public bool? FillWithNoise { get; init; }

    /// <summary>The channels to draw; the stack's default when not set.</summary>
    public ImageChannels? Channels { get; init; }

    /// <summary>Most tiles that are drawn; if there are more, only their boxes are. For images and pixels of boxes and layers.</summary>
    public int? MaxTilesToRender { get; init; }

    /// <summary>The group of tiles that is drawn alone. For boxes, as PNG, JPEG and TIFF.</summary>
    public string? GroupId { get; init; }

    /// <summary>
    /// Whether a tile is rendered as for matching: with the transforms up to the last one that is labelled <c>lens</c> (4.3: or <c>include</c>);
    /// where none is, without the last, and with no more than two. 4.0.2 puts the origin into the upper left corner, whatever these transforms
    /// make of the tile, 4.3 their box. Without effect beside the options that name transforms. For tiles.
    /// </summary>
    public bool? NormalizeForMatching { get; init; }

    /// <summary>Whether all transforms are left out; false keeps the server from normalizing for matching. For tiles.</summary>
    public bool? ExcludeAllTransforms { get; init; }

    /// <summary>Labels: the transforms after the last one that carries any of these are left out. For tiles.</summary>
    public IReadOnlyCollection<string>? ExcludeTransformsAfterLast { get; init; }

    /// <summary>Labels: the first transform that carries any of these is left out, with all after it. For tiles.</summary>
    public IReadOnlyCollection<string>? ExcludeFirstTransformAndAllAfter { get; init; }

    /// <summary>
    /// Left edge of the part of a tile to render, in world pixels at full scale from the left edge of the tile's box. For tiles.
    /// </summary>
    public int? X { get; init; }

    /// <summary>Upper edge of that part. For tiles.</summary>
    public int? Y { get; init; }

    /// <summary>Width of that part. For tiles; the width of the box when not set.</summary>
    public int? Width { get; init; }

    /// <summary>Height of that part. For tiles; the height of the box when not set.</summary>
    public int? Height { get; init; }

    /// <summary>
    /// How far a tile's image reaches beyond the tile on the left and on the right, as a part of the tile's width; 0.3 when not set. For tiles
    /// with neighbours.
    /// </summary>
    public double? WidthFactor { get; init; }

    /// <summary>How far it reaches beyond the tile above and below, as a part of its height; 0.3 when not set. For tiles with neighbours.</summary>
    public double? HeightFactor { get; init; }

    /// <summary>Whether only the boxes of the tiles are drawn. For images of tiles with neighbours.</summary>
    public bool? BoundingBoxesOnly { get; init; }

    // Which transforms of a tile the server leaves out. Empty lists are not sent.
    internal TransformExclusion Exclusion => new()
    {
        NormalizeForMatching = NormalizeForMatching == true,
        ExcludeAllTransforms = ExcludeAllTransforms,
        ExcludeTransformsAfterLast = ExcludeTransformsAfterLast is { Count: > 0 } ? ExcludeTransformsAfterLast : null,
        ExcludeFirstTransformAndAllAfter = ExcludeFirstTransformAndAllAfter is { Count: > 0 } ? ExcludeFirstTransformAndAllAfter : null,
    };
}
