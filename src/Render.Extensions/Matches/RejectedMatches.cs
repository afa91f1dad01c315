namespace Render;

/// <summary>A pair that was not sent because something is wrong with it.</summary>
/// <param name="Index">Its place in the sequence of all pairs, from 0.</param>
/// <param name="P">The p side; group and id may be missing.</param>
/// <param name="Q">The q side; group and id may be missing.</param>
/// <param name="Reason">What is wrong.</param>
public sealed record RejectedMatches(long Index, CanvasId P, CanvasId Q, string Reason)
{
    /// <summary>The file that it was read from, or <c>null</c> when it was an object. <see cref="Index"/> then counts the pairs of all files.</summary>
    public string? File { get; init; }

    /// <summary>The line of the file on which it starts, counted from 1, or <c>null</c>.</summary>
    public long? Line { get; init; }

    /// <summary>One line that names the pair and the reason.</summary>
    public override string ToString() => $"pair {Index} ({P}, {Q}){(File is null ? "" : $" ({File}, line {Line})")}: {Reason}";
}
