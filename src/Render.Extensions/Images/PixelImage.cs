namespace Render;

/// <summary>The pixels of an image, row by row without gaps.</summary>
/// <typeparam name="TPixel"><see cref="Rgba32"/>, <see cref="byte"/> for 8 bit gray, <see cref="ushort"/> for 16 bit gray.</typeparam>
public sealed class PixelImage<TPixel>
    where TPixel : unmanaged
{
    private readonly TPixel[] pixels;

    /// <summary>Makes an image of pixels.</summary>
    /// <param name="width">Its width.</param>
    /// <param name="height">Its height.</param>
    /// <param name="pixels">Its rows from above; they are not copied.</param>
    /// <exception cref="ArgumentException">There are not width times height pixels.</exception>
    public PixelImage(int width, int height, TPixel[] pixels)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(width);
        ArgumentOutOfRangeException.ThrowIfNegative(height);
        ArgumentNullException.ThrowIfNull(pixels);
        if (pixels.LongLength != (long)width * height)
            throw new ArgumentException($"{pixels.LongLength} pixels are no image of {width} x {height}.", nameof(pixels));

        (Width, Height, this.pixels) = (width, height, pixels);
    }

    /// <summary>Pixels in a row.</summary>
    public int Width { get; }

    /// <summary>Number of rows.</summary>
    public int Height { get; }

    /// <summary>All pixels, row by row from above. <c>MemoryMarshal.AsBytes</c> makes of them what image libraries load.</summary>
    public Span<TPixel> Pixels => pixels;

    /// <summary>One pixel.</summary>
    /// <param name="x">Its column, counted from the left edge and from 0.</param>
    /// <param name="y">Its row, counted from above.</param>
    /// <exception cref="ArgumentOutOfRangeException">The image has no such pixel.</exception>
    public TPixel this[int x, int y]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)x, (uint)Width, nameof(x));
            return Row(y)[x];
        }
    }

    /// <summary>One row.</summary>
    /// <param name="y">Its number, counted from above and from 0.</param>
    /// <returns>Its pixels from the left.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The image has no such row.</exception>
    public Span<TPixel> Row(int y)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)y, (uint)Height, nameof(y));
        return pixels.AsSpan(y * Width, Width);
    }
}
