namespace Render;

/// <summary>
/// What each operation means when it is sent twice, and how long it may take. Every GET is a read. Whatever else the contract has is in
/// this table; what is not in it is never repeated.
/// </summary>
internal static class OperationPolicies
{
    private static readonly OperationPolicy Read = new(Repetition.Safe, OperationWork.Read);
    private static readonly OperationPolicy Change = new(Repetition.Safe, OperationWork.Change);
    private static readonly OperationPolicy Upload = new(Repetition.Safe, OperationWork.Upload);
    private static readonly OperationPolicy Removal = new(Repetition.Safe, OperationWork.LongRunning);
    private static readonly OperationPolicy Once = new(Repetition.Never, OperationWork.Change);
    private static readonly OperationPolicy LongOnce = new(Repetition.Never, OperationWork.LongRunning);

    // Not frozen: that takes the start of a process longer than all of its look-ups.
    private static readonly Dictionary<string, OperationPolicy> Table = new()
    {
        // Queries that send what they ask about.
        ["Coordinates.FindLayerTilesAt"] = Read,
        ["Coordinates.FindTilesAt"] = Read,
        ["Coordinates.MapLayerLocalToWorldBatch"] = Read,
        ["Coordinates.MapLayerWorldToLocalBatch"] = Read,
        ["Coordinates.MapLocalToWorldBatch"] = Read,
        ["Coordinates.MapLocalToWorldForTileSpec"] = Read,
        ["Coordinates.MapWorldToLocalBatch"] = Read,
        ["Coordinates.MapWorldToLocalForTileSpec"] = Read,
        ["Hierarchy.CalculatePairResiduals"] = Read,
        ["Images.RenderJpegImage"] = Read,
        ["Images.RenderPngImage"] = Read,
        ["Images.RenderTiffImage"] = Read,
        ["Tiles.GetTileSpecs"] = Read,
        ["Validation.ValidateRenderParameters"] = Read,
        ["Validation.ValidateTileSpec"] = Read,
        ["Validation.ValidateTileSpecs"] = Read,
        ["Validation.ValidateTransformSpec"] = Read,
        ["Validation.ValidateTransformSpecs"] = Read,

        // Upserts: documents are replaced by their ids.
        ["Matches.SaveMatches"] = Upload,
        ["Sections.SaveLayerResolvedTiles"] = Upload,
        ["Tiles.SaveResolvedTiles"] = Upload,

        // Values that are set, and removals that succeed when there is nothing left to remove.
        ["Hierarchy.DeleteHierarchicalData"] = Change,
        ["Hierarchy.SetHierarchicalData"] = Change,
        ["Matches.UpdatePGroupMatchCounts"] = Removal,
        ["MatchTrials.DeleteTrial"] = Change,
        ["Sections.SetSectionZ"] = Removal,
        ["Sections.SetTilesZ"] = Upload,
        ["Server.ClearImageProcessorCache"] = Change,
        ["Stacks.DeleteCycle"] = Change,
        ["Stacks.DeleteDefaultChannel"] = Change,
        ["Stacks.DeleteMaterializedBoxRootPath"] = Change,
        ["Stacks.DeleteMipmapPathBuilder"] = Change,
        ["Stacks.DeleteResolutionValues"] = Change,
        ["Stacks.SetCycle"] = Change,
        ["Stacks.SetDefaultChannel"] = Change,
        ["Stacks.SetMaterializedBoxRootPath"] = Change,
        ["Stacks.SetMipmapPathBuilder"] = Change,
        ["Stacks.SetResolutionValues"] = Change,
        ["Tiles.DeleteTile"] = Change,
        ["Hierarchy.DeleteTierData"] = Removal,
        ["Matches.DeleteMatchesBetweenGroups"] = Removal,
        ["Matches.DeleteMatchesBetweenTiles"] = Removal,
        ["Matches.DeleteMatchesInvolvingTile"] = Removal,
        ["Matches.DeleteMatchesOutsideGroup"] = Removal,
        ["Matches.DeletePGroupMatches"] = Removal,
        ["Sections.DeleteLayerTiles"] = Removal,
        ["Sections.DeleteSectionTiles"] = Removal,
        ["Stacks.DeleteStack"] = Removal,
        ["Matches.DeleteCollection"] = new(Repetition.SafeUntilGone, OperationWork.LongRunning),

        // A second one adds a version, a trial, duplicates, or fails because the first one succeeded.
        ["Matches.RenameCollection"] = LongOnce,
        ["MatchTrials.RunTrial"] = LongOnce,
        ["Stacks.CloneStack"] = LongOnce,
        ["Stacks.CreateStackVersion"] = Once,
        ["Stacks.RenameStack"] = LongOnce,

        // The same state twice is the same, but completing is long: see ReadBack.
        ["Stacks.SetStackState"] = LongOnce,
    };

    /// <summary>The operations that are in the table.</summary>
    public static IEnumerable<string> Names => Table.Keys;

    public static OperationPolicy For(HttpRequestMessage request)
    {
        if (!request.Options.TryGetValue(RenderApiClient.Operation, out var operation))
        {
            return Once;
        }

        return Table.TryGetValue(operation, out var policy) ? policy : request.Method == HttpMethod.Get ? Read : Once;
    }
}
