using CsCheck;

namespace Render.Extensions.Tests.Faults;

/// <summary>An import and an export, and how connections are cut in their runs.</summary>
/// <param name="Importing">The cuts of every run of the import but the last, which has none.</param>
/// <param name="Exporting">Those of the export.</param>
/// <param name="Retries">How often a request is repeated.</param>
/// <param name="OneFile">Whether all layers are exported to one file.</param>
public sealed record SocketSchedule(Cut[][] Importing, Cut[][] Exporting, int Retries, bool OneFile)
{
    // Within the head of a message, within its body, and after some of them.
    private static readonly Gen<Cut[][]> Runs =
        (from ofAnswers in Gen.Bool
         from after in Gen.Frequency((1, Gen.Int[0, 400]), (2, Gen.Int[401, 8_000]), (1, Gen.Int[8_001, 15_000]))
         from how in Gen.Frequency((3, Gen.Const(CutKind.Close)), (3, Gen.Const(CutKind.Reset)), (1, Gen.Const(CutKind.Stall)))
         select new Cut(ofAnswers, after, how)).Array[2, 8].Array[1, 4];

    public static Gen<SocketSchedule> Any { get; } =
        from importing in Runs
        from exporting in Runs
        from retries in Gen.Int[0, 1]
        from oneFile in Gen.Bool
        select new SocketSchedule(importing, exporting, retries, oneFile);

    public override string ToString() => $"{Retries} retries, one file {OneFile}, importing {TextOf(Importing)}, exporting {TextOf(Exporting)}";

    private static string TextOf(Cut[][] runs) => string.Join(" | ", runs.Select(run => string.Join(' ', run.AsEnumerable())));
}
