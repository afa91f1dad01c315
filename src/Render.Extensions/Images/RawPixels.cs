using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Render;

/// <summary>Reads the server's raw formats: rows of big-endian numbers without any header.</summary>
internal static class RawPixels
{
    /// <summary>Reads <c>raw</c>: an integer a pixel, from its highest byte on opacity, red, green, blue.</summary>
    public static PixelImage<Rgba32> ReadArgb(ReadOnlySpan<byte> raw, int width, int height)
    {
        var pixels = new Rgba32[Count(raw.Length, sizeof(uint), width, height)];
        var numbers = MemoryMarshal.Cast<Rgba32, uint>(pixels.AsSpan());
        MemoryMarshal.Cast<byte, uint>(raw).CopyTo(numbers);
        for (int i = 0; i < numbers.Length; i++)
        {
            // The first byte moves behind the other three, whichever of them memory calls the lowest.
            numbers[i] = BitConverter.IsLittleEndian ? BitOperations.RotateRight(numbers[i], 8) : BitOperations.RotateLeft(numbers[i], 8);
        }

        return new(width, height, pixels);
    }

    /// <summary>Reads <c>raw16</c>: an unsigned number of 16 bits a pixel.</summary>
    public static PixelImage<ushort> ReadGray16(ReadOnlySpan<byte> raw, int width, int height)
    {
        var pixels = new ushort[Count(raw.Length, sizeof(ushort), width, height)];
        var numbers = MemoryMarshal.Cast<byte, ushort>(raw);
        if (BitConverter.IsLittleEndian)
            BinaryPrimitives.ReverseEndianness(numbers, pixels);
        else
            numbers.CopyTo(pixels);

        return new(width, height, pixels);
    }

    private static int Count(int length, int pixelSize, int width, int height)
    {
        long expected = (long)width * height * pixelSize;
        return length == expected
            ? width * height
            : throw new RenderException(string.Create(
                CultureInfo.InvariantCulture,
                $"The server answered {length} bytes for {width} x {height} pixels, which take {expected}. Ask for an encoded image to see which size it makes of this box and scale."));
    }
}
