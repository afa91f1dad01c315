namespace Render;

/// <summary>How tiles are copied from stack to stack.</summary>
public sealed record CopyOptions
{
    /// <summary>The layers to copy; all when <c>null</c>.</summary>
    public IEnumerable<double>? ZValues { get; init; }

    /// <summary>
    /// Changes a tile on its way, or leaves it out by giving <c>null</c>; tiles stay as they are when not set. Called by one thread at a
    /// time, in the order of z. The tile is the copy's own and may be changed in place; shared transforms are not to be changed.
    /// </summary>
    public Func<TileSpec, TileSpec?>? Change { get; init; }

    /// <summary>Whether references to shared transforms are replaced by the transforms. Otherwise the target shares them too.</summary>
    public bool ResolveReferences { get; init; }

    /// <summary>How many layers of the source are read ahead, at least 1.</summary>
    public int ReadParallelism { get; init; } = OrderedParallel.DefaultParallelism;

    /// <summary>
    /// How tiles are saved in the target. When not set, their boxes are kept, or derived here if <see cref="Change"/> is set. A target that
    /// does not exist is created with <see cref="ImportOptions.CreateStack"/>, or else with the version of the source, resolution included.
    /// </summary>
    public ImportOptions? Import { get; init; }

    internal ImportOptions ImportOptions => Import ?? new ImportOptions
    {
        Bounds = Change is null ? ImportBounds.Keep : ImportBounds.Client,
    };

    internal void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(ReadParallelism, 1);
        ImportOptions.Validate();
    }
}
