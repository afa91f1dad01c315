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
