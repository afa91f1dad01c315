namespace Render;

/// <summary>Deals with what earlier exports of a stack have left in the folder of one that has been written.</summary>
internal sealed class EarlierExports(ExportFileNames names, ExportOptions options, ExportTally tally)
{
    /// <summary>
    /// Removes unfinished files, and those of layers that are gone if files are to be replaced; what else is of the layers that were asked for
    /// is noted, since who imports the whole folder would import it too.
    /// </summary>
    /// <param name="zValues">The layers that were asked for.</param>
    public void Tidy(IReadOnlyList<double> zValues)
    {
        var report = tally.ToReport();
        var written = report.TileFiles.Concat(report.TransformFiles).ToHashSet(StringComparer.Ordinal);
        HashSet<double>? asked = options.ZValues is null ? null : [.. zValues];
        foreach (var (path, z) in names.Find().ToArray())
        {
            if (written.Contains(path) || asked is not null && (z is null || !asked.Contains(z.Value)))
                continue;

            if (path.EndsWith(WholeFile.Unfinished, StringComparison.Ordinal))
            {
                File.Delete(path);
            }
            else if (report.LayersWritten > 0 && MayRemove(path, z))
            {
                File.Delete(path);
                tally.Remove(path);
            }
            else
            {
                tally.Leave(path);
            }
        }
    }

    // Those that this very export would have written, if there were such a layer. An empty stack may be one whose tiles only the files have
    // any more, such as one that is OFFLINE.
    private bool MayRemove(string path, double? z) =>
        options is { Existing: ExistingFiles.Replace, OneFile: false }
        && z is not null
        && (path == names.OfTiles(z) || options.Format == ExportFormat.Arrays && path == names.OfTransforms(z));
}
