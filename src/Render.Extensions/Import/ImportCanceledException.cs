namespace Render;

/// <summary>An import was cancelled. The stack stays LOADING; importing the same tiles again does no harm.</summary>
public sealed class ImportCanceledException : OperationCanceledException
{
    internal ImportCanceledException(ImportReport report, Exception cause, CancellationToken cancellationToken)
        : base($"The import was cancelled. {report}", cause, cancellationToken) => Report = report;

    /// <summary>What landed and what did not.</summary>
    public ImportReport Report { get; }
}
