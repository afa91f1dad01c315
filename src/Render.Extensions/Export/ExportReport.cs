using System.Globalization;

namespace Render;

/// <summary>What an export has written. Its files are what <see cref="StackImportExtensions.ImportFilesAsync(RenderStack, IEnumerable{string}, IEnumerable{string}?, ImportOptions?, IProgress{ImportProgress}?, CancellationToken)"/> takes.</summary>
public sealed record ExportReport
{
    internal ExportReport()
    {
    }

    /// <summary>The stack, as <c>owner/project/name</c>.</summary>
    public required string Stack { get; init; }

    /// <summary>The files with tiles, by z; those that were kept are among them.</summary>
    public required IReadOnlyList<string> TileFiles { get; init; }

    /// <summary>The files with the transforms of these tiles, by z; none unless the format is <see cref="ExportFormat.Arrays"/> and tiles share transforms.</summary>
    public required IReadOnlyList<string> TransformFiles { get; init; }

    /// <summary>
    /// Files of an earlier export that were removed with <see cref="ExistingFiles.Replace"/>, because their layers have no tiles any more.
    /// </summary>
    public required IReadOnlyList<string> RemovedFiles { get; init; }

    /// <summary>
    /// Files in the folder that have the names of other exports of the same layers and stayed: importing the whole folder would import them too.
    /// </summary>
    public required IReadOnlyList<string> OtherFiles { get; init; }

    /// <summary>Layers whose tiles were written.</summary>
    public required int LayersWritten { get; init; }

    /// <summary>Layers whose files were there already and were kept.</summary>
    public required int LayersKept { get; init; }

    /// <summary>Tiles written.</summary>
    public required long TilesWritten { get; init; }

    /// <summary>Bytes written, after compression.</summary>
    public required long BytesWritten { get; init; }

    /// <summary>Duration of the export.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>What was written, in one line.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{TilesWritten:N0} tiles of {LayersWritten:N0} layers of {Stack} written, {LayersKept:N0} layers kept ({BytesWritten:N0} bytes, {Elapsed.TotalSeconds:0.0} s).{(RemovedFiles.Count > 0 ? $" {RemovedFiles.Count:N0} files of layers that are gone were removed." : "")}{(OtherFiles is [var first, ..] ? $" {OtherFiles.Count:N0} files of other exports are in the folder too, such as {Path.GetFileName(first)}." : "")}");
}
