namespace Render;

/// <summary>
/// An export was cancelled. The files that were written are whole; exporting again with <see cref="ExistingFiles.Keep"/> adds the others.
/// </summary>
public sealed class ExportCanceledException : OperationCanceledException
{
    internal ExportCanceledException(ExportReport report, Exception cause, CancellationToken cancellationToken)
        : base($"The export was cancelled. {report}", cause, cancellationToken) => Report = report;

    /// <summary>What was written until then.</summary>
    public ExportReport Report { get; }
}
