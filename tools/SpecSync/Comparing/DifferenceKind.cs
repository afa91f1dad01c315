namespace Render.SpecSync;

/// <summary>Which side has something.</summary>
internal enum DifferenceKind
{
    /// <summary>The server has it, the other side has not.</summary>
    Added,

    /// <summary>The server has it no more.</summary>
    Removed,

    /// <summary>Both have it, not alike.</summary>
    Changed,
}
