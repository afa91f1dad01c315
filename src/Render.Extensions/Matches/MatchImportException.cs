namespace Render;

/// <summary>
/// Matches could not be stored. The import stopped at the first request that failed; the report says what is stored and what is not.
/// Importing everything again is safe: pairs are replaced by their ids.
/// </summary>
public sealed class MatchImportException : RenderException
{
    internal MatchImportException(RenderMatchCollection collection, MatchImportReport report, RenderException failure)
        : base(
            $"The import into match collection {collection} stopped after {report.PairsStored} stored pairs; {report.Unstored.Count} more "
            + $"were under way. {failure.Message} Import again when the cause is gone: pairs are replaced by their ids.",
            failure) =>
        Report = report;

    /// <summary>What became of the matches until then.</summary>
    public MatchImportReport Report { get; }
}
