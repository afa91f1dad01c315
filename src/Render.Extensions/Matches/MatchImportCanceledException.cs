namespace Render;

/// <summary>An import of matches was cancelled. Importing everything again is safe: pairs are replaced by their ids.</summary>
public sealed class MatchImportCanceledException : OperationCanceledException
{
    internal MatchImportCanceledException(
        RenderMatchCollection collection, MatchImportReport report, Exception cause, CancellationToken cancellationToken)
        : base($"The import into match collection {collection} was cancelled. {report}", cause, cancellationToken) => Report = report;

    /// <summary>What became of the matches until then.</summary>
    public MatchImportReport Report { get; }
}
