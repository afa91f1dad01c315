namespace Render;

/// <summary>
/// An import was cancelled. It has not set the stack to COMPLETE, unless <see cref="ImportReport.MayBeComplete"/> says that this is uncertain;
/// importing the same tiles again does no harm.
/// </summary>
/// <remarks>
/// When it was cancelled before the first tile was read, the stack may be created or reopened already, or be as it was.
/// </remarks>
public sealed class ImportCanceledException : OperationCanceledException
{
    internal ImportCanceledException(ImportReport report, Exception cause, CancellationToken cancellationToken)
        : base($"The import was cancelled. {report}", cause, cancellationToken) => Report = report;

    /// <summary>What landed and what did not.</summary>
    public ImportReport Report { get; }
}
