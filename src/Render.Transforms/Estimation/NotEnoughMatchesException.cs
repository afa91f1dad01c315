namespace Render.Transforms;

/// <summary>There are fewer matches than the transform has degrees of freedom.</summary>
public sealed class NotEnoughMatchesException : EstimationException
{
    internal NotEnoughMatchesException(string transform, int count, int needed)
        : base($"{transform} needs at least {needed} {(needed == 1 ? "match" : "matches")}, but there {(count == 1 ? "is" : "are")} {count}.")
    {
        Count = count;
        Needed = needed;
    }

    /// <summary>The number of matches that were given.</summary>
    public int Count { get; }

    /// <summary>The number of matches that are needed.</summary>
    public int Needed { get; }

    internal static void ThrowIfFewer(string transform, int count, int needed)
    {
        if (count < needed)
            throw new NotEnoughMatchesException(transform, count, needed);
    }
}
