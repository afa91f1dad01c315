using System.Collections.Concurrent;
using System.Globalization;

namespace Render;

/// <summary>Sets a stack to COMPLETE, if the server has what was sent.</summary>
internal static class StackCompletion
{
    private const string SomethingIsMissing = "not everything landed. Import what is missing, then complete the stack.";

    public static async Task<ImportReport> CompleteAsync(
        RenderStack stack,
        ImportTally tally,
        StackOpening opening,
        ImportJournal? journal,
        ImportOptions options,
        IReadOnlyCollection<double> doubtful,
        CancellationToken cancellationToken)
    {
        var report = tally.ToReport();
        string? obstacle = report switch
        {
            { TilesLanded: 0, TilesLandedBefore: 0 } => "no tile landed.",
            { EverythingLanded: false } => SomethingIsMissing,
            _ => await CompareAsync(stack, tally.LandedByZ, opening, journal, options, cancellationToken).ConfigureAwait(false),
        };
        if (obstacle is not null)
            return report with { NotCompletedBecause = obstacle };

        if (opening.IsComplete && report.TilesLanded == 0)
            return report with { Completed = true };

        journal?.PrepareToComplete();
        tally.AskToComplete();
        await stack.CompleteAsync(cancellationToken).ConfigureAwait(false);

        // Only now can no late removal come any more.
        if (!await RecountAsync(stack, doubtful, tally, journal, cancellationToken).ConfigureAwait(false))
            return report with { Completed = true };

        var completed = await stack.GetMetadataAsync(cancellationToken).ConfigureAwait(false);
        await StackOpening.ReopenAsync(stack, completed, journal, cancellationToken).ConfigureAwait(false);
        return tally.ToReport() with { NotCompletedBecause = SomethingIsMissing };
    }

    /// <summary>Counts layers that may have been emptied late, and takes back what was said to have landed there if tiles are missing.</summary>
    /// <returns>Whether tiles are missing.</returns>
    public static async Task<bool> RecountAsync(
        RenderStack stack, IEnumerable<double> doubtful, ImportTally tally, ImportJournal? journal, CancellationToken cancellationToken)
    {
        bool isAnyLost = false;
        foreach (double z in doubtful)
        {
            long landed = tally.LandedByZ.GetValueOrDefault(z);
            long stored = await CountAsync(stack, z, cancellationToken).ConfigureAwait(false);
            if (stored >= landed)
                continue;

            isAnyLost = true;
            journal?.Lose(z);
            tally.LoseLayer(z, string.Create(
                CultureInfo.InvariantCulture,
                $"the server has {stored} tiles of {landed} at z {z}: a removal of the layer that had not been answered came late. Import the layer again."));
        }

        return isAnyLost;
    }

    /// <summary>How many tiles the server has in a layer.</summary>
    public static async Task<long> CountAsync(RenderStack stack, double z, CancellationToken cancellationToken) =>
        await stack.Client.Api.Boxes
            .GetBoxTileCountAsync(stack.Owner, stack.Project, stack.Name, z, CountedBox.Min, CountedBox.Min, CountedBox.Size, CountedBox.Size, cancellationToken)
            .ConfigureAwait(false);

    private static async Task<string?> CompareAsync(
        RenderStack stack,
        IReadOnlyDictionary<double, long> landedByZ,
        StackOpening opening,
        ImportJournal? journal,
        ImportOptions options,
        CancellationToken cancellationToken)
    {
        if (opening.IsNew)
        {
            var others = await stack.GetZValuesAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
            if (others.Where(z => !landedByZ.ContainsKey(z)).ToList() is [var other, ..] foreign)
            {
                return string.Create(
                    CultureInfo.InvariantCulture,
                    $"the stack, which this import created, has tiles in {foreign.Count} z that are not in the source, such as z {other}. Delete these layers, or add them to the source.");
            }
        }

        var differences = new ConcurrentBag<(double Z, long Sent, long Stored)>();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Parallelism, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(landedByZ, parallel, async (landed, token) =>
        {
            var (z, sent) = landed;
            long stored = await CountAsync(stack, z, token).ConfigureAwait(false);
            if (stored < sent || (opening.HasNoOtherTiles && stored != sent))
                differences.Add((z, sent, stored));
        }).ConfigureAwait(false);

        if (differences.IsEmpty)
            return null;

        // What is missing is sent again by the next run; a surplus goes when the layer is replaced once more.
        foreach (var (z, sent, stored) in differences)
        {
            if (stored < sent || options.ExistingLayers == ExistingLayers.Replace)
                journal?.Lose(z);
        }

        var (atZ, tilesSent, tilesStored) = differences.Min();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"in {differences.Count} of {landedByZ.Count} z the server does not count what was sent; at z {atZ} it has {tilesStored} tiles of {tilesSent}. ")
            + (tilesStored < tilesSent
                ? "Look for tile ids that occur twice. If there are none, somebody has removed tiles: import these layers again."
                : "Somebody has added tiles, or the source had more in an earlier run: import these layers again with "
                    + $"{nameof(ExistingLayers)}.{nameof(ExistingLayers.Replace)}, or delete what is too much.");
    }
}
