using System.Globalization;
using Render;
using Render.Transforms;
using Spectre.Console;

namespace Tutorial;

/// <summary>What the guide shows, as tables.</summary>
internal static class Tables
{
    private const int SectionsShown = 5;

    public static Table OfStack(StackMetaData stack, IReadOnlyList<SectionData> sections)
    {
        var table = new Table().RoundedBorder().Title($"Stack {stack.StackId!.Owner}/{stack.StackId.Project}/{stack.StackId.Stack}: {stack.State}")
            .AddColumns("z", "section", "tiles", "x (pixels)", "y (pixels)");
        foreach (var section in sections.Take(SectionsShown))
        {
            table.AddRow(
                Plain(section.Z), section.SectionId ?? "", Number(section.TileCount),
                Range(section.MinX, section.MaxX), Range(section.MinY, section.MaxY));
        }

        if (sections.Count > SectionsShown)
        {
            table.AddRow("…", $"{sections.Count - SectionsShown:N0} more");
        }

        var bounds = stack.Stats!.StackBounds!;
        return table.AddEmptyRow().AddRow(
            Range(bounds.MinZ, bounds.MaxZ), $"sections: {stack.Stats.SectionCount:N0}", Number(stack.Stats.TileCount),
            Range(bounds.MinX, bounds.MaxX), Range(bounds.MinY, bounds.MaxY));
    }

    public static Table OfPoints(string tileId, IReadOnlyList<Point2D> local, IReadOnlyList<Point2D> world, IReadOnlyList<MappedPoint> back)
    {
        var table = new Table().RoundedBorder().Title($"Points of tile {Markup.Escape(tileId)}")
            .AddColumns("local", "world", "back to", "local");
        for (var i = 0; i < local.Count; i++)
        {
            table.AddRow(
                Point(local[i]), Point(world[i]), Markup.Escape(back[i].TileId ?? ""),
                back[i].IsMapped ? Point(back[i].Point) : Markup.Escape(back[i].Error!));
        }

        return table;
    }

    public static Table OfMatches(CanvasMatches matches)
    {
        var table = new Table().RoundedBorder().Title($"{matches.MatchCount} matches")
            .AddColumns(Markup.Escape(matches.P().ToString()), Markup.Escape(matches.Q().ToString()), "weight");
        foreach (var (p, q, weight) in matches.PPoints().Zip(matches.QPoints(), matches.Weights()))
        {
            table.AddRow(Point(p), Point(q), Number(weight));
        }

        return table;
    }

    private static string Point(Point2D point) => string.Create(CultureInfo.InvariantCulture, $"{point.X:0.###}, {point.Y:0.###}");

    private static string Range(double? from, double? to) => string.Create(CultureInfo.InvariantCulture, $"{from:0.#} to {to:0.#}");

    private static string Plain(double? number) => string.Create(CultureInfo.InvariantCulture, $"{number}");

    private static string Number(double? number) => string.Create(CultureInfo.InvariantCulture, $"{number:#,0.##}");
}
