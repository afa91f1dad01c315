namespace Render;

/// <summary>
/// Images as pixels, without an image library. Boxes and layers come through the server's raw formats, all else through its uncompressed TIFF.
/// Answers that break off are asked for again.
/// </summary>
public static class StackPixelExtensions
{
    /// <summary>Renders a part of a layer as pixels of 8 bits in four channels (<c>Images.GetBoxRawImage</c>).</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="z">The layer.</param>
    /// <param name="box">The part.</param>
    /// <param name="options">How it is rendered; at full scale when <c>null</c>.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>
    /// floor(width * scale) x floor(height * scale) pixels, transparent where there is no tile.
    /// <see cref="PixelImageExtensions.ToGray"/> makes 8 bit gray of them.
    /// </returns>
    /// <exception cref="ArgumentException">An option is not for pixels of boxes, or there would be no pixels. Nothing was sent.</exception>
    /// <exception cref="RenderNotFoundException">The stack does not exist.</exception>
    /// <exception cref="RenderBadRequestException">The server does not find an image file, or the box has too many tiles.</exception>
    /// <exception cref="RenderException">The server answered another number of bytes than these pixels take.</exception>
    public static Task<PixelImage<Rgba32>> GetBoxPixelsAsync(
        this RenderStack stack, double z, ImageBox box, ImageOptions? options = null, CancellationToken cancellationToken = default) =>
        ReadBoxAsync(stack, z, box, options, ImageCalls.RawAsync, RawPixels.ReadArgb, cancellationToken);

    /// <summary>Renders a part of a layer as gray pixels of 16 bits (<c>Images.GetBoxRaw16Image</c>).</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="z">The layer.</param>
    /// <param name="box">The part.</param>
    /// <param name="options">How it is rendered; at full scale when <c>null</c>.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>floor(width * scale) x floor(height * scale) pixels, 0 where there is no tile.</returns>
    /// <inheritdoc cref="GetBoxPixelsAsync" path="/exception"/>
    public static Task<PixelImage<ushort>> GetBoxGray16Async(
        this RenderStack stack, double z, ImageBox box, ImageOptions? options = null, CancellationToken cancellationToken = default) =>
        ReadBoxAsync(stack, z, box, options, ImageCalls.Raw16Async, RawPixels.ReadGray16, cancellationToken);

    /// <summary>
    /// Renders a layer as pixels of 8 bits in four channels (<c>Sections.GetLayerBounds</c>, <c>Images.GetBoxRawImage</c>).
    /// </summary>
    /// <param name="stack">The stack.</param>
    /// <param name="z">The layer.</param>
    /// <param name="options">How it is rendered; at scale 0.01 when <c>null</c>.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The pixels of the layer's box, transparent where there is no tile.</returns>
    /// <exception cref="ArgumentException">An option is not for pixels of layers, or there would be no pixels.</exception>
    /// <exception cref="RenderNotFoundException">The stack does not exist.</exception>
    /// <exception cref="RenderBadRequestException">The layer has no tiles, or the server does not find an image file.</exception>
    public static async Task<PixelImage<Rgba32>> GetLayerPixelsAsync(
        this RenderStack stack, double z, ImageOptions? options = null, CancellationToken cancellationToken = default)
    {
        var box = ImageBox.Of(await stack.GetBoundsAsync(z, cancellationToken).ConfigureAwait(false));
        return await stack.GetBoxPixelsAsync(z, box, OfLayer(options), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Renders a layer as gray pixels of 16 bits (<c>Sections.GetLayerBounds</c>, <c>Images.GetBoxRaw16Image</c>).</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="z">The layer.</param>
    /// <param name="options">How it is rendered; at scale 0.01 when <c>null</c>.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The pixels of the layer's box, 0 where there is no tile.</returns>
    /// <inheritdoc cref="GetLayerPixelsAsync" path="/exception"/>
    public static async Task<PixelImage<ushort>> GetLayerGray16Async(
        this RenderStack stack, double z, ImageOptions? options = null, CancellationToken cancellationToken = default)
    {
        var box = ImageBox.Of(await stack.GetBoundsAsync(z, cancellationToken).ConfigureAwait(false));
        return await stack.GetBoxGray16Async(z, box, OfLayer(options), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Renders a tile with its transforms as pixels of 8 bits (<c>Images.GetTileTiffImage</c>).</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="tileId">The tile.</param>
    /// <param name="options">How it is rendered; at full scale when <c>null</c>. The format has no meaning.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The pixels of the tile's box, all opaque; black outside of the tile.</returns>
    /// <exception cref="RenderException">The server answered another kind of TIFF than the uncompressed one.</exception>
    /// <inheritdoc cref="StackImageExtensions.GetTileImageAsync" path="/exception"/>
    public static async Task<PixelImage<Rgba32>> GetTilePixelsAsync(
        this RenderStack stack, string tileId, ImageOptions? options = null, CancellationToken cancellationToken = default) =>
        TiffPixels.ReadRgb(await ReadTileAsync(stack, tileId, options, ImageFormat.Tiff, cancellationToken).ConfigureAwait(false));

    /// <summary>Renders a tile with its transforms as gray pixels of 16 bits (<c>Images.GetTileTiff16Image</c>).</summary>
    /// <param name="stack">The stack.</param>
    /// <param name="tileId">The tile.</param>
    /// <param name="options">How it is rendered; at full scale when <c>null</c>. The format has no meaning.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The pixels of the tile's box, 0 outside of the tile.</returns>
    /// <inheritdoc cref="GetTilePixelsAsync" path="/exception"/>
    public static async Task<PixelImage<ushort>> GetTileGray16Async(
        this RenderStack stack, string tileId, ImageOptions? options = null, CancellationToken cancellationToken = default) =>
        TiffPixels.ReadGray16(await ReadTileAsync(stack, tileId, options, ImageFormat.Tiff16, cancellationToken).ConfigureAwait(false));

    /// <summary>Renders whatever render parameters say as pixels of 8 bits (<c>Images.RenderTiffImage</c>).</summary>
    /// <param name="client">The connection.</param>
    /// <param name="parameters">Tiles, box and scale.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The pixels, all opaque; black where there is no tile.</returns>
    /// <exception cref="RenderBadRequestException">The server does not find an image file.</exception>
    /// <exception cref="RenderException">The server answered another kind of TIFF than the uncompressed one.</exception>
    public static async Task<PixelImage<Rgba32>> RenderPixelsAsync(
        this RenderClient client, RenderParameters parameters, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        return TiffPixels.ReadRgb(await WholeImage.ReadAllBytesAsync(
            client, token => client.RenderImageAsync(parameters, ImageFormat.Tiff, token), cancellationToken).ConfigureAwait(false));
    }

    private static async Task<PixelImage<TPixel>> ReadBoxAsync<TPixel>(
        RenderStack stack,
        double z,
        ImageBox box,
        ImageOptions? options,
        Func<RenderStack, double, ImageBox, ImageOptions, CancellationToken, Task<BinaryContent>> ask,
        RawReader<TPixel> read,
        CancellationToken cancellationToken)
        where TPixel : unmanaged
    {
        ArgumentNullException.ThrowIfNull(stack);
        options = ImageSubject.BoxPixels.Check(options);
        var (width, height) = ImageSubject.BoxPixels.CheckBox(box, options);
        if ((long)width * height > Array.MaxLength / sizeof(uint))
            throw new ArgumentException($"A box of {box} has {width} x {height} pixels, more than fit into memory at once. Ask for it in parts.", nameof(box));

        byte[] raw = await WholeImage
            .ReadAllBytesAsync(stack.Client, token => ask(stack, z, box, options, token), cancellationToken)
            .ConfigureAwait(false);
        return read(raw, width, height);
    }

    private static Task<byte[]> ReadTileAsync(
        RenderStack stack, string tileId, ImageOptions? options, ImageFormat format, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stack);
        options = (options ?? new ImageOptions()) with { Format = format };
        return WholeImage.ReadAllBytesAsync(stack.Client, token => stack.GetTileImageAsync(tileId, options, token), cancellationToken);
    }

    private static ImageOptions OfLayer(ImageOptions? options)
    {
        options ??= new ImageOptions();
        return options with { Scale = options.Scale ?? ImageSubject.Layer.DefaultScale };
    }

    private delegate PixelImage<TPixel> RawReader<TPixel>(ReadOnlySpan<byte> raw, int width, int height)
        where TPixel : unmanaged;
}
