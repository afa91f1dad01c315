using System.Text.Json;

namespace Render.LocalServer;

/// <summary>Saves, finds and removes match collections and their pairs.</summary>
internal sealed class MatchStore(Database database)
{
    public Task<T> ReadAsync<T>(Func<Session, T> read, CancellationToken cancellationToken) => database.ReadAsync(read, cancellationToken);

    public Task<T> ReadAsync<T>(CollectionKey key, Func<Session, long, T> read, CancellationToken cancellationToken) =>
        database.ReadAsync(session => read(session, session.Require(key)), cancellationToken);

    public Task SaveAsync(CollectionKey key, IReadOnlyList<CanvasMatches>? pairs, CancellationToken cancellationToken)
    {
        if (pairs is null)
            throw new InvalidArgumentException("no matches provided");

        // All or nothing: one pair that cannot be saved stops all.
        var rows = pairs.Select(PairRow.Of).ToList();
        return rows.Count == 0
            ? Task.CompletedTask
            : database.WriteAsync(session => session.Save(session.FindOrInsert(key), rows), cancellationToken);
    }

    public Task DeleteAsync(CollectionKey key, PairFilter filter, CancellationToken cancellationToken) =>
        database.WriteAsync(session => session.Delete(session.Require(key), filter), cancellationToken);

    public async Task DeleteAsync(CollectionKey key, CancellationToken cancellationToken)
    {
        await database.WriteAsync(session => session.DeleteCollection(session.Require(key)), cancellationToken).ConfigureAwait(false);
        database.Sweep();
    }

    /// <returns>Whether there was such a collection.</returns>
    public async Task<bool> TryDeleteAsync(CollectionKey key, CancellationToken cancellationToken)
    {
        var wasThere = await database.WriteAsync(
            session =>
            {
                if (session.Find(key) is not { } collection)
                    return false;

                session.DeleteCollection(collection);
                return true;
            },
            cancellationToken).ConfigureAwait(false);
        database.Sweep();
        return wasThere;
    }

    public Task RenameAsync(CollectionKey from, MatchCollectionId id, CancellationToken cancellationToken) => database.WriteAsync(
        session =>
        {
            var collection = session.Find(from) ?? throw new NotFoundException($"{from.Description} does not exist");
            var to = new CollectionKey(id.Owner, id.Name);
            if (session.Find(to) is not null)
                throw new InvalidArgumentException($"{to.Description} already exists");

            session.Execute("UPDATE collection SET owner = ?2, name = ?3 WHERE id = ?1", collection, to.Owner, to.Name);
        },
        cancellationToken);

    /// <summary>Counts the matches of a group's pairs anew.</summary>
    public Task RecountAsync(CollectionKey key, string pGroupId, CancellationToken cancellationToken) => database.WriteAsync(
        session =>
        {
            var collection = session.Require(key);
            var pairs = session.Pairs(collection, PairFilter.PGroup(pGroupId), withMatches: true);
            if (pairs.Count == 0)
                throw new InvalidArgumentException("state should be: writes is not an empty list");

            session.Save(collection, pairs.Select(pair => pair with { MatchCount = pair.Recount() }));
        },
        cancellationToken);

    /// <summary>The pairs that match, of one collection or of several of the same owner put together.</summary>
    /// <param name="key">The collection.</param>
    /// <param name="filter">Which pairs.</param>
    /// <param name="merge">More collections.</param>
    /// <param name="withMatches">Whether to read the points.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>JSON: an array.</returns>
    public Task<AnswerBuffer> PairsAsync(
        CollectionKey key, PairFilter filter, IReadOnlyList<string>? merge, bool withMatches, CancellationToken cancellationToken) =>
        database.ReadAsync(
            session =>
            {
                var more = (merge ?? []).Select(name => new CollectionKey(key.Owner, name)).Distinct().Where(other => other != key);
                List<long> collections = [session.Require(key), .. more.Select(session.Require)];
                var json = AnswerBuffer.Rent();
                using var writer = new Utf8JsonWriter(json.Writer, ServerJson.WriterOptions);
                writer.WriteStartArray();
                if (collections is [var single])
                    session.WritePairs(single, filter, withMatches, writer);
                else
                    Merge(collections.Select(collection => session.Pairs(collection, filter, withMatches))).ForEach(pair => pair.WriteTo(writer));

                writer.WriteEndArray();
                writer.Flush();
                return json;
            },
            cancellationToken);

    // As the Java server does it: pairs are put together one collection after the other.
    private static List<PairRow> Merge(IEnumerable<IEnumerable<PairRow>> collections) =>
    [
        .. collections.SelectMany(pairs => pairs)
            .GroupBy(pair => (pair.PGroupId, pair.QGroupId, pair.PId, pair.QId))
            .Select(same => same.Aggregate((first, second) => first.Append(second)))
            .OrderBy(pair => pair.PGroupId, StringComparer.Ordinal)
            .ThenBy(pair => pair.QGroupId, StringComparer.Ordinal)
            .ThenBy(pair => pair.PId, StringComparer.Ordinal)
            .ThenBy(pair => pair.QId, StringComparer.Ordinal),
    ];
}
