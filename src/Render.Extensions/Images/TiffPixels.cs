using System.Buffers.Binary;

namespace Render;

/// <summary>
/// Takes the pixels out of the server's TIFF answers, which hold them uncompressed: for what the server does not offer raw. Nothing but that
/// one layout is understood (Tagged Image File Format 6.0, chunky, 3 x 8 bit RGB or 16 bit gray); all else is refused.
/// </summary>
internal readonly ref struct TiffPixels
{
    private const ushort ImageWidth = 256;
    private const ushort ImageLength = 257;
    private const ushort BitsPerSample = 258;
    private const ushort Compression = 259;
    private const ushort StripOffsets = 273;
    private const ushort SamplesPerPixel = 277;
    private const ushort StripByteCounts = 279;

    private const int HeaderLength = 8;
    private const int EntryLength = 12;
    private const ushort Short = 3;

    private readonly ReadOnlySpan<byte> file;
    private readonly bool isLittleEndian;
    private readonly ReadOnlySpan<byte> entries;

    private TiffPixels(ReadOnlySpan<byte> file)
    {
        this.file = file;
        isLittleEndian = file.StartsWith("II*\0"u8);
        if (file.Length < HeaderLength || !(isLittleEndian || file.StartsWith("MM\0*"u8)))
            throw Unexpected("it is no TIFF file");

        uint directory = UInt32(file[4..]);
        if (directory > file.Length - 2)
            throw Unexpected("it breaks off");

        int length = UInt16(file[(int)directory..]) * EntryLength;
        if (length > file.Length - (int)directory - 2)
            throw Unexpected("it breaks off");

        entries = file.Slice((int)directory + 2, length);
    }

    public static PixelImage<Rgba32> ReadRgb(ReadOnlySpan<byte> file)
    {
        var bytes = new TiffPixels(file).Strip(samples: 3, bits: 8, out int width, out int height);
        var pixels = new Rgba32[width * height];
        for (int i = 0; i < pixels.Length; i++)
            pixels[i] = new(bytes[3 * i], bytes[3 * i + 1], bytes[3 * i + 2], byte.MaxValue);

        return new(width, height, pixels);
    }

    public static PixelImage<ushort> ReadGray16(ReadOnlySpan<byte> file)
    {
        var tiff = new TiffPixels(file);
        var bytes = tiff.Strip(samples: 1, bits: 16, out int width, out int height);
        var pixels = new ushort[width * height];
        for (int i = 0; i < pixels.Length; i++)
            pixels[i] = tiff.UInt16(bytes[(2 * i)..]);

        return new(width, height, pixels);
    }

    private ReadOnlySpan<byte> Strip(int samples, int bits, out int width, out int height)
    {
        (width, height) = ((int)Math.Min(Value(ImageWidth), int.MaxValue), (int)Math.Min(Value(ImageLength), int.MaxValue));
        if (Value(Compression) != 1 || Value(SamplesPerPixel, absent: 1) != samples || Bits() != bits)
            throw Unexpected($"it does not hold {samples} x {bits} bits uncompressed");

        long length = (long)width * height * (samples * bits / 8);
        uint start = Value(StripOffsets);
        if ((long)width * height > int.MaxValue / 8 || Value(StripByteCounts) < length || start + length > file.Length)
            throw Unexpected("its pixels do not lie in one piece");

        return file.Slice((int)start, (int)length);
    }

    // With several samples their sizes do not fit into the entry, which then says where they are.
    private int Bits()
    {
        var entry = Entry(BitsPerSample);
        if (entry.IsEmpty)
            throw Unexpected($"it lacks field {BitsPerSample}");

        if (UInt32(entry[4..]) <= 2)
            return UInt16(entry[8..]);

        uint at = UInt32(entry[8..]);
        return at + 2UL <= (uint)file.Length ? UInt16(file[(int)at..]) : throw Unexpected("it breaks off");
    }

    private uint Value(ushort tag, uint? absent = null)
    {
        var entry = Entry(tag);
        if (entry.IsEmpty)
            return absent ?? throw Unexpected($"it lacks field {tag}");

        return UInt32(entry[4..]) != 1 ? throw Unexpected($"field {tag} has several values")
            : UInt16(entry[2..]) == Short ? UInt16(entry[8..])
            : UInt32(entry[8..]);
    }

    private ReadOnlySpan<byte> Entry(ushort tag)
    {
        for (int at = 0; at < entries.Length; at += EntryLength)
        {
            if (UInt16(entries[at..]) == tag)
                return entries.Slice(at, EntryLength);
        }

        return [];
    }

    private ushort UInt16(ReadOnlySpan<byte> at) =>
        isLittleEndian ? BinaryPrimitives.ReadUInt16LittleEndian(at) : BinaryPrimitives.ReadUInt16BigEndian(at);

    private uint UInt32(ReadOnlySpan<byte> at) =>
        isLittleEndian ? BinaryPrimitives.ReadUInt32LittleEndian(at) : BinaryPrimitives.ReadUInt32BigEndian(at);

    private static RenderException Unexpected(string reason) => new(
        $"No pixels can be taken from the server's TIFF answer: {reason}. Ask for the encoded image and decode it with an image library.");
}
