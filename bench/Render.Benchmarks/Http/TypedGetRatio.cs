using System.Diagnostics;
using System.Globalization;

namespace Render.Benchmarks.Http;

/// <summary>Says in a few seconds what <see cref="TypedGet"/> measures with care: how many times a typed GET costs one by hand.</summary>
internal static class TypedGetRatio
{
    private const double Wanted = 2;
    private const int Calls = 20_000;
    private const int Rounds = 25;

    public static async Task<int> RunAsync()
    {
        var calls = new TypedGet();
        bool holds = await CompareAsync("stack metadata", calls.MetadataByHand, calls.MetadataTyped);
        holds &= await CompareAsync("z values", calls.ZValuesByHand, calls.ZValuesTyped);
        return holds ? 0 : 1;
    }

    // The two take turns, so that whatever else the machine does meets both.
    private static async Task<bool> CompareAsync(string name, Func<Task> byHand, Func<Task> typed)
    {
        var hand = new List<Cost>();
        var ours = new List<Cost>();
        for (int round = 0; round < Rounds; round++)
        {
            hand.Add(await MeasureAsync(byHand));
            ours.Add(await MeasureAsync(typed));
        }

        Cost leastByHand = Cost.Least(hand), leastTyped = Cost.Least(ours);
        double time = leastTyped.Nanoseconds / leastByHand.Nanoseconds;
        double memory = leastTyped.Bytes / leastByHand.Bytes;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name}: typed {leastTyped}, by hand {leastByHand}: {time:0.00} x the time, {memory:0.00} x the memory (wanted: {Wanted:0.0})"));
        return time <= Wanted && memory <= Wanted;
    }

    private static async Task<Cost> MeasureAsync(Func<Task> call)
    {
        long bytes = GC.GetAllocatedBytesForCurrentThread();
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < Calls; i++)
            await call();

        double nanoseconds = Stopwatch.GetElapsedTime(start).TotalNanoseconds;
        return new Cost(nanoseconds / Calls, (double)(GC.GetAllocatedBytesForCurrentThread() - bytes) / Calls);
    }

    private readonly record struct Cost(double Nanoseconds, double Bytes)
    {
        public static Cost Least(List<Cost> costs) => new(costs.Min(cost => cost.Nanoseconds), costs.Min(cost => cost.Bytes));

        public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Nanoseconds:0} ns and {Bytes:0} B");
    }
}
