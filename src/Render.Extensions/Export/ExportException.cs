namespace Render;

/// <summary>
/// An export ended before its last file. The files that were written are whole; exporting again with <see cref="ExistingFiles.Keep"/> adds the
/// others.
/// </summary>
public sealed class ExportException : RenderException
{
    internal ExportException(ExportReport report, Exception cause)
        : base($"The export was stopped: {cause.Message} {report}", cause) => Report = report;

    /// <summary>What was written until then.</summary>
    public ExportReport Report { get; }
}
