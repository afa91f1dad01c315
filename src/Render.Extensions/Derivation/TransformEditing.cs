using Render.Transforms;

namespace Render;

/// <summary>Changes the transforms of single tiles.</summary>
internal static class TransformEditing
{
    public static bool NeedsAffineTransforms(TransformEdit edit) =>
        edit is TransformEdit.ConcatenateAfterLast or TransformEdit.ConcatenateBeforeLast;

    /// <summary>The transforms of a tile after a change.</summary>
    /// <param name="current">What it has.</param>
    /// <param name="change">The change.</param>
    /// <param name="edit">What the change does.</param>
    /// <param name="shared">The transforms that the tile may refer to.</param>
    /// <returns>The transforms, or <c>null</c> where two should become one that are not both affine.</returns>
    /// <exception cref="UnresolvedReferenceException">The last transform is a reference to one that is not there.</exception>
    public static ListTransform? TryApply(
        ListTransform? current, TransformSpec change, TransformEdit edit, IReadOnlyDictionary<string, TransformSpec> shared)
    {
        var transforms = current?.Transforms ?? [];
        return edit switch
        {
            TransformEdit.Prepend => new ListTransform([change, .. transforms]),
            TransformEdit.ReplaceAll => new ListTransform(change),
            TransformEdit.ReplaceLast => new ListTransform([.. transforms.SkipLast(1), change]),
            _ when edit == TransformEdit.Append || transforms.Count == 0 => new ListTransform([.. transforms, change]),
            _ => AsAffine(transforms[^1], shared) is { } last && AsAffine(change, shared) is { } next
                ? new ListTransform([.. transforms.SkipLast(1), Concatenated(last, next, edit, transforms[^1])])
                : null,
        };
    }

    private static AffineModel2D Concatenated(AffineMatrix last, AffineMatrix change, TransformEdit edit, TransformSpec labelled) =>
        new(edit == TransformEdit.ConcatenateAfterLast ? last.Then(change) : change.Then(last))
        {
            Metadata = labelled.Metadata,
        };

    // A list of affine transforms is affine, too.
    private static AffineMatrix? AsAffine(TransformSpec transform, IReadOnlyDictionary<string, TransformSpec> shared) =>
        new ListTransform(transform.Resolve(shared)).Collapse().Flatten() switch
        {
            [] => AffineMatrix.Identity,
            [IAffineTransform affine] => affine.Matrix,
            _ => null,
        };
}
