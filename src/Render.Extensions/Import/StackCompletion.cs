using System.Collections.Concurrent;
using System.Globalization;

namespace Render;

/// <summary>Sets a stack to COMPLETE, if the server has what was sent.</summary>
internal static class StackCompletion
{
    public static async Task<ImportReport> CompleteAsync(
        RenderStack stack,
        ImportReport report,
        ImportTally tally,
        StackOpening opening,
        int parallelism,
        CancellationToken cancellationToken)
    {
        string? obstacle = report switch
        {
            { TilesLanded: 0, TilesLandedBefore: 0 } => "no tile landed.",
            { EverythingLanded: false } => "not everything landed. Import what is missing, then complete the stack.",
            _ => await CompareAsync(stack, tally.LandedByZ, opening.HasNoOtherTiles, parallelism, cancellationToken).ConfigureAwait(false),
        };
        if (obstacle is not null)
            return report with { NotCompletedBecause = obstacle };

        if (!opening.IsComplete || report.TilesLanded > 0)
        {
            tally.AskToComplete();
            await stack.CompleteAsync(cancellationToken).ConfigureAwait(false);
        }

        return report with { Completed = true };
    }

    /// <summary>How many tiles the server has in a layer.</summary>
    public static async Task<long> CountAsync(RenderStack stack, double z, CancellationToken cancellationToken) =>
        await stack.Client.Api.Boxes
            .GetBoxTileCountAsync(stack.Owner, stack.Project, stack.Name, z, CountedBox.Min, CountedBox.Min, CountedBox.Size, CountedBox.Size, cancellationToken)
            .ConfigureAwait(false);

    private static async Task<string?> CompareAsync(
        RenderStack stack,
        IReadOnlyDictionary<double, long> landedByZ,
        bool hasNoOthers,
        int parallelism,
        CancellationToken cancellationToken)
    {
        var differences = new ConcurrentBag<(double Z, long Sent, long Stored)>();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = parallelism, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(landedByZ, parallel, async (landed, token) =>
        {
            var (z, sent) = landed;
            long stored = await CountAsync(stack, z, token).ConfigureAwait(false);
            if (stored < sent || (hasNoOthers && stored != sent))
                differences.Add((z, sent, stored));
        }).ConfigureAwait(false);

        if (differences.IsEmpty)
            return null;

        var (atZ, tilesSent, tilesStored) = differences.Min();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"in {differences.Count} of {landedByZ.Count} z the server does not count what was sent; at z {atZ} it has {tilesStored} tiles of {tilesSent}. Look for tile ids that occur twice.");
    }
}
