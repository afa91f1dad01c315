using Render.Transforms;

namespace Render.LocalServer;

/// <summary>What a stack of a hierarchical alignment says about its tier, and what follows from it.</summary>
internal sealed class HierarchyController(StackStore stacks, TileStore tiles, MatchStore matches) : HierarchyControllerBase
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

    protected override Task<Answer> GetLayersWithMissingMatches(string owner, string project, string stack, CancellationToken cancellationToken) =>
        stacks.ReadAsync(new(owner, project, stack), (session, row) => Answer.Of(TierMatches.MissingLayers(session, row)), cancellationToken);

    protected override Task<Answer> GetStacksWithMissingMatches(string owner, string project, CancellationToken cancellationToken) =>
        matches.ReadAsync(
            session => Answer.Of<IReadOnlyList<StackWithZValues>>(
            [
                .. session.List(owner, project)
                    .Where(row => row.Metadata.HierarchicalData is not null)
                    .Select(row => new StackWithZValues { StackId = row.Key.ToId(), ZValues = TierMatches.MissingLayers(session, row) })
                    .Where(stack => stack.ZValues!.Count > 0),
            ]),
            cancellationToken);

    protected override Task<Answer> CalculatePairResiduals(
        string owner, string project, string stack, ResidualInputData? input, CancellationToken cancellationToken) =>
        tiles.ReadAsync(
            new(owner, project, stack),
            (session, _) => Answer.Of(PairResiduals.Measure(session, new(owner, project, stack), input, tiles.Rules.Line)),
            cancellationToken);

    protected override Task<Answer> BuildAffineWarpField(
        string owner, string project, double z, int? consensusRows, int? consensusColumns, ConsensusBuildMethod? consensusBuildMethod,
        CancellationToken cancellationToken) =>
        matches.ReadAsync(
            session => Answer.Of<TransformSpec>(TierWarpField.Build(session, owner, project, z).ToTransform(z)), cancellationToken);

    protected override Task<Answer> GetAffineWarpFieldDebugData(
        string owner, string project, double z, int? consensusRows, int? consensusColumns, ConsensusBuildMethod? consensusBuildMethod,
        CancellationToken cancellationToken) =>
        matches.ReadAsync(session => Answer.Of(TierWarpField.Build(session, owner, project, z).ToDebugData()), cancellationToken);
}
