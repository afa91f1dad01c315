namespace Render;

/// <summary>
/// An import did not bring everything to the stack. It has not set the stack to COMPLETE, unless <see cref="ImportReport.MayBeComplete"/>
/// says that this is uncertain.
/// </summary>
public sealed class ImportException : RenderException
{
    internal ImportException(ImportReport report)
        : base(report.ToString()) => Report = report;

    internal ImportException(ImportReport report, Exception cause)
        : base($"The import was stopped: {cause.Message} {report}", cause) => Report = report;

    /// <summary>What landed and what did not.</summary>
    public ImportReport Report { get; }
}
