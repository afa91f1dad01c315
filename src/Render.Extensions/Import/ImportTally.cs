using System.Diagnostics;

namespace Render;

/// <summary>Counts what becomes of tiles, for all workers of an import.</summary>
internal sealed class ImportTally(RenderStack stack, int maxReported, long? expected, SourceMeter? source, IProgress<ImportProgress>? progress)
{
    private readonly Lock gate = new();
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private readonly List<RejectedTile> rejected = [];
    private readonly List<ImportRequest> lost = [];
    private readonly List<SpecFileException> unreadable = [];
    private readonly Dictionary<double, long> landedByZ = [];
    private long tilesRead;
    private long tilesLanded;
    private long tilesLandedBefore;
    private long tilesRejected;
    private long tilesFailed;
    private long tilesUnknown;
    private long requestsLanded;
    private long bytes;
    private bool hasNews;
    private bool isAskedToComplete;
    private bool isSaidToBeComplete;

    /// <summary>How many tiles of each z have landed, in this run or an earlier one.</summary>
    public IReadOnlyDictionary<double, long> LandedByZ => landedByZ;

    public void Read(int tiles)
    {
        lock (gate)
            tilesRead += tiles;
    }

    public void LandedBefore(double z)
    {
        lock (gate)
        {
            tilesLandedBefore++;
            hasNews = true;
            landedByZ[z] = landedByZ.GetValueOrDefault(z) + 1;
        }
    }

    public void Reject(string? tileId, TileOrigin origin, string reason)
    {
        lock (gate)
        {
            tilesRejected++;
            hasNews = true;
            if (rejected.Count < maxReported)
                rejected.Add(new RejectedTile(tileId, origin.Index, origin.File, origin.Line, reason));
        }
    }

    public void Unreadable(SpecFileException file)
    {
        lock (gate)
            unreadable.Add(file);
    }

    public void Land(ReadOnlySpan<ChunkTile> tiles, int length)
    {
        lock (gate)
        {
            tilesLanded += tiles.Length;
            requestsLanded++;
            bytes += length;
            CountByZ(tiles);
            ReportProgress();
        }
    }

    public void Lose(ReadOnlySpan<ChunkTile> tiles, ImportOutcome outcome, string? file, string reason)
    {
        lock (gate)
        {
            if (outcome == ImportOutcome.Unknown)
                tilesUnknown += tiles.Length;
            else
                tilesFailed += tiles.Length;

            if (lost.Count < maxReported)
                lost.Add(Describe(tiles, outcome, file, reason));

            ReportProgress();
        }
    }

    /// <summary>Reports what no request has reported: tiles that need none.</summary>
    public void EndBatch()
    {
        lock (gate)
        {
            if (hasNews)
                ReportProgress();
        }
    }

    /// <summary>Notes that the server is being asked to complete the stack: it may do so even if no answer comes.</summary>
    public void AskToComplete() => isAskedToComplete = true;

    /// <summary>Notes that the server has completed the stack: whatever fails from here on does not say that it has not.</summary>
    public void SayComplete() => isSaidToBeComplete = true;

    /// <summary>The report of an import that ended before it was done.</summary>
    public ImportReport ToReport(Exception cause)
    {
        bool isRefused = cause is RenderBadRequestException or RenderNotFoundException or RenderStackStateException;
        return ToReport() with { MayBeComplete = isSaidToBeComplete || (isAskedToComplete && !isRefused) };
    }

    /// <summary>Takes back what has landed in a layer in this run: nobody knows how much of it the server still has.</summary>
    public void LoseLayer(double z, string reason)
    {
        lock (gate)
        {
            if (!landedByZ.Remove(z, out long count))
                return;

            tilesLanded -= count;
            tilesUnknown += count;
            if (lost.Count < maxReported)
                lost.Add(new ImportRequest(ImportOutcome.Unknown, (int)count, null, null, z, z, null, reason));

            ReportProgress();
        }
    }

    public ImportReport ToReport()
    {
        lock (gate)
        {
            ReportProgress();
            return new ImportReport
            {
                Stack = stack.ToString(),
                TilesRead = tilesRead,
                TilesLanded = tilesLanded,
                TilesLandedBefore = tilesLandedBefore,
                TilesRejected = tilesRejected,
                TilesFailed = tilesFailed,
                TilesUnknown = tilesUnknown,
                RequestsLanded = requestsLanded,
                Bytes = bytes,
                Elapsed = clock.Elapsed,
                Rejected = [.. rejected],
                Lost = [.. lost],
                UnreadableFiles = [.. unreadable],
            };
        }
    }

    private static ImportRequest Describe(ReadOnlySpan<ChunkTile> tiles, ImportOutcome outcome, string? file, string reason)
    {
        double minZ = double.PositiveInfinity;
        double maxZ = double.NegativeInfinity;
        foreach (var tile in tiles)
        {
            minZ = Math.Min(minZ, tile.Z);
            maxZ = Math.Max(maxZ, tile.Z);
        }

        return new ImportRequest(outcome, tiles.Length, tiles[0].TileId, tiles[^1].TileId, minZ, maxZ, file, reason);
    }

    private void CountByZ(ReadOnlySpan<ChunkTile> tiles)
    {
        for (int start = 0; start < tiles.Length;)
        {
            double z = tiles[start].Z;
            int end = start + 1;
            while (end < tiles.Length && tiles[end].Z.Equals(z))
                end++;

            landedByZ[z] = landedByZ.GetValueOrDefault(z) + (end - start);
            start = end;
        }
    }

    // Inside of the lock, so that progress never runs backwards.
    private void ReportProgress()
    {
        hasNews = false;
        try
        {
            progress?.Report(new ImportProgress(
                tilesRead, tilesLanded, tilesLandedBefore, tilesRejected, tilesFailed, tilesUnknown, expected, bytes, clock.Elapsed, source?.BytesRead, source?.BytesExpected));
        }
        catch
        {
            // It ends the import, and is not to keep back the report of that.
            progress = null;
            throw;
        }
    }
}
