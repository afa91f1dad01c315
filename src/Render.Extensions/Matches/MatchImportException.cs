namespace Render;

/// <summary>
/// An import of matches stopped at the first request that failed, or because the matches could not be read. Importing everything again is
/// safe: pairs are replaced by their ids.
/// </summary>
public sealed class MatchImportException : RenderException
{
    internal MatchImportException(RenderMatchCollection collection, MatchImportReport report, Exception failure)
        : base($"The import into match collection {collection} stopped. {report} {failure.Message}", failure) => Report = report;

    /// <summary>What became of the matches until then.</summary>
    public MatchImportReport Report { get; }
}
