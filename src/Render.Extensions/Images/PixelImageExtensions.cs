namespace Render;

/// <summary>Conversions of pixels.</summary>
public static class PixelImageExtensions
{
    /// <summary>
    /// Keeps brightness only: the luma of Rec. 601, 0.299 R + 0.587 G + 0.114 B. Pixels that are gray already keep their value. Opacity is dropped.
    /// </summary>
    /// <param name="image">The image.</param>
    /// <returns>An image of 8 bit gray.</returns>
    public static PixelImage<byte> ToGray(this PixelImage<Rgba32> image)
    {
        ArgumentNullException.ThrowIfNull(image);
        var gray = new byte[image.Pixels.Length];
        var pixels = image.Pixels;
        for (int i = 0; i < gray.Length; i++)
        {
            // Weights in 1/65536 that add up to 1, rounded to nearest.
            gray[i] = (byte)((19_595 * pixels[i].R + 38_470 * pixels[i].G + 7_471 * pixels[i].B + 32_768) >> 16);
        }

        return new(image.Width, image.Height, gray);
    }
}
