namespace Render;

/// <summary>How a file is packed and laid out. Its name says so, alike to those who read and to those who write.</summary>
/// <param name="IsZip">Whether it is a zip archive of documents.</param>
/// <param name="IsGzip">Whether it is one document in gzip.</param>
/// <param name="IsLines">Whether its document has one value a line (JSON Lines), instead of an array of them.</param>
internal readonly record struct FileFormat(bool IsZip, bool IsGzip, bool IsLines)
{
    /// <summary>The names of documents in archives, for messages.</summary>
    public const string DocumentNames = ".json or .json.gz, or in .jsonl, .ndjson or these with .gz";

    public static FileFormat Of(string name)
    {
        string document = Unpacked(name);
        return new(Ends(name, ".zip"), Ends(name, ".gz"), Ends(document, ".jsonl") || Ends(document, ".ndjson"));
    }

    /// <summary>Whether a name is that of a document, packed as gzip or not.</summary>
    public static bool IsDocument(string name) =>
        !Ends(name, ".zip") && (Of(name).IsLines || Ends(Unpacked(name), ".json"));

    /// <summary>The name of the document in an archive that has only one.</summary>
    public static string DocumentOf(string archive)
    {
        string name = Path.GetFileName(Unpacked(archive));
        return IsDocument(name) ? name : $"{name}.json";
    }

    private static string Unpacked(string name) => Ends(name, ".gz") ? name[..^3] : Ends(name, ".zip") ? name[..^4] : name;

    private static bool Ends(string name, string extension) => name.EndsWith(extension, StringComparison.OrdinalIgnoreCase);
}
