namespace Render;

/// <summary>
/// The writing of images was cancelled. The files that were written are whole; another run with <see cref="ExistingFiles.Keep"/> adds the others.
/// </summary>
public sealed class ImageFileCanceledException : OperationCanceledException
{
    internal ImageFileCanceledException(ImageFileReport report, Exception cause, CancellationToken cancellationToken)
        : base($"The writing of images was cancelled. {report}", cause, cancellationToken) => Report = report;

    /// <summary>What became of the images until then.</summary>
    public ImageFileReport Report { get; }
}
