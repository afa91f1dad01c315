namespace Render;

/// <summary>How transforms are changed on the way from one stack to another.</summary>
public sealed record TransformChangeOptions
{
    /// <summary>What the given transforms do to those that the tiles have. Default: they apply after them.</summary>
    public TransformEdit Edit { get; init; }

    /// <summary>
    /// Whether tiles without a change that are in the same layers as changed ones go into the target too, as they are. Default: <c>false</c>.
    /// </summary>
    public bool IncludeUnchanged { get; init; }

    /// <summary>How many layers are read side by side, at least 1. Default: 4.</summary>
    public int ReadParallelism { get; init; } = OrderedParallel.DefaultParallelism;

    /// <summary>
    /// How tiles are saved in the target. By default their boxes are derived here, a target that does not exist is created with the version of
    /// the source, and it is set to COMPLETE when everything has landed. Name here the shared transforms that changes refer to, unless the
    /// tiles of the layer refer to them already; each under an id that tiles of the source do not use for another transform.
    /// </summary>
    public ImportOptions Import { get; init; } = new() { Complete = true };

    internal void Validate()
    {
        ArgumentNullException.ThrowIfNull(Import);
        ArgumentOutOfRangeException.ThrowIfLessThan(ReadParallelism, 1);
        Import.Validate();
        if (!Enum.IsDefined(Edit))
            throw new ArgumentOutOfRangeException(nameof(Edit), Edit, "This is no way to change transforms.");

        if (Import.Bounds == ImportBounds.Keep)
        {
            throw new ArgumentException(
                $"Tiles whose transforms change cannot keep their boxes. Set {nameof(ImportOptions.Bounds)} to {nameof(ImportBounds.Client)} or {nameof(ImportBounds.Server)}.");
        }
    }
}
