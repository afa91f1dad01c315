using System.Globalization;
using System.Text;

namespace Render.LocalServer;

/// <summary>Which layers belong together, were put together, or were moved.</summary>
internal sealed class SectionReports(StackStore stacks)
{
    /// <summary>The z values that share their integral part with another.</summary>
    public async Task<IReadOnlyList<double>> MergeableAsync(StackKey key, ZRange range, CancellationToken cancellationToken) =>
        [.. (await GroupsAsync(key, range, cancellationToken).ConfigureAwait(false)).SelectMany(layers => layers)];

    /// <summary>The same for people: a line for each integral z.</summary>
    public async Task<string> MergeableTextAsync(StackKey key, ZRange range, CancellationToken cancellationToken)
    {
        var text = new StringBuilder();
        foreach (var layers in await GroupsAsync(key, range, cancellationToken).ConfigureAwait(false))
        {
            text.AppendJoin(" < ", Enumerable.Range(1, layers.Length)).Append(" : ")
                .AppendJoin(" < ", layers.Select(JavaText.Of)).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>The z values that hold several sections.</summary>
    public Task<IReadOnlyList<double>> MergedAsync(StackKey key, ZRange range, CancellationToken cancellationToken) => stacks.ReadAsync(
        key,
        (session, row) => (IReadOnlyList<double>)[.. session.Sections(row, range)
            .GroupBy(section => section.Z!.Value)
            .Where(layer => layer.Count() > 1)
            .Select(layer => layer.Key)],
        cancellationToken);

    /// <summary>The sections that stand at another z than their id says.</summary>
    /// <exception cref="InvalidArgumentException">A section id is no number.</exception>
    public Task<IReadOnlyList<SectionData>> ReorderedAsync(StackKey key, ZRange range, CancellationToken cancellationToken) => stacks.ReadAsync(
        key,
        (session, row) => (IReadOnlyList<SectionData>)[.. session.Sections(row, range).Where(IsReordered)],
        cancellationToken);

    private static bool IsReordered(SectionData section)
    {
        if (!double.TryParse(section.SectionId, NumberStyles.Float, CultureInfo.InvariantCulture, out var id))
        {
            throw new InvalidArgumentException(
                "reordered sections cannot be determined because stack contains non-standard "
                + $"sectionId ({section.SectionId}) or z value ({JavaText.Of(section.Z!.Value)})");
        }

        return Math.Truncate(id) != Math.Truncate(section.Z!.Value);
    }

    private Task<List<double[]>> GroupsAsync(StackKey key, ZRange range, CancellationToken cancellationToken) => stacks.ReadAsync(
        key,
        (session, row) => session.ZValues(row, range)
            .GroupBy(Math.Truncate)
            .Select(layer => layer.ToArray())
            .Where(layer => layer.Length > 1)
            .ToList(),
        cancellationToken);
}
