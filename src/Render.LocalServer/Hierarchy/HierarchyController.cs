namespace Render.LocalServer;

/// <summary>What a stack of a hierarchical alignment says about its tier. What is computed from it is not offered.</summary>
internal sealed class HierarchyController(StackStore stacks, MatchStore matches) : HierarchyControllerBase
{
    protected override Task<Answer> GetHierarchicalData(string owner, string project, string stack, CancellationToken cancellationToken) =>
        stacks.ReadAsync(new(owner, project, stack), (_, row) => Answer.OfOptional(row.Metadata.HierarchicalData), cancellationToken);

    protected override async Task<Answer> SetHierarchicalData(
        string owner, string project, string stack, HierarchicalStack? hierarchicalData, CancellationToken cancellationToken)
    {
        await stacks.ChangeAsync(
            new(owner, project, stack), metadata => metadata.HierarchicalData = hierarchicalData, cancellationToken).ConfigureAwait(false);
        return Answer.Done;
    }

    protected override Task<Answer> DeleteHierarchicalData(string owner, string project, string stack, CancellationToken cancellationToken) =>
        SetHierarchicalData(owner, project, stack, null, cancellationToken);

    protected override async Task<Answer> DeleteTierData(string owner, string project, CancellationToken cancellationToken)
    {
        var rows = await stacks.ReadAsync(session => session.List(owner, project), cancellationToken).ConfigureAwait(false);
        var collections = 0;
        foreach (var row in rows)
        {
            if (row.Metadata.HierarchicalData?.MatchCollectionId is { } collection
                && await matches.TryDeleteAsync(new(collection.Owner, collection.Name), cancellationToken).ConfigureAwait(false))
            {
                collections++;
            }

            await stacks.DeleteAsync(row.Key, cancellationToken).ConfigureAwait(false);
        }

        return Answer.Text($"removed {rows.Count} stacks and {collections} match collections for project '{project}' owned by '{owner}'");
    }
}
