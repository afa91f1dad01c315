using System.Runtime.CompilerServices;

namespace Render;

/// <summary>Runs requests side by side and hands their answers out in the order of the questions.</summary>
internal static class OrderedParallel
{
    /// <summary>How many requests run side by side when nothing else is said.</summary>
    public const int DefaultParallelism = 4;

    /// <summary>
    /// Maps a sequence. At most <paramref name="parallelism"/> results are under way or waiting to be taken, however long the sequence is.
    /// </summary>
    /// <remarks>The first failure, or a consumer that stops early, cancels what is under way.</remarks>
    public static async IAsyncEnumerable<TResult> SelectParallel<TSource, TResult>(
        this IAsyncEnumerable<TSource> source,
        int parallelism,
        Func<TSource, CancellationToken, Task<TResult>> selector,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var underWay = new Queue<Task<TResult>>(parallelism);
        try
        {
            await foreach (var item in source.WithCancellation(stop.Token).ConfigureAwait(false))
            {
                if (underWay.Count == parallelism)
                {
                    yield return await Next(underWay).ConfigureAwait(false);
                }

                underWay.Enqueue(selector(item, stop.Token));
            }

            while (underWay.Count > 0)
            {
                yield return await Next(underWay).ConfigureAwait(false);
            }
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll((IEnumerable<Task>)underWay).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <inheritdoc cref="SelectParallel{TSource, TResult}(IAsyncEnumerable{TSource}, int, Func{TSource, CancellationToken, Task{TResult}}, CancellationToken)"/>
    public static IAsyncEnumerable<TResult> SelectParallel<TSource, TResult>(
        this IEnumerable<TSource> source,
        int parallelism,
        Func<TSource, CancellationToken, Task<TResult>> selector,
        CancellationToken cancellationToken = default) =>
        source.ToAsyncEnumerable().SelectParallel(parallelism, selector, cancellationToken);

    // A task that fails stays in the queue, and is waited for with the others.
    private static async Task<TResult> Next<TResult>(Queue<Task<TResult>> underWay)
    {
        var result = await underWay.Peek().ConfigureAwait(false);
        _ = underWay.Dequeue();
        return result;
    }
}
