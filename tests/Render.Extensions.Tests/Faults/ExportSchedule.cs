using CsCheck;

namespace Render.Extensions.Tests.Faults;

/// <summary>An export, and what goes wrong in its runs.</summary>
/// <param name="Tiles">How many tiles the stack has.</param>
/// <param name="Layers">Over how many z they are spread.</param>
/// <param name="Options">How they are exported.</param>
/// <param name="Runs">The faults of every run but the last, which has none.</param>
public sealed record ExportSchedule(int Tiles, int Layers, ExportOptions Options, Fault[][] Runs)
{
    public static Gen<ExportSchedule> Any { get; } =
        from tiles in Gen.Int[1, 12]
        from layers in Gen.Int[1, 5]
        from format in Gen.Enum<ExportFormat>()
        from oneFile in Gen.Bool
        from resolve in Gen.Bool
        from compress in Gen.Bool
        from parallelism in Gen.Int[1, 3]
        from runs in ImportSchedule.FaultyRuns
        select new ExportSchedule(
            tiles,
            layers,
            new ExportOptions
            {
                Format = format,
                OneFile = oneFile,
                ResolveReferences = resolve,
                Compress = compress,
                Parallelism = parallelism,
                Existing = ExistingFiles.Keep,
            },
            runs);

    public override string ToString() => $"{Tiles} tiles in {Layers} layers, {Options}: {ImportSchedule.TextOf(Runs)}";
}
