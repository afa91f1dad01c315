using System.Text;

namespace Render.LocalServer;

/// <summary>Finds out how a body is encoded, as Jackson does: by its byte order mark, or by the zeros among its first four bytes.</summary>
internal static class BodyEncoding
{
    private static readonly Encoding Utf16Little = new UnicodeEncoding(bigEndian: false, byteOrderMark: false, throwOnInvalidBytes: true);
    private static readonly Encoding Utf16Big = new UnicodeEncoding(bigEndian: true, byteOrderMark: false, throwOnInvalidBytes: true);
    private static readonly Encoding Utf32Little = new UTF32Encoding(bigEndian: false, byteOrderMark: false, throwOnInvalidCharacters: true);
    private static readonly Encoding Utf32Big = new UTF32Encoding(bigEndian: true, byteOrderMark: false, throwOnInvalidCharacters: true);

    /// <summary>The body as UTF-8 without a mark: the same bytes where it is UTF-8 already.</summary>
    /// <exception cref="UnreadableBodyException">It is in no encoding that JSON may have, or not valid in the one that it is in.</exception>
    public static ReadOnlySpan<byte> ToUtf8(ReadOnlySpan<byte> body)
    {
        var (encoding, markLength) = Detect(body);
        if (encoding is null)
            return body[markLength..];

        try
        {
            return Encoding.UTF8.GetBytes(encoding.GetString(body[markLength..]));
        }
        catch (DecoderFallbackException exception)
        {
            throw new UnreadableBodyException($"java.io.CharConversionException: Invalid {encoding.WebName}: {exception.Message}");
        }
    }

    private static (Encoding? Encoding, int MarkLength) Detect(ReadOnlySpan<byte> body) => body switch
    {
        [0, 0, 0xFE, 0xFF, ..] => (Utf32Big, 4),
        [0xFF, 0xFE, 0, 0, ..] => (Utf32Little, 4),
        [0, 0, 0xFF, 0xFE, ..] => throw Unsupported("2143"),
        [0xFE, 0xFF, 0, 0, ..] => throw Unsupported("3412"),
        [0xFE, 0xFF, ..] => (Utf16Big, 2),
        [0xFF, 0xFE, ..] => (Utf16Little, 2),
        [0xEF, 0xBB, 0xBF, ..] => (null, 3),
        [0, 0, 0, _, ..] => (Utf32Big, 0),
        [_, 0, 0, 0, ..] => (Utf32Little, 0),
        [0, _, 0, 0, ..] => throw Unsupported("3412"),
        [0, 0, _, 0, ..] => throw Unsupported("2143"),
        [0, _, ..] => (Utf16Big, 0),
        [_, 0, ..] => (Utf16Little, 0),
        _ => (null, 0),
    };

    private static UnreadableBodyException Unsupported(string order) =>
        new($"java.io.CharConversionException: Unsupported UCS-4 endianness ({order}) detected");
}
