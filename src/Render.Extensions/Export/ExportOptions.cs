namespace Render;

/// <summary>How a stack is written to files. By default there is one file for each layer, with the transforms that its tiles share.</summary>
public sealed record ExportOptions
{
    /// <summary>The layers to export; all when <c>null</c>. Those without tiles give no file.</summary>
    public IEnumerable<double>? ZValues { get; init; }

    /// <summary>What a file holds.</summary>
    public ExportFormat Format { get; init; } = ExportFormat.Collection;

    /// <summary>
    /// Whether all layers go to one file instead of one each. The transforms that tiles share are then kept in memory until its end.
    /// </summary>
    public bool OneFile { get; init; }

    /// <summary>Whether references to shared transforms are replaced by the transforms, so that tiles stand for themselves.</summary>
    public bool ResolveReferences { get; init; }

    /// <summary>Whether files are gzip, with names in <c>.json.gz</c>.</summary>
    public bool Compress { get; init; }

    /// <summary>How many layers are read and written side by side, at least 1: what bounds the memory that a whole stack needs.</summary>
    public int Parallelism { get; init; } = OrderedParallel.DefaultParallelism;

    /// <summary>What happens to files that are there already. With <see cref="ExistingFiles.Keep"/> an export that was stopped is continued.</summary>
    public ExistingFiles Existing { get; init; } = ExistingFiles.Refuse;

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Parallelism, 1);
        if (!Enum.IsDefined(Format))
            throw new ArgumentOutOfRangeException(nameof(Format), Format, "not a format of files");

        if (!Enum.IsDefined(Existing))
            throw new ArgumentOutOfRangeException(nameof(Existing), Existing, "not a way to treat files that exist");
    }
}
