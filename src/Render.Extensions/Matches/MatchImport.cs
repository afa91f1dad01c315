using System.Runtime.CompilerServices;

namespace Render;

/// <summary>One run of an import of matches: checks pairs, sends them in chunks side by side, and keeps account.</summary>
internal sealed class MatchImport(
    RenderMatchCollection collection, MatchImportOptions options, IProgress<MatchImportProgress>? progress)
{
    private readonly List<RejectedMatches> rejected = [];
    private readonly List<UnstoredMatches> unstored = [];
    private readonly Lock account = new();
    private long pairsStored;
    private long pointsStored;
    private RenderException? failure;

    private MatchImportReport Report => new()
    {
        PairsStored = pairsStored,
        PointsStored = pointsStored,
        Rejected = rejected,
        Unstored = unstored,
    };

    public async Task<MatchImportReport> RunAsync(IAsyncEnumerable<CanvasMatches> matches, CancellationToken cancellationToken)
    {
        try
        {
            var chunks = ChunksAsync(matches, cancellationToken).SelectParallel(options.Parallelism, SaveAsync, cancellationToken);
            await foreach (var progressed in chunks.ConfigureAwait(false))
            {
                progress?.Report(progressed);
            }
        }
        catch (OperationCanceledException exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new MatchImportCanceledException(collection, Report, exception, cancellationToken);
        }
        catch (Exception exception)
        {
            throw new MatchImportException(collection, Report, exception);
        }

        return failure is null ? Report : throw new MatchImportException(collection, Report, failure);
    }

    // After a failure nothing more is sent, but what is under way may still land.
    private async IAsyncEnumerable<List<CanvasMatches>> ChunksAsync(
        IAsyncEnumerable<CanvasMatches> matches, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        List<CanvasMatches> chunk = [];
        HashSet<(CanvasId P, CanvasId Q)> ids = [];
        var points = 0;
        var index = 0L;
        await foreach (var pair in matches.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            if (failure is not null)
            {
                yield break;
            }

            if ((MatchValidation.FindFault(pair) ?? FindRepetition(pair, ids)) is { } fault)
            {
                rejected.Add(new RejectedMatches(index, pair?.P() ?? default, pair?.Q() ?? default, fault));
            }
            else
            {
                var count = pair.Matches!.W.Count;
                if (chunk.Count == options.PairsPerRequest || (chunk.Count > 0 && points + count > options.PointsPerRequest))
                {
                    yield return chunk;
                    chunk = [];
                    ids.Clear();
                    points = 0;
                }

                chunk.Add(pair);
                ids.Add(pair.Key());
                points += count;
            }

            index++;
        }

        if (chunk.Count > 0 && failure is null)
        {
            yield return chunk;
        }
    }

    // The server writes the pairs of a request in any order: which of two would stay is chance.
    private static string? FindRepetition(CanvasMatches pair, HashSet<(CanvasId P, CanvasId Q)> ids) =>
        ids.Contains(pair.Key()) ? "a pair with the same ids comes shortly before it; combine the two" : null;

    private async Task<MatchImportProgress> SaveAsync(List<CanvasMatches> pairs, CancellationToken cancellationToken)
    {
        try
        {
            await collection.Client.Api.Matches
                .SaveMatchesAsync(collection.Owner, collection.Name, pairs, cancellationToken)
                .ConfigureAwait(false);
            lock (account)
            {
                pairsStored += pairs.Count;
                pointsStored += pairs.Sum(static pair => (long)pair.Matches!.W.Count);
            }
        }
        catch (RenderException exception)
        {
            Lose(pairs, mayBeStored: exception is not RenderBadRequestException);
            failure ??= exception;
        }
        catch (OperationCanceledException)
        {
            Lose(pairs, mayBeStored: true);
            throw;
        }

        lock (account)
        {
            return new MatchImportProgress(pairsStored, pointsStored, rejected.Count);
        }
    }

    private void Lose(List<CanvasMatches> pairs, bool mayBeStored)
    {
        lock (account)
        {
            unstored.AddRange(pairs.Select(pair => new UnstoredMatches(pair.P(), pair.Q(), mayBeStored)));
        }
    }
}
