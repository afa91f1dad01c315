namespace Render.Extensions.Tests.Faults;

/// <summary>What runs report in which things may go wrong.</summary>
internal static class RunReports
{
    /// <summary>The report of a run, also of one that failed.</summary>
    /// <returns>Nothing if the stack could not even be looked at.</returns>
    public static async Task<ImportReport?> ReportAsync(this Task<ImportReport> run)
    {
        try
        {
            return await run;
        }
        catch (ImportException exception)
        {
            return exception.Report;
        }
        catch (RenderException exception) when (exception is not ImportJournalException)
        {
            return null;
        }
    }

    /// <summary>What is said to have failed has never been sent, or was refused; the others are unknown.</summary>
    /// <param name="report">Has all that was lost.</param>
    /// <param name="unanswered">The tiles that may have arrived.</param>
    public static void AssertOutcomesAreTrue(this ImportReport report, IEnumerable<string> unanswered)
    {
        Assert.Equal(report.TilesFailed + report.TilesUnknown, report.Lost.Sum(request => request.TileCount));
        var sent = report.Lost.Where(lost => lost.FirstTileId is not null).ToLookup(lost => lost.Outcome, lost => lost.FirstTileId!);
        var doubtful = unanswered.ToHashSet();
        Assert.Empty(sent[ImportOutcome.Failed].Intersect(doubtful));
        Assert.Empty(sent[ImportOutcome.Unknown].Except(doubtful));
    }

    /// <summary>What is said to have landed is there, unless a removal came later than anything that could still notice it.</summary>
    /// <param name="report">Says what has landed.</param>
    /// <param name="handler">Knows what came late.</param>
    /// <param name="there">How many tiles of the source the stack has.</param>
    public static void AssertLandedIsThere(this ImportReport report, FaultHandler handler, int there)
    {
        // An import that fails does not get to counting; once the stack is COMPLETE, the server refuses what comes late.
        bool hasCounted = report.Completed || report.NotCompletedBecause is not null;
        if (report.Completed || (hasCounted ? handler.RemovedLate.IsSubsetOf(handler.RemovedInTime) : handler.RemovedLate.Count == 0))
            Assert.True(report.TilesLanded + report.TilesLandedBefore <= there, $"more is claimed than the {there} tiles that are there: {report}");
    }

    /// <summary>A stack is COMPLETE if the report says so, and else only if it says that it may be.</summary>
    public static void AssertStateIsTrue(this ImportReport report, string before, string after)
    {
        if (report.Completed)
            Assert.Equal("COMPLETE", after);
        else if (before != "COMPLETE" && after == "COMPLETE")
            Assert.True(report.MayBeComplete, "the stack is COMPLETE, and the report does not say so");
    }

    /// <inheritdoc cref="ReportAsync(Task{ImportReport})"/>
    public static async Task<ExportReport?> ReportAsync(this Task<ExportReport> run)
    {
        try
        {
            return await run;
        }
        catch (ExportException exception)
        {
            return exception.Report;
        }
        catch (RenderException)
        {
            return null;
        }
    }
}
