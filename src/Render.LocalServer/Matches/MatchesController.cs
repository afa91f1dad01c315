namespace Render.LocalServer;

/// <summary>Match collections and their pairs.</summary>
internal sealed class MatchesController(MatchStore store) : MatchesControllerBase
{
    protected override Task<Answer> ListCollectionOwners(CancellationToken cancellationToken) => store.ReadAsync(
        session => Answer.Of<IReadOnlyList<string>>(session.Query(
            DistinctValues.Query("collection", "owner", "TRUE", "owner > ''"), row => row.GetString(0))),
        cancellationToken);

    protected override Task<Answer> ListCollections(string owner, CancellationToken cancellationToken) => store.ReadAsync(
        session => Answer.Of<IReadOnlyList<MatchCollectionMetaData>>(session.Query(
            "SELECT name, pair_count FROM collection WHERE owner = ?1 ORDER BY name",
            row => new MatchCollectionMetaData
            {
                CollectionId = new MatchCollectionId { Owner = owner, Name = row.GetString(0) },
                PairCount = row.GetInt64(1),
            },
            owner)),
        cancellationToken);

    protected override async Task<Answer> RenameCollection(
        string owner, string fromMatchCollection, MatchCollectionId? collectionId, CancellationToken cancellationToken)
    {
        if (collectionId is null)
            throw new InvalidArgumentException("no collection id provided");

        await store.RenameAsync(new(owner, fromMatchCollection), collectionId, cancellationToken)
            .ConfigureAwait(false);
        return Answer.Done;
    }

    protected override async Task<Answer> DeleteCollection(string owner, string matchCollection, CancellationToken cancellationToken)
    {
        await store.DeleteAsync(new(owner, matchCollection), cancellationToken).ConfigureAwait(false);
        return Answer.Done;
    }

    protected override async Task<Answer> SaveMatches(
        string owner, string matchCollection, IReadOnlyList<CanvasMatches>? matches, CancellationToken cancellationToken)
    {
        await store.SaveAsync(new(owner, matchCollection), matches, cancellationToken).ConfigureAwait(false);
        return Answer.Created;
    }

    protected override Task<Answer> GetPGroupIds(string owner, string matchCollection, CancellationToken cancellationToken) =>
        Ids(owner, matchCollection, cancellationToken, PairGroups.P);

    protected override Task<Answer> GetQGroupIds(string owner, string matchCollection, CancellationToken cancellationToken) =>
        Ids(owner, matchCollection, cancellationToken, PairGroups.Q);

    protected override Task<Answer> GetGroupIds(string owner, string matchCollection, CancellationToken cancellationToken) =>
        Ids(owner, matchCollection, cancellationToken, PairGroups.P, PairGroups.Q);

    protected override Task<Answer> GetMultiConsensusPGroupIds(string owner, string matchCollection, CancellationToken cancellationToken) =>
        Ids(owner, matchCollection, cancellationToken, PairGroups.MultiConsensusP);

    protected override Task<Answer> GetMultiConsensusGroupIds(string owner, string matchCollection, CancellationToken cancellationToken) =>
        Ids(owner, matchCollection, cancellationToken, PairGroups.MultiConsensusP, PairGroups.MultiConsensusQ);

    protected override Task<Answer> GetPGroupMatches(
        string owner, string matchCollection, string pGroupId, bool? excludeMatchDetails, IReadOnlyList<string>? mergeCollection,
        CancellationToken cancellationToken) =>
        Pairs(owner, matchCollection, PairFilter.PGroup(pGroupId), mergeCollection, excludeMatchDetails, cancellationToken);

    protected override Task<Answer> GetPGroupMatchCounts(
        string owner, string matchCollection, string pGroupId, CancellationToken cancellationToken) =>
        Pairs(owner, matchCollection, PairFilter.PGroup(pGroupId), null, true, cancellationToken);

    protected override async Task<Answer> UpdatePGroupMatchCounts(
        string owner, string matchCollection, string pGroupId, CancellationToken cancellationToken)
    {
        await store.RecountAsync(new(owner, matchCollection), pGroupId, cancellationToken).ConfigureAwait(false);
        return Answer.Created;
    }

    protected override Task<Answer> GetMatchesWithinGroup(
        string owner, string matchCollection, string groupId, bool? excludeMatchDetails, IReadOnlyList<string>? mergeCollection,
        CancellationToken cancellationToken) =>
        Pairs(owner, matchCollection, PairFilter.Within(groupId), mergeCollection, excludeMatchDetails, cancellationToken);

    protected override Task<Answer> GetMatchesOutsideGroup(
        string owner, string matchCollection, string groupId, bool? excludeMatchDetails, IReadOnlyList<string>? mergeCollection,
        CancellationToken cancellationToken) =>
        Pairs(owner, matchCollection, PairFilter.Outside(groupId), mergeCollection, excludeMatchDetails, cancellationToken);

    protected override Task<Answer> GetMatchesBetweenGroups(
        string owner, string matchCollection, string pGroupId, string qGroupId, bool? excludeMatchDetails,
        IReadOnlyList<string>? mergeCollection, CancellationToken cancellationToken) =>
        Pairs(owner, matchCollection, PairFilter.Between(pGroupId, qGroupId), mergeCollection, excludeMatchDetails, cancellationToken);

    protected override Task<Answer> GetMatchesBetweenTileAndGroup(
        string owner, string matchCollection, string pGroupId, string pId, string qGroupId, bool? excludeMatchDetails,
        IReadOnlyList<string>? mergeCollection, CancellationToken cancellationToken) =>
        Pairs(owner, matchCollection, PairFilter.Between(pGroupId, pId, qGroupId), mergeCollection, excludeMatchDetails, cancellationToken);

    protected override Task<Answer> GetMatchesBetweenTiles(
        string owner, string matchCollection, string pGroupId, string pId, string qGroupId, string qId,
        IReadOnlyList<string>? mergeCollection, CancellationToken cancellationToken) =>
        Pairs(owner, matchCollection, PairFilter.Between(pGroupId, pId, qGroupId, qId), mergeCollection, false, cancellationToken);

    protected override Task<Answer> GetMatchesInvolvingTile(
        string owner, string matchCollection, string groupId, string id, IReadOnlyList<string>? mergeCollection,
        CancellationToken cancellationToken) =>
        Pairs(owner, matchCollection, PairFilter.Involving(groupId, id), mergeCollection, false, cancellationToken);

    protected override Task<Answer> DeletePGroupMatches(
        string owner, string matchCollection, string pGroupId, CancellationToken cancellationToken) =>
        Delete(owner, matchCollection, PairFilter.PGroup(pGroupId), cancellationToken);

    protected override Task<Answer> DeleteMatchesOutsideGroup(
        string owner, string matchCollection, string groupId, CancellationToken cancellationToken) =>
        Delete(owner, matchCollection, PairFilter.Outside(groupId), cancellationToken);

    protected override Task<Answer> DeleteMatchesBetweenGroups(
        string owner, string matchCollection, string pGroupId, string qGroupId, CancellationToken cancellationToken) =>
        Delete(owner, matchCollection, PairFilter.Between(pGroupId, qGroupId), cancellationToken);

    protected override Task<Answer> DeleteMatchesBetweenTiles(
        string owner, string matchCollection, string pGroupId, string pId, string qGroupId, string qId, CancellationToken cancellationToken) =>
        Delete(owner, matchCollection, PairFilter.Between(pGroupId, pId, qGroupId, qId), cancellationToken);

    protected override Task<Answer> DeleteMatchesInvolvingTile(
        string owner, string matchCollection, string groupId, string id, CancellationToken cancellationToken) =>
        Delete(owner, matchCollection, PairFilter.Involving(groupId, id), cancellationToken);

    // The queries give each id once, in order.
    private Task<Answer> Ids(string owner, string collection, CancellationToken cancellationToken, params string[] queries) => store.ReadAsync(
        new(owner, collection),
        (session, id) => Answer.Of<IReadOnlyList<string>>(
            [.. queries.SelectMany(query => session.Query(query, row => row.GetString(0), id)).Distinct().Order(StringComparer.Ordinal)]),
        cancellationToken);

    private async Task<Answer> Pairs(
        string owner, string collection, PairFilter filter, IReadOnlyList<string>? merge, bool? withoutMatches,
        CancellationToken cancellationToken) =>
        Answer.OfJson(await store.PairsAsync(new(owner, collection), filter, merge, withoutMatches is not true, cancellationToken)
            .ConfigureAwait(false));

    private async Task<Answer> Delete(string owner, string collection, PairFilter filter, CancellationToken cancellationToken)
    {
        await store.DeleteAsync(new(owner, collection), filter, cancellationToken).ConfigureAwait(false);
        return Answer.Done;
    }
}
