namespace Render.Transforms;

/// <summary>
/// Which of a tile's transforms the server leaves out where it draws the tile, describes its image or matches it: the query parameters of the
/// same names. Whatever is chosen, what stays are transforms from the front of the chain, in their order.
/// </summary>
public sealed record TransformExclusion
{
    // Without a label, normalizing leaves no more of the chain than this.
    private const int MostNormalized = 2;

    private const string Lens = "lens";
    private const string Include = "include";

    /// <summary>Nothing is left out.</summary>
    public static TransformExclusion None { get; } = new();

    /// <summary>
    /// Leaves the transforms up to the last one that is labelled <c>lens</c> (<see cref="ServerLine.Line43"/>: <c>lens</c> or <c>include</c>).
    /// Where none is, the last transform is left out, and then all but the first two. Without effect beside any of the other options.
    /// </summary>
    public bool NormalizeForMatching { get; init; }

    /// <summary>True leaves out all transforms. False leaves out none, but keeps the server from normalizing.</summary>
    public bool? ExcludeAllTransforms { get; init; }

    /// <summary>Labels: the transforms after the last one that has any of these are left out. None are where no transform has one.</summary>
    public IReadOnlyCollection<string>? ExcludeTransformsAfterLast { get; init; }

    /// <summary>Labels: the first transform that has any of these is left out, and all after it. None are where no transform has one.</summary>
    public IReadOnlyCollection<string>? ExcludeFirstTransformAndAllAfter { get; init; }

    /// <summary>
    /// Whether the server takes the chain of transforms apart: it then flattens it and derives the box of the tile anew, even where nothing is
    /// left out in the end.
    /// </summary>
    public bool IsActive => NormalizeForMatching || IsByName;

    private bool IsByName =>
        ExcludeAllTransforms is not null || ExcludeTransformsAfterLast is { Count: > 0 } || ExcludeFirstTransformAndAllAfter is { Count: > 0 };

    /// <summary>Says how many transforms stay, counted from the front.</summary>
    /// <param name="transforms">The transforms of the tile in the order in which they apply, as <see cref="TransformSpec.Flatten"/> lists them.</param>
    /// <param name="line">The line of the server. They differ about <see cref="NormalizeForMatching"/>.</param>
    /// <returns>A number from 0 to that of <paramref name="transforms"/>.</returns>
    public int CountKept(IReadOnlyList<TransformSpec> transforms, ServerLine line)
    {
        ArgumentNullException.ThrowIfNull(transforms);
        if (ExcludeAllTransforms == true)
            return 0;

        return IsByName ? CountByLabels(transforms) : NormalizeForMatching ? CountNormalized(transforms, line) : transforms.Count;
    }

    private int CountByLabels(IReadOnlyList<TransformSpec> transforms)
    {
        int kept = transforms.Count;
        if (ExcludeTransformsAfterLast is { } last)
        {
            int after = kept;
            while (after > 0 && !HasAny(transforms[after - 1], last))
                after--;

            kept = after == 0 ? kept : after;
        }

        if (ExcludeFirstTransformAndAllAfter is { } first)
        {
            int before = 0;
            while (before < kept && !HasAny(transforms[before], first))
                before++;

            kept = before;
        }

        return kept;
    }

    private static int CountNormalized(IReadOnlyList<TransformSpec> transforms, ServerLine line)
    {
        for (int kept = transforms.Count; kept > 0; kept--)
        {
            if (transforms[kept - 1].Metadata?.Labels is { } labels
                && (labels.Contains(Lens) || (line == ServerLine.Line43 && labels.Contains(Include))))
            {
                return kept;
            }
        }

        return Math.Clamp(transforms.Count - 1, 0, MostNormalized);
    }

    private static bool HasAny(TransformSpec transform, IReadOnlyCollection<string> labels) =>
        transform.Metadata is { Labels: { Count: > 0 } own } && own.Overlaps(labels);
}
