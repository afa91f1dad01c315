using System.Buffers.Binary;
using System.Buffers.Text;
using System.IO.Compression;
using System.Runtime.InteropServices;

namespace Render.Transforms;

/// <summary>
/// Many doubles as one token: base64 of a zlib stream of big endian doubles, or <c>@</c> and base64 of the bare bytes where deflate would not
/// be shorter.
/// </summary>
internal static class DoubleBlock
{
    // A stream that ends early leaves zeros, as in the server; so many of them that text could ask for gigabytes it does not have are refused.
    private const int MissingBytes = 1 << 16;

    // Deflate can turn a byte into a thousand zeros. Control points and weights do not shrink like that, and text is not to cost much more memory
    // than it has; small blocks may.
    private const int Inflation = 64;
    private const int SmallBlock = 1 << 20;

    public static double[] Decode(scoped in DataStringReader data, ReadOnlySpan<byte> token, long count, string meaning)
    {
        bool isRaw = !token.IsEmpty && token[0] == '@';
        byte[] bytes = DecodeBase64(isRaw ? token[1..] : token);
        long size = count * sizeof(double);
        if (isRaw)
        {
            if (bytes.Length < size)
                throw data.Error(token, $"{count} doubles for {meaning}");

            return ToDoubles(bytes.AsSpan(0, (int)size), (int)count);
        }

        if (size > (long)Inflation * bytes.Length + SmallBlock)
            throw data.Error(token, $"{count} doubles for {meaning}, which need a longer block");

        byte[] inflated = Inflate(in data, token, bytes, size, meaning);
        if (size > 2L * inflated.Length + MissingBytes)
            throw data.Error(token, $"{count} doubles for {meaning}, but the block holds {inflated.Length / sizeof(double)}");

        return ToDoubles(inflated, (int)count);
    }

    public static byte[] Encode(ReadOnlySpan<double> values)
    {
        byte[] bytes = new byte[values.Length * sizeof(double)];
        BinaryPrimitives.ReverseEndianness(MemoryMarshal.Cast<double, long>(values), MemoryMarshal.Cast<byte, long>(bytes.AsSpan()));
        using var deflated = new MemoryStream();
        using (var zlib = new ZLibStream(deflated, CompressionLevel.Optimal, leaveOpen: true))
            zlib.Write(bytes);

        bool isRaw = deflated.Length >= bytes.Length;
        ReadOnlySpan<byte> content = isRaw ? bytes : deflated.GetBuffer().AsSpan(0, (int)deflated.Length);
        byte[] text = new byte[Base64.GetMaxEncodedToUtf8Length(content.Length) + (isRaw ? 1 : 0)];
        text[0] = (byte)'@';
        Base64.EncodeToUtf8(content, text.AsSpan(isRaw ? 1 : 0), out _, out _);
        return text;
    }

    // Characters that are not of the alphabet do not count, and the first '=' ends the text.
    private static byte[] DecodeBase64(ReadOnlySpan<byte> text)
    {
        byte[] strict = new byte[Base64.GetMaxDecodedFromUtf8Length(text.Length) + 3];
        if (text.Length % 4 == 0
            && Base64.DecodeFromUtf8(text, strict, out int consumed, out int written) == System.Buffers.OperationStatus.Done
            && consumed == text.Length)
        {
            return strict[..written];
        }

        int length = 0;
        uint bits = 0;
        int bitCount = 0;
        foreach (byte c in text)
        {
            if (c == '=')
                break;

            int digit = c switch
            {
                >= (byte)'A' and <= (byte)'Z' => c - 'A',
                >= (byte)'a' and <= (byte)'z' => c - 'a' + 26,
                >= (byte)'0' and <= (byte)'9' => c - '0' + 52,
                (byte)'+' or (byte)'-' => 62,
                (byte)'/' or (byte)'_' => 63,
                _ => -1,
            };
            if (digit < 0)
                continue;

            bits = (bits << 6) | (uint)digit;
            bitCount += 6;
            if (bitCount >= 8)
            {
                bitCount -= 8;
                strict[length++] = (byte)(bits >> bitCount);
            }
        }

        return strict[..length];
    }

    private static byte[] Inflate(scoped in DataStringReader data, ReadOnlySpan<byte> token, byte[] deflated, long size, string meaning)
    {
        using var zlib = new ZLibStream(new MemoryStream(deflated), CompressionMode.Decompress);
        byte[] bytes = new byte[Math.Min(size, 4L * deflated.Length + 1024)];
        int length = 0;
        try
        {
            while (length < size)
            {
                if (length == bytes.Length)
                    Array.Resize(ref bytes, (int)Math.Min(size, Math.Min(2L * length, Array.MaxLength)));

                int read = zlib.Read(bytes.AsSpan(length));
                if (read == 0)
                    break;

                length += read;
            }

            // The checksum is looked at when the end of the stream is reached.
            if (length == size)
                _ = zlib.ReadByte();
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException)
        {
            throw data.Error(token, $"base64 of a zlib stream for {meaning}");
        }

        return length == bytes.Length ? bytes : bytes[..length];
    }

    private static double[] ToDoubles(ReadOnlySpan<byte> bytes, int count)
    {
        double[] values = new double[count];
        bytes.CopyTo(MemoryMarshal.AsBytes(values.AsSpan()));
        Span<long> bits = MemoryMarshal.Cast<double, long>(values.AsSpan());
        BinaryPrimitives.ReverseEndianness(bits, bits);
        return values;
    }
}
