namespace Render;

/// <summary>How an image is encoded. Which formats there are depends on what is rendered.</summary>
public enum ImageFormat
{
    /// <summary>PNG with 8 bits a channel and transparency.</summary>
    Png,

    /// <summary>JPEG with three channels, quality 0.85.</summary>
    Jpeg,

    /// <summary>Uncompressed TIFF with 8 bits in each of three channels; what is transparent is black.</summary>
    Tiff,

    /// <summary>PNG with one channel of 16 bits; boxes only.</summary>
    Png16,

    /// <summary>Uncompressed TIFF with one channel of 16 bits; boxes and tiles only.</summary>
    Tiff16,
}
