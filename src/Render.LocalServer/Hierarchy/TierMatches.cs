namespace Render.LocalServer;

/// <summary>Finds the layers of tier stacks that have not been matched yet.</summary>
internal static class TierMatches
{
    /// <summary>The layers whose sections are in no pair of the stack's match collection, ascending.</summary>
    /// <exception cref="InvalidArgumentException">The stack is in no hierarchy.</exception>
    /// <exception cref="NotFoundException">The collection does not exist.</exception>
    public static IReadOnlyList<double> MissingLayers(Session session, StackRow stack)
    {
        if (stack.Metadata.HierarchicalData is not { } tier)
            throw new InvalidArgumentException($"{stack.Key} does not have hierarchical data");

        if (tier.MatchCollectionId is not { } id)
            throw new InvalidArgumentException($"the hierarchical data of {stack.Key} does not have a match collection");

        var collection = session.Require(new CollectionKey(id.Owner, id.Name));
        HashSet<string> groups = [.. Groups(PairGroups.P), .. Groups(PairGroups.Q)];
        return
        [
            .. session.ZValues(stack, default)
                .Where(z => !session.LayerSections(stack, z).Any(section => section.SectionId is { } sectionId && groups.Contains(sectionId))),
        ];

        List<string> Groups(string query) => session.Query(query, row => row.GetString(0), collection);
    }
}
