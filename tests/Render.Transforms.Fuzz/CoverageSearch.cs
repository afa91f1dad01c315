using System.Diagnostics;
using System.Runtime.CompilerServices;
using Trace = SharpFuzz.Common.Trace;

namespace Render.Transforms.Fuzz;

/// <summary>
/// A fuzzer for machines that have no other: changes inputs at random and keeps those that reach new branches. It learns of branches
/// only if the library is instrumented.
/// </summary>
internal sealed unsafe class CoverageSearch
{
    private const int MapSize = 1 << 16;

    // No input of this size keeps a parser busy for so long.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly byte[] map = GC.AllocateArray<byte>(MapSize, pinned: true);
    private readonly byte[] seen = new byte[MapSize];
    private readonly List<byte[]> inputs;
    private readonly Random random;
    private readonly Mutator mutator;
    private readonly Action<byte[], string> failed;

    /// <summary>Prepares a search.</summary>
    /// <param name="golden">The folder tests/golden.</param>
    /// <param name="seed">Equal seeds give equal searches.</param>
    /// <param name="failed">Receives inputs that show a defect, with what went wrong.</param>
    public CoverageSearch(string golden, int seed, Action<byte[], string> failed)
    {
        // Instrumented code writes there from its first call on.
        Trace.SharedMem = (byte*)Unsafe.AsPointer(ref map[0]);
        this.failed = failed;
        random = new Random(seed);
        mutator = new Mutator(seed);
        inputs = [.. GoldenCorpus.Read(golden)];
        foreach (byte[] input in inputs)
            Try(input);
    }

    /// <summary>Searches for some time.</summary>
    /// <param name="time">How long.</param>
    public void Run(TimeSpan time)
    {
        var clock = Stopwatch.StartNew();
        TimeSpan said = TimeSpan.Zero;
        for (long runs = 1; clock.Elapsed < time; runs++)
        {
            byte[] input = mutator.Mutate(inputs[random.Next(inputs.Count)], inputs[random.Next(inputs.Count)]);
            if (Try(input))
                inputs.Add(input);

            if (clock.Elapsed - said > TimeSpan.FromSeconds(10))
            {
                said = clock.Elapsed;
                Console.WriteLine($"{said:mm\\:ss}: {runs} runs, {inputs.Count} inputs, {seen.Count(count => count != 0)} branches");
            }
        }
    }

    private bool Try(byte[] input)
    {
        Array.Clear(map);
        Trace.PrevLocation = 0;
        var clock = Stopwatch.StartNew();
        try
        {
            TransformTarget.Run(input);
        }
        catch (Exception exception)
        {
            failed(input, exception.ToString());
            return false;
        }

        if (clock.Elapsed > Patience)
            failed(input, $"took {clock.Elapsed.TotalSeconds:F1} s");

        return AddBranches();
    }

    // Counts are told apart by their highest bit, as AFL does.
    private bool AddBranches()
    {
        bool isNew = false;
        for (int i = 0; i < MapSize; i++)
        {
            if (map[i] == 0)
                continue;

            byte bucket = (byte)(1 << (31 - int.LeadingZeroCount(map[i])));
            isNew |= (seen[i] & bucket) == 0;
            seen[i] |= bucket;
        }

        return isNew;
    }
}
