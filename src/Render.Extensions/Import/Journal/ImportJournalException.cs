namespace Render;

/// <summary>A journal cannot be used for this import. Nothing was sent.</summary>
public sealed class ImportJournalException : RenderException
{
    internal ImportJournalException(string path, string reason, Exception? innerException = null)
        : base($"The journal {path} cannot be used: {reason}", innerException) => Path = path;

    /// <summary>The journal's file.</summary>
    public string Path { get; }
}
