using System.Collections.Concurrent;
using System.Globalization;

namespace Render;

/// <summary>Sets a stack to COMPLETE, if the server has what was sent.</summary>
/// <param name="stack">The stack.</param>
/// <param name="tally">Knows what became of the tiles.</param>
/// <param name="opening">How the import found the stack.</param>
/// <param name="journal">Learns of what the server has lost.</param>
/// <param name="options">How to import.</param>
/// <param name="search">Finds ids that occur more than once, if the source can be read again.</param>
internal sealed class StackCompletion(
    RenderStack stack, ImportTally tally, StackOpening opening, ImportJournal? journal, ImportOptions options, DuplicateSearch? search)
{
    private const string SomethingIsMissing = "not everything landed. Import what is missing, then complete the stack.";

    /// <summary>Completes the stack, or says in the report why not.</summary>
    /// <param name="doubtful">Layers that may be emptied late.</param>
    /// <param name="cancellationToken">Stops the calls.</param>
    public async Task<ImportReport> RunAsync(IReadOnlyCollection<double> doubtful, CancellationToken cancellationToken)
    {
        var report = tally.ToReport();
        if (report is { TilesLanded: 0, TilesLandedBefore: 0 })
            return report with { NotCompletedBecause = "no tile landed." };

        if (!report.EverythingLanded)
            return report with { NotCompletedBecause = SomethingIsMissing };

        if (await ForeignLayersAsync(cancellationToken).ConfigureAwait(false) is { } foreign)
            return report with { NotCompletedBecause = foreign };

        report = await CompareAsync(report, cancellationToken).ConfigureAwait(false);
        if (report.NotCompletedBecause is not null)
            return report;

        if (opening.IsComplete && report.TilesLanded == 0)
            return report with { Completed = true };

        journal?.PrepareToComplete();
        tally.AskToComplete();
        await stack.CompleteAsync(cancellationToken).ConfigureAwait(false);
        tally.SayComplete();

        // Only now can no late removal come any more.
        if (!await RecountAsync(doubtful, cancellationToken).ConfigureAwait(false))
            return report with { Completed = true };

        var completed = await stack.GetMetadataAsync(cancellationToken).ConfigureAwait(false);
        await StackOpening.ReopenAsync(stack, completed, journal, cancellationToken).ConfigureAwait(false);
        return tally.ToReport() with { NotCompletedBecause = SomethingIsMissing };
    }

    /// <summary>Counts layers that may have been emptied late, and takes back what was said to have landed there if tiles are missing.</summary>
    /// <returns>Whether tiles are missing.</returns>
    public async Task<bool> RecountAsync(IEnumerable<double> doubtful, CancellationToken cancellationToken)
    {
        bool isAnyLost = false;
        foreach (double z in doubtful)
        {
            long landed = tally.LandedByZ.GetValueOrDefault(z);
            long stored = await CountedBox.CountAsync(stack, z, cancellationToken).ConfigureAwait(false);
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

    private async Task<string?> ForeignLayersAsync(CancellationToken cancellationToken)
    {
        if (!opening.IsNew)
            return null;

        var others = await stack.GetZValuesAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        return others.Where(z => !tally.LandedByZ.ContainsKey(z)).ToList() is [var other, ..] foreign
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"the stack, which this import created, has tiles in {foreign.Count} z that are not in the source, such as z {other}. Delete these layers, or add them to the source.")
            : null;
    }

    private async Task<ImportReport> CompareAsync(ImportReport report, CancellationToken cancellationToken)
    {
        var counts = await CountAsync(cancellationToken).ConfigureAwait(false);
        var differing = counts.FindAll(Differs);
        if (search is not null && differing.Exists(layer => layer.IsShort))
        {
            var found = await search.RunAsync(differing.Where(layer => layer.IsShort).Select(layer => layer.Z).ToHashSet(), cancellationToken).ConfigureAwait(false);
            if (found.DifferentCount > 0)
                return report with { Duplicates = found.Different, NotCompletedBecause = Describe(found) };

            differing = differing.ConvertAll(layer => layer with { Sent = layer.Sent - found.Repeated.GetValueOrDefault(layer.Z) }).FindAll(Differs);
        }

        // What is missing is sent again by the next run; a surplus goes when the layer is replaced once more.
        foreach (var layer in differing.Where(layer => layer.IsShort || options.ExistingLayers == ExistingLayers.Replace))
            journal?.Lose(layer.Z);

        return differing.Count == 0 ? report : report with { NotCompletedBecause = Describe(differing, counts.Count) };
    }

    private async Task<List<LayerCount>> CountAsync(CancellationToken cancellationToken)
    {
        var counts = new ConcurrentBag<LayerCount>();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = options.Parallelism, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(tally.LandedByZ, parallel, async (landed, token) =>
            counts.Add(new LayerCount(landed.Key, landed.Value, await CountedBox.CountAsync(stack, landed.Key, token).ConfigureAwait(false))))
            .ConfigureAwait(false);
        return [.. counts];
    }

    private bool Differs(LayerCount layer) => layer.IsShort || (opening.HasNoOtherTiles && layer.Stored != layer.Sent);

    private static string Describe(Duplicates found) => string.Create(
        CultureInfo.InvariantCulture,
        $"different tiles have the same id, {found.DifferentCount} in all, and the server keeps one of each. {(found.Different is [var first, ..] ? $"The first is {first}. " : "")}Give them different ids, or remove one of them, and import again.");

    private string Describe(List<LayerCount> differing, int layers)
    {
        var first = differing.MinBy(layer => layer.Z);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"in {differing.Count} of {layers} z the server does not count what was sent; at z {first.Z} it has {first.Stored} tiles of {first.Sent}. ")
            + first switch
            {
                { IsShort: false } => "Somebody has added tiles, or the source had more in an earlier run: import these layers again with "
                    + $"{nameof(ExistingLayers)}.{nameof(ExistingLayers.Replace)}, or delete what is too much.",
                _ when search is null => "Look for tile ids that occur twice. If there are none, somebody has removed tiles: import these layers again.",
                _ => "Somebody has removed tiles: import these layers again.",
            };
    }

    private readonly record struct LayerCount(double Z, long Sent, long Stored)
    {
        public bool IsShort => Stored < Sent;
    }
}
