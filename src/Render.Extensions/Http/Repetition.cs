namespace Render;

/// <summary>Whether an operation may be sent again when nobody knows what became of it.</summary>
internal enum Repetition
{
    /// <summary>Sending it twice is not the same as sending it once, or nobody has thought about it.</summary>
    Never,

    /// <summary>It reads, or replaces what it names: twice is the same as once.</summary>
    Safe,

    /// <summary>It removes, and says 404 when there is nothing to remove: after a repetition that means that it is done.</summary>
    SafeUntilGone,
}
