using CsCheck;

namespace Render.Extensions.Tests.Faults;

/// <summary>A copy from server to server, and what goes wrong with both in its runs.</summary>
/// <param name="Tiles">How many tiles the source has.</param>
/// <param name="Layers">Over how many z they are spread.</param>
/// <param name="Options">How they are copied.</param>
/// <param name="Runs">The faults of every run but the last, which has none: of reading, and of writing.</param>
public sealed record CopySchedule(int Tiles, int Layers, CopyOptions Options, (Fault[] Reading, Fault[] Writing)[] Runs)
{
    public static Gen<CopySchedule> Any { get; } =
        from tiles in Gen.Int[1, 30]
        from layers in Gen.Int[1, 5]
        from readParallelism in Gen.Int[1, 3]
        from parallelism in Gen.Int[1, 3]
        from inRequest in Gen.Int[1, 7]
        from replaces in Gen.Bool
        from resolve in Gen.Bool
        from reading in ImportSchedule.FaultyRuns
        from writing in ImportSchedule.FaultyRuns
        select new CopySchedule(
            tiles,
            layers,
            new CopyOptions
            {
                ReadParallelism = readParallelism,
                ResolveReferences = resolve,
                Import = new ImportOptions
                {
                    Bounds = ImportBounds.Keep,
                    ExistingLayers = replaces ? ExistingLayers.Replace : ExistingLayers.Merge,
                    MaxTilesPerRequest = inRequest,
                    Parallelism = parallelism,
                    Complete = true,
                    Reopen = true,
                },
            },
            [.. reading.Zip(writing)]);

    public override string ToString() =>
        $"{Tiles} tiles in {Layers} layers, {Options}: reading {ImportSchedule.TextOf([.. Runs.Select(run => run.Reading)])}, writing {ImportSchedule.TextOf([.. Runs.Select(run => run.Writing)])}";
}
