namespace Render;

/// <summary>What a transform does to the transforms that a tile has.</summary>
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
    ConcatenateAfterLast,

    /// <summary>It applies right before the last one, and both become one affine transform. Both must be affine.</summary>
    ConcatenateBeforeLast,
}
