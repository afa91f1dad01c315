namespace Render;

/// <summary>An import did not bring everything to the stack. The stack stays LOADING.</summary>
public sealed class ImportException : RenderException
{
    internal ImportException(ImportReport report)
        : base(report.ToString()) => Report = report;

    internal ImportException(ImportReport report, Exception cause)
        : base($"The import was stopped: {cause.Message} {report}", cause) => Report = report;

    /// <summary>What landed and what did not.</summary>
    public ImportReport Report { get; }
}
