using System.Runtime.CompilerServices;
using System.Threading.Channels;

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

    /// <summary>
    /// Reads several streams side by side and hands their elements out stream by stream, in the order of the sources. Of each stream at most
    /// <paramref name="readAhead"/> elements wait to be taken.
    /// </summary>
    /// <remarks>The first failure, or a consumer that stops early, cancels what is under way.</remarks>
    public static async IAsyncEnumerable<TResult> ConcatParallel<TSource, TResult>(
        this IEnumerable<TSource> sources,
        int parallelism,
        int readAhead,
        Func<TSource, CancellationToken, IAsyncEnumerable<TResult>> read,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var underWay = new Queue<(Channel<TResult> Elements, Task Pump)>(parallelism);
        try
        {
            using var waiting = sources.GetEnumerator();
            while (true)
            {
                while (underWay.Count < parallelism && waiting.MoveNext())
                {
                    var elements = Channel.CreateBounded<TResult>(new BoundedChannelOptions(readAhead) { SingleReader = true, SingleWriter = true });
                    underWay.Enqueue((elements, PumpAsync(read(waiting.Current, stop.Token), elements.Writer, stop.Token)));
                }

                if (!underWay.TryPeek(out var first))
                {
                    yield break;
                }

                await foreach (var element in first.Elements.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
                {
                    yield return element;
                }

                underWay.Dequeue();
            }
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(underWay.Select(one => one.Pump)).ConfigureAwait(false);
        }
    }

    private static async Task PumpAsync<T>(IAsyncEnumerable<T> source, ChannelWriter<T> elements, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var element in source.WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                await elements.WriteAsync(element, cancellationToken).ConfigureAwait(false);
            }

            elements.Complete();
        }
#pragma warning disable CA1031 // Whatever it is, whoever takes the elements gets it.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            elements.Complete(exception);
        }
    }

    // A task that fails stays in the queue, and is waited for with the others.
    private static async Task<TResult> Next<TResult>(Queue<Task<TResult>> underWay)
    {
        var result = await underWay.Peek().ConfigureAwait(false);
        _ = underWay.Dequeue();
        return result;
    }
}
