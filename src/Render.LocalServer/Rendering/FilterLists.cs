namespace Render.LocalServer;

/// <summary>Finds the lists of image filters that come with the server.</summary>
internal static class FilterLists
{
    /// <exception cref="InvalidArgumentException">There is no such list.</exception>
    public static IReadOnlyList<FilterSpec> Require(string name) => ServerFacts.Filters.NamedFilterSpecLists!.TryGetValue(name, out var filters)
        ? filters
        : throw new InvalidArgumentException(
            $"Filter list with name '{name}' not found.  This could be caused by usage of an incorrect name or by a problem with the system "
            + $"filter configuration file.  There are {string.Join(", ", ServerFacts.Filters.NamedFilterSpecLists!.Keys)}.");
}
