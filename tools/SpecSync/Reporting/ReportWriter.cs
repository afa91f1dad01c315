using System.Text;
using System.Text.Json;

namespace Render.SpecSync;

/// <summary>Prints reports.</summary>
internal static class ReportWriter
{
    private static readonly (DifferenceKind Kind, char Sign, string Word)[] Kinds =
    [
        (DifferenceKind.Added, '+', "added"),
        (DifferenceKind.Removed, '-', "removed"),
        (DifferenceKind.Changed, '~', "changed"),
    ];

    public static string Write(ComparisonReport report, ReportFormat format) => format switch
    {
        ReportFormat.Markdown => Markdown(report),
        ReportFormat.Json => JsonSerializer.Serialize(report, ReportJsonContext.Default.ComparisonReport) + "\n",
        _ => Text(report),
    };

    private static string Text(ComparisonReport report)
    {
        var text = new StringBuilder();
        text.Append("known:  ").Append(report.Known).Append(", ").Append(report.KnownOperations).Append(" operations\n");
        text.Append("server: ").Append(report.Server).Append(", ").Append(report.ServerOperations).Append(" operations\n");
        if (report.Line is not null)
        {
            text.Append("line:   ").Append(report.Line).Append('\n');
        }

        text.Append(report.Summary).Append('\n');
        foreach (var (noun, differences) in Groups(report))
        {
            foreach (var (kind, sign, word) in Kinds)
            {
                var group = differences.Where(difference => difference.Kind == kind).ToList();
                if (group.Count > 0)
                {
                    text.Append('\n').Append(noun).Append(' ').Append(word).Append(":\n");
                }

                foreach (var difference in group)
                {
                    text.Append(sign).Append(' ').Append(difference.Subject).Append('\n');
                    foreach (var detail in difference.Details)
                    {
                        text.Append("    ").Append(detail).Append('\n');
                    }
                }
            }
        }

        return text.ToString();
    }

    private static string Markdown(ComparisonReport report)
    {
        var text = new StringBuilder("# What the server ").Append(report.Line is null ? "" : $"of the line {report.Line} ")
            .Append("describes, compared with what is known\n\n");
        text.Append("| | | operations |\n|---|---|---|\n");
        text.Append("| known | ").Append(report.Known).Append(" | ").Append(report.KnownOperations).Append(" |\n");
        text.Append("| server | ").Append(report.Server).Append(" | ").Append(report.ServerOperations).Append(" |\n\n");
        text.Append(char.ToUpperInvariant(report.Summary[0])).Append(report.Summary, 1, report.Summary.Length - 1).Append(".\n");
        foreach (var (noun, differences) in Groups(report))
        {
            foreach (var (kind, _, word) in Kinds)
            {
                var group = differences.Where(difference => difference.Kind == kind).ToList();
                if (group.Count > 0)
                {
                    text.Append("\n## ").Append(noun).Append(' ').Append(word).Append("\n\n");
                }

                foreach (var difference in group)
                {
                    text.Append("- `").Append(difference.Subject).Append("`\n");
                    foreach (var detail in difference.Details)
                    {
                        text.Append("  - ").Append(detail).Append('\n');
                    }
                }
            }
        }

        return text.ToString();
    }

    private static IEnumerable<(string Noun, IReadOnlyList<Difference> Differences)> Groups(ComparisonReport report) =>
        [("Operations", report.Operations), ("Models", report.Models)];
}
