using System.Text;

namespace Render;

/// <summary>Recognises the encoding of a JSON document by its first bytes, as the server's Jackson does: by a mark, or by where zeros stand.</summary>
internal static class JsonEncoding
{
    /// <summary>How many bytes tell.</summary>
    public const int Needed = 4;

    /// <summary>The encoding, or <c>null</c> for UTF-8.</summary>
    public static Encoding? Of(ReadOnlySpan<byte> start) => start switch
    {
        [0xFF, 0xFE, 0, 0, ..] or [not 0, 0, 0, 0, ..] => Utf32(bigEndian: false),
        [0, 0, 0xFE, 0xFF, ..] or [0, 0, 0, not 0, ..] => Utf32(bigEndian: true),
        [0xFF, 0xFE, ..] or [not 0, 0, ..] => Utf16(bigEndian: false),
        [0xFE, 0xFF, ..] or [0, not 0, ..] => Utf16(bigEndian: true),
        _ => null,
    };

    private static UTF32Encoding Utf32(bool bigEndian) => new(bigEndian, byteOrderMark: true, throwOnInvalidCharacters: true);

    private static UnicodeEncoding Utf16(bool bigEndian) => new(bigEndian, byteOrderMark: true, throwOnInvalidBytes: true);
}
