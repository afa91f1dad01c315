namespace Render;

/// <summary>What a transform does to the transforms that a tile has.</summary>
/// <remarks>
/// The Java tools' APPEND, REPLACE_LAST and REPLACE_ALL are <see cref="Append"/>, <see cref="ReplaceLast"/> and <see cref="ReplaceAll"/>. For their
/// CONCATENATE_TO_LAST take <see cref="ConcatenateAfterLast"/>, and see there.
/// </remarks>
public enum TransformEdit
{
    /// <summary>It applies after all of them.</summary>
    Append,

    /// <summary>It applies before all of them.</summary>
    Prepend,

    /// <summary>It takes the place of the last one; of a tile without transforms it becomes the first.</summary>
    ReplaceLast,

    /// <summary>It takes the place of all of them.</summary>
    ReplaceAll,

    /// <summary>
    /// It applies after the last one, and both become one affine transform: what <see cref="Append"/> does, without a longer list. Both must be
    /// affine. (What mpicbg calls to preconcatenate.)
    /// </summary>
    /// <remarks>
    /// ImportTransformChangesClient calls this CONCATENATE_TO_LAST and TransformSectionClient PRE_CONCATENATE_LAST. The other order is
    /// <see cref="ConcatenateBeforeLast"/>. Translations give the same either way.
    /// </remarks>
    ConcatenateAfterLast,

    /// <summary>It applies right before the last one, and both become one affine transform. Both must be affine.</summary>
    ConcatenateBeforeLast,
}
