using System.Runtime.CompilerServices;

namespace Render;

/// <summary>Reads a streamed answer to its end even if it breaks off on the way.</summary>
internal static class StreamResumption
{
    /// <summary>
    /// Asks again when an answer breaks off, and goes on behind the last element that was delivered. That needs answers in a stable order: if
    /// the last element is not in its place any more, reading ends in an exception that says so.
    /// </summary>
    /// <param name="client">How often and after which pauses it is asked again.</param>
    /// <param name="ask">Asks for the answer from its beginning.</param>
    /// <param name="areSame">Whether two elements stand for the same thing.</param>
    /// <param name="meansNothing">Which refusals mean that there are no elements.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public static async IAsyncEnumerable<T> ReadToEndAsync<T>(
        this RenderClient client,
        Func<CancellationToken, IAsyncEnumerable<T>> ask,
        Func<T, T, bool> areSame,
        Func<RenderException, bool>? meansNothing = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var answer = new Answer<T>(ask, areSame, cancellationToken);
        await using (answer.ConfigureAwait(false))
        {
            while (await MoveAsync().ConfigureAwait(false))
            {
                yield return answer.Last!;
            }
        }

        // Nothing can be yielded from within a try block that has a catch.
        async ValueTask<bool> MoveAsync()
        {
            try
            {
                return await answer.MoveAsync().ConfigureAwait(false);
            }
            catch (RenderException refusal) when (meansNothing?.Invoke(refusal) == true)
            {
                return false;
            }
            catch (RenderException failure) when (BrokeOff(failure) && client.Options.Retry.MaxRetries > 0)
            {
                return await RepeatedReading.Of(client, BrokeOff)
                    .ExecuteAsync(_ => answer.ResumeAsync(failure), cancellationToken)
                    .ConfigureAwait(false);
            }
        }
    }

    private static bool BrokeOff(RenderException failure) =>
        failure is RenderUnavailableException or RenderTimeoutException && failure.ElementsRead is not null;

    private sealed class Answer<T>(
        Func<CancellationToken, IAsyncEnumerable<T>> ask, Func<T, T, bool> areSame, CancellationToken cancellationToken) : IAsyncDisposable
    {
        private IAsyncEnumerator<T> elements = ask(cancellationToken).GetAsyncEnumerator(cancellationToken);
        private long count;

        public T? Last { get; private set; }

        public async ValueTask<bool> MoveAsync()
        {
            if (!await elements.MoveNextAsync().ConfigureAwait(false))
            {
                return false;
            }

            Last = elements.Current;
            count++;
            return true;
        }

        public async ValueTask<bool> ResumeAsync(RenderException failure)
        {
            await elements.DisposeAsync().ConfigureAwait(false);
            elements = ask(cancellationToken).GetAsyncEnumerator(cancellationToken);
            for (long i = 0; i < count; i++)
            {
                if (!await elements.MoveNextAsync().ConfigureAwait(false))
                {
                    throw Changed(failure);
                }
            }

            if (count > 0 && !areSame(elements.Current, Last!))
            {
                throw Changed(failure);
            }

            return await MoveAsync().ConfigureAwait(false);
        }

        public ValueTask DisposeAsync() => elements.DisposeAsync();

        private RenderException Changed(RenderException failure) => new(
            $"The answer broke off after {count} elements, and when it was asked for again, others stood in their place: somebody else is writing. Read again from the beginning.",
            failure);
    }
}
