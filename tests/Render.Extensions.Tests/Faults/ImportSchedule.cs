using CsCheck;

namespace Render.Extensions.Tests.Faults;

/// <summary>An import, what goes wrong in its runs, and what happens between them.</summary>
/// <param name="Tiles">How many tiles there are.</param>
/// <param name="Layers">Over how many z they are spread; the stack has tiles in one z more.</param>
/// <param name="InRequest">How many tiles a request holds.</param>
/// <param name="Parallelism">How many requests there are at a time.</param>
/// <param name="Existing">What becomes of the tiles that are there.</param>
/// <param name="Runs">The faults of every run but the last, which has none.</param>
/// <param name="Torn">How many bytes of the journal a power cut costs after each run.</param>
/// <param name="Changed">Whether the tiles, or the lens that some refer to, change after the first run.</param>
public sealed record ImportSchedule(
    int Tiles, int Layers, int InRequest, int Parallelism, ExistingLayers Existing, Fault[][] Runs, int Torn, bool Changed)
{
    /// <summary>What goes wrong in some runs.</summary>
    public static Gen<Fault[][]> FaultyRuns { get; } = FaultyRun.Array[1, 4];

    /// <summary>What may go wrong in a run. Most requests go well, or nothing would ever land.</summary>
    public static Gen<Fault[]> FaultyRun => Gen.Frequency(
        (6, Gen.Const(Fault.None)),
        (1, Gen.Const(Fault.Gone)),
        (1, Gen.Const(Fault.TimeOutAndApplyLate)),
        (6, Gen.Enum<Fault>())).Array[1, 25];

    public static Gen<ImportSchedule> Any { get; } =
        from tiles in Gen.Int[1, 40]
        from layers in Gen.Int[1, 4]
        from inRequest in Gen.Int[1, 7]
        from parallelism in Gen.Int[1, 3]
        from replaces in Gen.Bool
        from runs in FaultyRuns
        from isTorn in Gen.Bool
        from torn in Gen.Int[1, 40]
        from changed in Gen.Bool
        select new ImportSchedule(tiles, layers, inRequest, parallelism, replaces ? ExistingLayers.Replace : ExistingLayers.Merge, runs, isTorn ? torn : 0, changed);

    public override string ToString() =>
        $"{Tiles} tiles in {Layers} layers by {InRequest} x {Parallelism}, {Existing}, torn {Torn}, changed {Changed}: "
        + TextOf(Runs);

    public static string TextOf(Fault[][] runs) => string.Join(" | ", runs.Select(run => string.Join(' ', run)));
}
