namespace Render;

/// <summary>
/// Images that the server renders, encoded. Each is a stream from the socket: dispose of it to give the connection back. An answer that
/// breaks off fails while it is read; <see cref="StackPixelExtensions"/> and <see cref="StackImageFileExtensions"/> ask again.
/// </summary>
public static class StackImageExtensions
{
    /// <summary>Renders a tile with its transforms (<c>Images.GetTilePngImage</c> and others).</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="tileId">The tile.</param>
    /// <param name="options">How it is rendered; PNG at full scale when <c>null</c>.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The image of the tile's box, floor(width * scale) x floor(height * scale) pixels.</returns>
    /// <exception cref="ArgumentException">An option is not for tiles. Nothing was sent.</exception>
    /// <exception cref="RenderNotFoundException">The tile or the stack does not exist.</exception>
    /// <exception cref="RenderBadRequestException">The server does not find the tile's image file, or the list of filters.</exception>
    public static Task<BinaryContent> GetTileImageAsync(
        this RenderStack stack, string tileId, ImageOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stack);
        return ImageCalls.TileAsync(stack, tileId, ImageSubject.Tile.Check(options), cancellationToken);
    }

    /// <summary>Renders the source image of a tile, without any transform (<c>Images.GetTileSourcePngImage</c> and others).</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="tileId">The tile.</param>
    /// <param name="options">How it is rendered; PNG at full scale when <c>null</c>.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The image.</returns>
    /// <inheritdoc cref="GetTileImageAsync" path="/exception"/>
    public static Task<BinaryContent> GetTileSourceImageAsync(
        this RenderStack stack, string tileId, ImageOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stack);
        return ImageCalls.SourceAsync(stack, tileId, ImageSubject.Source.Check(options), cancellationToken);
    }

    /// <summary>Renders the mask of a tile, without any transform (<c>Images.GetTileMaskPngImage</c> and others).</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="tileId">The tile.</param>
    /// <param name="options">How it is rendered; PNG at full scale when <c>null</c>.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The image.</returns>
    /// <exception cref="ArgumentException">An option is not for masks. Nothing was sent.</exception>
    /// <exception cref="RenderNotFoundException">The tile or the stack does not exist.</exception>
    /// <exception cref="RenderBadRequestException">The tile has no mask, or the server does not find its file.</exception>
    public static Task<BinaryContent> GetTileMaskImageAsync(
        this RenderStack stack, string tileId, ImageOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stack);
        return ImageCalls.MaskAsync(stack, tileId, ImageSubject.Source.Check(options), cancellationToken);
    }

    /// <summary>Renders a tile and what lies around it (<c>Images.GetTileWithNeighborsJpegImage</c>).</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="tileId">The tile.</param>
    /// <param name="options">How it is rendered; JPEG, which is the only format, at full scale when <c>null</c>.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The image of the tile's box, larger by the factors of the options on each side.</returns>
    /// <exception cref="ArgumentException">An option is not for tiles with neighbours. Nothing was sent.</exception>
    /// <exception cref="RenderNotFoundException">The tile or the stack does not exist.</exception>
    public static Task<BinaryContent> GetTileWithNeighborsImageAsync(
        this RenderStack stack, string tileId, ImageOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stack);
        options = ImageSubject.Neighbors.Check(options);
        return stack.Client.Api.Images.GetTileWithNeighborsJpegImageAsync(
            stack.Owner, stack.Project, stack.Name, tileId, options.BinaryMask, options.Channels?.ToString(), options.ConvertToGray,
            options.ExcludeMask, options.FillWithNoise, options.Filter, options.FilterListName, options.MinIntensity, options.MaxIntensity,
            options.Scale, options.WidthFactor, options.HeightFactor, options.BoundingBoxesOnly, options.MaskMinX, options.MaskMinY,
            options.TileOrder, cancellationToken);
    }

    /// <summary>Renders a layer (<c>Images.GetLayerPngImage</c> and others).</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="z">The layer.</param>
    /// <param name="options">How it is rendered; PNG at scale 0.01 when <c>null</c>.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The image of the layer's box.</returns>
    /// <exception cref="ArgumentException">An option is not for layers. Nothing was sent.</exception>
    /// <exception cref="RenderNotFoundException">The stack does not exist.</exception>
    /// <exception cref="RenderBadRequestException">The layer has no tiles, or the server does not find an image file.</exception>
    public static Task<BinaryContent> GetLayerImageAsync(
        this RenderStack stack, double z, ImageOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stack);
        return ImageCalls.LayerAsync(stack, z, ImageSubject.Layer.Check(options), cancellationToken);
    }

    /// <summary>Renders a part of a layer (<c>Images.GetBoxPngImage</c> and others; with a group, <c>Images.GetGroupBoxPngImage</c>).</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="z">The layer.</param>
    /// <param name="box">The part.</param>
    /// <param name="options">How it is rendered; PNG at full scale when <c>null</c>.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The image, floor(width * scale) x floor(height * scale) pixels. A box without tiles is empty.</returns>
    /// <exception cref="ArgumentException">An option is not for boxes, or the image would have no pixels. Nothing was sent.</exception>
    /// <exception cref="RenderNotFoundException">The stack does not exist.</exception>
    /// <exception cref="RenderBadRequestException">The server does not find an image file, or the box has too many tiles.</exception>
    public static Task<BinaryContent> GetBoxImageAsync(
        this RenderStack stack, double z, ImageBox box, ImageOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stack);
        options = ImageSubject.CheckBoxImage(box, options);
        return options.GroupId is null
            ? ImageCalls.BoxAsync(stack, z, box, options, cancellationToken)
            : ImageCalls.GroupBoxAsync(stack, z, box, options, cancellationToken);
    }

    /// <summary>Renders whatever render parameters say (<c>Images.RenderPngImage</c> and others).</summary>
    /// <param name="client">The connection.</param>
    /// <param name="parameters">
    /// Tiles, box and scale, such as <see cref="StackRenderParametersExtensions"/> gives them, changed as needed. References to shared
    /// transforms must have been replaced.
    /// </param>
    /// <param name="format">PNG, JPEG or TIFF.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The image, floor(width * scale) x floor(height * scale) pixels.</returns>
    /// <exception cref="ArgumentException">The format is none of these. Nothing was sent.</exception>
    /// <exception cref="RenderBadRequestException">The server does not find an image file.</exception>
    public static Task<BinaryContent> RenderImageAsync(
        this RenderClient client,
        RenderParameters parameters,
        ImageFormat format = ImageFormat.Png,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(parameters);
        ImageSubject.Parameters.Check(new ImageOptions { Format = format });
        var api = client.Api.Images;

        // The server takes any owner here.
        string owner = client.Options.Owner ?? "any";
        return format switch
        {
            ImageFormat.Jpeg => api.RenderJpegImageAsync(owner, parameters, cancellationToken),
            ImageFormat.Tiff => api.RenderTiffImageAsync(owner, parameters, cancellationToken),
            _ => api.RenderPngImageAsync(owner, parameters, cancellationToken),
        };
    }
}
