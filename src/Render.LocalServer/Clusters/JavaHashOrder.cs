using System.Numerics;

namespace Render.LocalServer;

/// <summary>
/// The order in which the Java server answers what it keeps in a hash set of texts: by the hash of the text. It means nothing, but clients have
/// come to see the same order for the same data.
/// </summary>
internal static class JavaHashOrder
{
    /// <summary>Sorts what was added to a set; what shares a place in its table stays in the order in which it was added.</summary>
    public static IReadOnlyList<T> Of<T>(IReadOnlyList<T> added, Func<T, string> text)
    {
        // The table of a set that is made for so many elements: three quarters of it are filled.
        var mask = BitOperations.RoundUpToPowerOf2((uint)(added.Count / 0.75f) + 1) - 1;
        return [.. added.OrderBy(element => Place(text(element), mask))];
    }

    private static uint Place(string text, uint mask)
    {
        var hash = 0u;
        foreach (var character in text)
            hash = unchecked((31 * hash) + character);

        return (hash ^ (hash >> 16)) & mask;
    }
}
