namespace Render;

/// <summary>How images are written to files.</summary>
public sealed record ImageFileOptions
{
    /// <summary>How the images are rendered. The format also gives the extension of the files: png, jpg, tif.</summary>
    public ImageOptions Image { get; init; } = new();

    /// <summary>
    /// What is rendered of each layer; its own box when <c>null</c>. With the box of the stack, the images of all layers fit on each other.
    /// Not for tiles.
    /// </summary>
    public ImageBox? Box { get; init; }

    /// <summary>How many images are rendered side by side, at least 1.</summary>
    public int Parallelism { get; init; } = OrderedParallel.DefaultParallelism;

    /// <summary>What happens to files that are there already. With <see cref="ExistingFiles.Keep"/> a run that was stopped is continued.</summary>
    public ExistingFiles Existing { get; init; } = ExistingFiles.Refuse;

    /// <summary>How many images that could not be rendered the report lists one by one; all of them are counted.</summary>
    public int MaxReported { get; init; } = 1_000;

    internal string Extension => Image.Format switch
    {
        ImageFormat.Jpeg => ".jpg",
        ImageFormat.Tiff or ImageFormat.Tiff16 => ".tif",
        _ => ".png",
    };

    internal void Validate()
    {
        ArgumentNullException.ThrowIfNull(Image);
        ArgumentOutOfRangeException.ThrowIfLessThan(Parallelism, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(MaxReported);
        if (!Enum.IsDefined(Existing))
            throw new ArgumentOutOfRangeException(nameof(Existing), Existing, "not a way to treat files that exist");
    }
}
