namespace Render.Extensions.Tests.Streaming;

public class ConcatParallelTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(3, 2)]
    [InlineData(50, 7)]
    public async Task Elements_come_in_the_order_of_the_sources(int parallelism, int readAhead)
    {
        var elements = await Enumerable.Range(0, 20)
            .ConcatParallel(parallelism, readAhead, (source, _) => Enumerable.Range(source * 100, source).ToAsyncEnumerable())
            .ToListAsync();

        Assert.Equal(Enumerable.Range(0, 20).SelectMany(source => Enumerable.Range(source * 100, source)), elements);
    }

    [Fact]
    public async Task Nobody_reads_farther_ahead_than_allowed()
    {
        int read = 0;
        var elements = Enumerable.Range(0, 10).ConcatParallel(3, 5, (_, _) => Endless());

        await foreach (int element in elements)
        {
            if (element == 100)
                break;
        }

        // The first stream by what was taken of it and 5 beyond, two others by 5; each has one more in its hand.
        Assert.InRange(read, 101, 101 + 3 * 6);

        async IAsyncEnumerable<int> Endless()
        {
            for (int i = 0; ; i++)
            {
                await Task.Yield();
                Interlocked.Increment(ref read);
                yield return i;
            }
        }
    }

    [Fact]
    public async Task A_failure_comes_behind_the_elements_before_it_and_stops_the_others()
    {
        bool stopped = false;
        List<int> taken = [];

        await Assert.ThrowsAsync<InvalidDataException>(async () =>
        {
            await foreach (int element in Enumerable.Range(0, 2).ConcatParallel(2, 10, (source, stop) => source == 0 ? Failing() : Waiting(stop)))
                taken.Add(element);
        });

        Assert.Equal([1, 2], taken);
        Assert.True(stopped);

        static async IAsyncEnumerable<int> Failing()
        {
            await Task.Yield();
            yield return 1;
            yield return 2;
            throw new InvalidDataException();
        }

        async IAsyncEnumerable<int> Waiting([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop)
        {
            try
            {
                await Task.Delay(Timeout.Infinite, stop);
            }
            finally
            {
                stopped = true;
            }

            yield return 3;
        }
    }
}
