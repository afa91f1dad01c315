namespace Render;

/// <summary>A pair that was not sent because something is wrong with it.</summary>
/// <param name="Index">Its place in the sequence of all pairs, from 0.</param>
/// <param name="P">The p side; group and id may be missing.</param>
/// <param name="Q">The q side; group and id may be missing.</param>
/// <param name="Reason">What is wrong.</param>
public sealed record RejectedMatches(long Index, CanvasId P, CanvasId Q, string Reason)
{
    /// <summary>One line that names the pair and the reason.</summary>
    public override string ToString() => $"pair {Index} ({P}, {Q}): {Reason}";
}
