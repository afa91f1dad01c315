using System.Text;

namespace Render;

/// <summary>Recognises files that are no JSON by their first bytes.</summary>
internal static class ForeignFile
{
    /// <summary>How many bytes tell.</summary>
    public const int Needed = 512;

    private const string Packed = "which is not read here. Unpack it, or pack it as gzip or zip.";
    private const string Image = "it is an image. Name the file with the specs instead.";

    // First bytes, as Latin-1.
    private static readonly (string Start, string Kind)[] Kinds =
    [
        ("7z\u00BC\u00AF\u0027\u001C", $"it is a 7z archive, {Packed}"),
        ("\u00FD7zXZ\0", $"it is packed as xz, {Packed}"),
        ("(\u00B5/\u00FD", $"it is packed as zstd, {Packed}"),
        ("BZh", $"it is packed as bzip2, {Packed}"),
        ("LZIP", $"it is packed as lzip, {Packed}"),
        ("Rar!", $"it is a RAR archive, {Packed}"),
        ("version https://git-lfs", "it is a pointer of Git LFS, not the file itself. Get that with 'git lfs pull'."),
        ("SQLite format 3\0", "it is an SQLite database. Export its specs as JSON."),
        ("\u0089HDF", "it is HDF5. Export its specs as JSON."),
        ("%PDF", "it is a PDF. Name the file with the specs instead."),
        ("\u0089PNG", Image),
        ("\u00FF\u00D8\u00FF", Image),
        ("II*\0", Image),
        ("MM\0*", Image),
    ];

    /// <summary>Says what a document is that is not JSON from its first byte on, and what to do; <c>null</c> when that is not known.</summary>
    /// <param name="start">Its first bytes, or all of it.</param>
    /// <param name="name">Its name.</param>
    public static string? Describe(ReadOnlySpan<byte> start, string name)
    {
        ReadOnlySpan<byte> text = start.TrimStart(" \t\r\n\v\f\0"u8);
        if (start.IsEmpty || text.IsEmpty)
            return "it is empty. A file without specs has an empty array, [].";

        if (start.StartsWith<byte>([0x1F, 0x8B]))
            return FileFormat.Of(name).IsGzip ? "it is gzip within gzip. Unpack it once." : "it is gzip. Let its name end in .gz.";

        if (start.StartsWith("PK\u0003\u0004"u8) || start.StartsWith("PK\u0005\u0006"u8))
            return FileFormat.Of(name).IsZip ? null : "it is a zip archive. Let its name end in .zip.";

        if (text[0] == '<')
            return Markup(text);

        string latin = Encoding.Latin1.GetString(start[..Math.Min(start.Length, 32)]);
        return Array.Find(Kinds, kind => latin.StartsWith(kind.Start, StringComparison.Ordinal)).Kind;
    }

    private static string Markup(ReadOnlySpan<byte> text)
    {
        string start = Encoding.Latin1.GetString(text[..Math.Min(text.Length, Needed)]);
        return start.Contains("<html", StringComparison.OrdinalIgnoreCase) || start.Contains("<!doctype html", StringComparison.OrdinalIgnoreCase)
            ? "it is a page in HTML, such as a server's error or a proxy's login, saved in place of the file. Get the file again."
            : "it is XML, not JSON. Export its specs as JSON.";
    }
}
