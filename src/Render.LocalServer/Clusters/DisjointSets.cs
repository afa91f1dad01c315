namespace Render.LocalServer;

/// <summary>Sets of numbers that are joined step by step.</summary>
internal sealed class DisjointSets(int count)
{
    private readonly int[] parents = [.. Enumerable.Range(0, count)];

    /// <summary>The number that stands for the set in which a number is.</summary>
    public int Find(int number)
    {
        while (parents[number] != number)
            number = parents[number] = parents[parents[number]];

        return number;
    }

    public void Join(int first, int second) => parents[Find(second)] = Find(first);
}
