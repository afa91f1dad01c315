using System.Runtime.CompilerServices;

namespace Render;

/// <summary>One run of an import of matches: checks pairs, sends them in chunks side by side, and keeps account.</summary>
internal sealed class MatchImport(
    RenderMatchCollection collection, MatchImportOptions options, IProgress<MatchImportProgress>? progress)
{
    private readonly List<RejectedMatches> rejected = [];
    private readonly List<UnstoredMatches> unstored = [];
    private long pairsStored;
    private long pointsStored;
    private RenderException? failure;

    public async Task<MatchImportReport> RunAsync(IAsyncEnumerable<CanvasMatches> matches, CancellationToken cancellationToken)
    {
        var chunks = ChunksAsync(matches, cancellationToken).SelectParallel(options.Parallelism, SaveAsync, cancellationToken);
        await foreach (var (pairs, chunkFailure) in chunks.ConfigureAwait(false))
        {
            if (chunkFailure is null)
            {
                pairsStored += pairs.Count;
                pointsStored += pairs.Sum(static pair => pair.Matches!.W.Count);
            }
            else
            {
                failure ??= chunkFailure;
                var mayBeStored = chunkFailure is RenderTimeoutException or RenderUnavailableException;
                unstored.AddRange(pairs.Select(pair => new UnstoredMatches(pair.P(), pair.Q(), mayBeStored)));
            }

            progress?.Report(new MatchImportProgress(pairsStored, pointsStored, rejected.Count));
        }

        var report = new MatchImportReport
        {
            PairsStored = pairsStored,
            PointsStored = pointsStored,
            Rejected = rejected,
            Unstored = unstored,
        };
        return failure is null ? report : throw new MatchImportException(collection, report, failure);
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
                ids.Add(Key(pair));
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
        ids.Contains(Key(pair)) ? "a pair with the same ids comes shortly before it; combine the two" : null;

    private static (CanvasId P, CanvasId Q) Key(CanvasMatches pair)
    {
        var (p, q) = (pair.P(), pair.Q());
        return p <= q ? (p, q) : (q, p);
    }

    private async Task<(List<CanvasMatches> Pairs, RenderException? Failure)> SaveAsync(
        List<CanvasMatches> pairs, CancellationToken cancellationToken)
    {
        try
        {
            await collection.Client.Api.Matches
                .SaveMatchesAsync(collection.Owner, collection.Name, pairs, cancellationToken)
                .ConfigureAwait(false);
            return (pairs, null);
        }
        catch (RenderException exception)
        {
            return (pairs, exception);
        }
    }
}
