namespace Render;

/// <summary>
/// The writing of images ended before the last one. The files that were written are whole; another run with <see cref="ExistingFiles.Keep"/>
/// adds the others.
/// </summary>
public sealed class ImageFileException : RenderException
{
    internal ImageFileException(ImageFileReport report, Exception cause)
        : base($"The writing of images was stopped: {cause.Message} {report}", cause) => Report = report;

    /// <summary>What became of the images until then.</summary>
    public ImageFileReport Report { get; }
}
