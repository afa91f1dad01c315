using System.Buffers.Text;
using System.IO.Compression;
using System.Text;

namespace Render.Transforms.Fuzz;

/// <summary>Makes new inputs of old ones: a few changes at random, of bytes, of tokens, and of the bytes inside of blocks. Equal seeds give equal inputs.</summary>
public sealed class Mutator(int seed)
{
    private const int MaximumLength = 1 << 16;

    private static readonly byte[][] Pieces =
    [
        .. new[]
        {
            " ", "  ", "\t", ",", "0", "1", "-1", "2", "3", "1e308", "-1e-320", "NaN", "-Infinity", "1d", "0x1.8p1", "0x.p", "1e", "2147483647", "-2147483648",
            "99999999999999999999", "65536", "null", "none", "base64", "affine", "rigid", "@", "=", "eJxjYKAtAAAAYAAB", "{", "}", "[", "]", "\"", "\\u0000", "\\",
            "{\"type\":\"list\",\"specList\":[", "{\"type\":\"interpolated\",\"a\":", ",\"b\":", ",\"lambda\":", "\"metaData\":{\"labels\":[\"x\"]}", "\0", "é",
        }.Select(Encoding.UTF8.GetBytes),
        [0xff], [0xc0, 0x80],
    ];

    private readonly Random random = new(seed);

    /// <summary>A changed input.</summary>
    /// <param name="input">The input to change.</param>
    /// <param name="other">Another one, of which a part may be taken.</param>
    /// <returns>The new input.</returns>
    public byte[] Mutate(byte[] input, byte[] other)
    {
        byte[] changed = input;
        for (int i = random.Next(1, 6); i > 0; i--)
            changed = Change(changed, other);

        return changed.Length <= MaximumLength ? changed : changed[..MaximumLength];
    }

    private byte[] Change(byte[] input, byte[] other)
    {
        int from = random.Next(input.Length + 1);
        int to = Math.Min(input.Length, from + (int)Math.Pow(2, random.NextDouble() * 8));
        switch (random.Next(8))
        {
            case 0 when input.Length > 0:
                byte[] flipped = [.. input];
                flipped[random.Next(input.Length)] ^= (byte)(1 << random.Next(8));
                return flipped;
            case 1:
                return [.. input[..from], .. Pieces[random.Next(Pieces.Length)], .. input[from..]];
            case 2:
                return [.. input[..from], .. input[to..]];
            case 3:
                return [.. input[..to], .. input[from..]];
            case 4:
                int start = random.Next(other.Length + 1);
                return [.. input[..from], .. other[start..]];
            case 5:
                return ReplaceToken(input, from, _ => Pieces[random.Next(Pieces.Length)]);
            case 6:
                return ReplaceToken(input, from, ChangeBlock);
            default:
                return ReplaceToken(input, from, token => [.. token, .. token]);
        }
    }

    private static byte[] ReplaceToken(byte[] input, int at, Func<byte[], byte[]> replace)
    {
        int start = input.AsSpan(0, at).LastIndexOfAny(" ,\n\""u8) + 1;
        int length = input.AsSpan(start).IndexOfAny(" ,\n\""u8);
        int end = length < 0 ? input.Length : start + length;
        return [.. input[..start], .. replace(input[start..end]), .. input[end..]];
    }

    // Bytes change inside, and the checksum is right all the same: otherwise no change would get past it.
    private byte[] ChangeBlock(byte[] token)
    {
        bool isRaw = token is [(byte)'@', ..];
        byte[] bytes = new byte[token.Length];
        if (Base64.DecodeFromUtf8(isRaw ? token.AsSpan(1) : token, bytes, out _, out int length) != System.Buffers.OperationStatus.Done)
            return token;

        try
        {
            byte[] content = isRaw ? bytes[..length] : Inflate(bytes.AsSpan(0, length));
            for (int i = random.Next(4); i > 0 && content.Length > 0; i--)
                content[random.Next(content.Length)] = (byte)random.Next(256);

            if (random.Next(4) == 0)
                content = content[..random.Next(content.Length + 1)];

            string text = random.Next(4) == 0 ? "@" + Convert.ToBase64String(content) : Convert.ToBase64String(Deflate(content));
            return Encoding.ASCII.GetBytes(text);
        }
        catch (InvalidDataException)
        {
            return token;
        }
    }

    private static byte[] Inflate(ReadOnlySpan<byte> bytes)
    {
        using var zlib = new ZLibStream(new MemoryStream(bytes.ToArray()), CompressionMode.Decompress);
        byte[] content = new byte[MaximumLength];
        return content[..zlib.ReadAtLeast(content, content.Length, throwOnEndOfStream: false)];
    }

    private static byte[] Deflate(byte[] bytes)
    {
        using var deflated = new MemoryStream();
        using (var zlib = new ZLibStream(deflated, CompressionLevel.Fastest, leaveOpen: true))
            zlib.Write(bytes);

        return deflated.ToArray();
    }
}
