namespace Render;

/// <summary>What became of the matches of an import.</summary>
public sealed record MatchImportReport
{
    /// <summary>Pairs that the server has acknowledged.</summary>
    public long PairsStored { get; init; }

    /// <summary>Points of the pairs that the server has acknowledged.</summary>
    public long PointsStored { get; init; }

    /// <summary>Pairs that were not sent because something is wrong with them.</summary>
    public IReadOnlyList<RejectedMatches> Rejected { get; init; } = [];

    /// <summary>Pairs of requests that failed or were cancelled. There are some only in the report of an exception.</summary>
    public IReadOnlyList<UnstoredMatches> Unstored { get; init; } = [];

    /// <summary>Files that could not be read to their end; what stands before the fault was stored.</summary>
    public IReadOnlyList<SpecFileException> UnreadableFiles { get; init; } = [];

    /// <summary>One sentence with the numbers, and one for the first file that is broken.</summary>
    public override string ToString() =>
        $"{PairsStored} pairs are stored, {Rejected.Count} were rejected, {Unstored.Count} were under way."
        + (UnreadableFiles is [var file, ..] ? $" Unreadable: {file.Message}" : "");
}
