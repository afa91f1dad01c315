using System.Net;
using System.Runtime.CompilerServices;

namespace Render;

/// <summary>One run of an import of matches: checks pairs, sends them in chunks side by side, and keeps account.</summary>
internal sealed class MatchImport(
    RenderMatchCollection collection, MatchImportOptions options, IProgress<MatchImportProgress>? progress)
{
    private readonly List<RejectedMatches> rejected = [];
    private readonly List<UnstoredMatches> unstored = [];
    private readonly List<SpecFileException> unreadable = [];
    private readonly HashSet<(CanvasId P, CanvasId Q)> mayComeAgain = [];
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
        UnreadableFiles = unreadable,
    };

    /// <summary>Notes that a file cannot be read on.</summary>
    public void NoteUnreadable(SpecFileException file) => unreadable.Add(file);

    public async Task<MatchImportReport> RunAsync(IAsyncEnumerable<SourcedMatches> matches, CancellationToken cancellationToken)
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
    private async IAsyncEnumerable<Chunk> ChunksAsync(
        IAsyncEnumerable<SourcedMatches> matches, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var chunk = new Chunk();
        var underWay = new Queue<Chunk>();
        var index = 0L;
        await foreach (var (pair, source) in matches.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            if (failure is not null)
            {
                yield break;
            }

            var fault = source?.Fault ?? MatchValidation.FindFault(pair);
            if (fault is null)
            {
                if (chunk.Pairs.Count == options.PairsPerRequest
                    || (chunk.Pairs.Count > 0 && chunk.Points + pair!.Matches!.W.Count > options.PointsPerRequest))
                {
                    yield return chunk;
                    underWay.Enqueue(chunk);
                    chunk = new Chunk();
                }

                fault = FindRepetition(pair!, chunk) ?? await AwaitReplacedAsync(pair!, underWay).ConfigureAwait(false);
            }

            if (fault is null)
            {
                chunk.Add(pair!);
            }
            else
            {
                rejected.Add(new RejectedMatches(index, pair?.P() ?? source?.P ?? default, pair?.Q() ?? source?.Q ?? default, fault)
                {
                    File = source?.File,
                    Line = source?.Line,
                });
            }

            index++;
        }

        if (chunk.Pairs.Count > 0 && failure is null)
        {
            yield return chunk;
        }
    }

    // The server writes the pairs of a request in any order: which of two would stay is chance.
    private static string? FindRepetition(CanvasMatches pair, Chunk chunk) =>
        chunk.Has(pair) ? "a pair with the same ids comes shortly before it; combine the two" : null;

    // Requests overtake one another. A pair replaces one of an earlier request only if that has been answered when its own is sent; whoever
    // takes the chunks has begun to send each before taking the next, and so at most as many as run side by side are not answered. A request
    // that was given up and repeated may arrive even later: then nobody knows which of the two would stay.
    private async Task<string?> AwaitReplacedAsync(CanvasMatches pair, Queue<Chunk> underWay)
    {
        while (underWay.TryPeek(out var first) && first.Answered.IsCompleted)
        {
            underWay.Dequeue();
        }

        foreach (var earlier in underWay)
        {
            if (earlier.Has(pair))
            {
                await earlier.Answered.ConfigureAwait(false);
            }
        }

        lock (account)
        {
            return mayComeAgain.Count > 0 && mayComeAgain.Contains(pair.Key())
                ? "the request with an earlier pair of the same ids had to be repeated, and what was given up may still arrive and replace it; store it on its own later"
                : null;
        }
    }

    private async Task<MatchImportProgress> SaveAsync(Chunk chunk, CancellationToken cancellationToken)
    {
        var pairs = chunk.Pairs;
        using var attempts = DoubtfulAttempts.Watch();
        try
        {
            await collection.Client.Api.Matches
                .SaveMatchesAsync(collection.Owner, collection.Name, pairs, cancellationToken)
                .ConfigureAwait(false);
            lock (account)
            {
                pairsStored += pairs.Count;
                pointsStored += pairs.Sum(static pair => (long)pair.Matches!.W.Count);
                if (attempts.Any)
                {
                    mayComeAgain.UnionWith(chunk.Ids);
                }
            }
        }
        catch (RenderException exception)
        {
            // The server may have failed when some pairs of the request were stored.
            Lose(pairs, exception.MayHaveTakenEffect || exception.StatusCode is HttpStatusCode.InternalServerError);
            failure ??= exception;
        }
        catch (OperationCanceledException)
        {
            Lose(pairs, mayBeStored: true);
            throw;
        }
        finally
        {
            chunk.MarkAnswered();
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

    /// <summary>The pairs of one request.</summary>
    private sealed class Chunk
    {
        private readonly HashSet<(CanvasId P, CanvasId Q)> ids = [];
        private readonly TaskCompletionSource answered = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public List<CanvasMatches> Pairs { get; } = [];

        public IEnumerable<(CanvasId P, CanvasId Q)> Ids => ids;

        public int Points { get; private set; }

        /// <summary>Ends when the request has ended, with success or without.</summary>
        public Task Answered => answered.Task;

        public bool Has(CanvasMatches pair) => ids.Contains(pair.Key());

        public void Add(CanvasMatches pair)
        {
            Pairs.Add(pair);
            ids.Add(pair.Key());
            Points += pair.Matches!.W.Count;
        }

        public void MarkAnswered() => answered.SetResult();
    }
}
