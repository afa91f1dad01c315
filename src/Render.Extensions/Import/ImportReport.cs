using System.Globalization;
using System.Text;

namespace Render;

/// <summary>What became of every tile of an import.</summary>
/// <remarks>
/// <see cref="TilesRead"/> is the sum of landed, landed before, rejected, failed, unknown and not sent. Only what the server has acknowledged counts as
/// landed.
/// </remarks>
public sealed record ImportReport
{
    internal ImportReport()
    {
    }

    /// <summary>The stack, as <c>owner/project/name</c>.</summary>
    public required string Stack { get; init; }

    /// <summary>Tiles taken from the source.</summary>
    public required long TilesRead { get; init; }

    /// <summary>Tiles that the server has acknowledged.</summary>
    public required long TilesLanded { get; init; }

    /// <summary>Tiles that were not sent because the server had acknowledged them in an earlier run, as the journal says.</summary>
    public long TilesLandedBefore { get; init; }

    /// <summary>Tiles that are faulty, found here or by the server.</summary>
    public required long TilesRejected { get; init; }

    /// <summary>Tiles in requests that the server refused or that could not be sent.</summary>
    public required long TilesFailed { get; init; }

    /// <summary>Tiles in requests that were sent and not answered: they may be in the stack or not.</summary>
    public required long TilesUnknown { get; init; }

    /// <summary>Tiles that were read and not sent because the import was stopped.</summary>
    public long TilesNotSent => TilesRead - TilesLanded - TilesLandedBefore - TilesRejected - TilesFailed - TilesUnknown;

    /// <summary>Requests that landed.</summary>
    public required long RequestsLanded { get; init; }

    /// <summary>Bytes of JSON in the requests that landed, before compression.</summary>
    public required long Bytes { get; init; }

    /// <summary>Duration of the whole import.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>Tiles landed per second, on average.</summary>
    public double TilesPerSecond => Elapsed > TimeSpan.Zero ? TilesLanded / Elapsed.TotalSeconds : 0;

    /// <summary>The first of the faulty tiles, at most <see cref="ImportOptions.MaxReported"/>.</summary>
    public required IReadOnlyList<RejectedTile> Rejected { get; init; }

    /// <summary>The first of the requests that failed or ended unknown, at most <see cref="ImportOptions.MaxReported"/>.</summary>
    public required IReadOnlyList<ImportRequest> Lost { get; init; }

    /// <summary>Files that could not be read to their end; what stands before the fault was imported.</summary>
    public required IReadOnlyList<SpecFileException> UnreadableFiles { get; init; }

    /// <summary>
    /// Ids that different tiles of the source have, at most <see cref="ImportOptions.MaxReported"/>. They are looked for when the stack is to be
    /// completed, a layer has fewer tiles than it was sent, and the source can be read twice, as files and collections can.
    /// </summary>
    public IReadOnlyList<DuplicateTile> Duplicates { get; init; } = [];

    /// <summary>Whether every tile of the source has landed, in this run or an earlier one.</summary>
    public bool EverythingLanded => TilesLanded + TilesLandedBefore == TilesRead && UnreadableFiles.Count == 0;

    /// <summary>Whether the stack was set to COMPLETE.</summary>
    public bool Completed { get; init; }

    /// <summary>Why the stack was not set to COMPLETE although that was asked for, or <c>null</c>.</summary>
    public string? NotCompletedBecause { get; init; }

    /// <summary>
    /// Whether the stack may be COMPLETE or not: the import was stopped while the server was asked to set that state, which the server may do
    /// all the same. <see cref="StackExtensions.GetMetadataAsync"/> tells.
    /// </summary>
    public bool MayBeComplete { get; init; }

    /// <summary>Fails unless everything landed and, if that was asked for, the stack is COMPLETE.</summary>
    /// <returns>This report.</returns>
    /// <exception cref="ImportException">Something is missing; the message says what, and the exception has this report.</exception>
    public ImportReport EnsureEverythingLanded() =>
        EverythingLanded && NotCompletedBecause is null ? this : throw new ImportException(this);

    /// <summary>What became of the tiles, in a few lines.</summary>
    public override string ToString()
    {
        var text = new StringBuilder();
        var line = CultureInfo.InvariantCulture;
        text.Append(line, $"{TilesLanded:N0} of {TilesRead:N0} tiles landed in {Stack}");
        AppendCount(text, TilesLandedBefore, "landed before");
        AppendCount(text, TilesRejected, "rejected");
        AppendCount(text, TilesFailed, "failed");
        AppendCount(text, TilesUnknown, "unknown");
        AppendCount(text, TilesNotSent, "not sent");
        text.Append(line, $" ({Elapsed.TotalSeconds:0.0} s, {TilesPerSecond:N0} tiles/s).");
        if (Rejected is [var tile, ..])
            text.Append(line, $" First rejected: {tile}");

        if (Lost is [var request, ..])
            text.Append(line, $" First lost: {request.TileCount:N0} tiles {(request.FirstTileId is null ? $"at z {request.MinZ}" : $"from '{request.FirstTileId}'")}: {request.Reason}");

        if (UnreadableFiles is [var file, ..])
            text.Append(line, $" Unreadable: {file.Message}");

        if (NotCompletedBecause is not null)
            text.Append(line, $" Not completed: {NotCompletedBecause}");

        if (MayBeComplete)
            text.Append(" The stack may be COMPLETE or not: the request for that state was not answered. Look at the stack's state.");

        return text.ToString();
    }

    private static void AppendCount(StringBuilder text, long count, string outcome)
    {
        if (count > 0)
            text.Append(CultureInfo.InvariantCulture, $", {count:N0} {outcome}");
    }
}
