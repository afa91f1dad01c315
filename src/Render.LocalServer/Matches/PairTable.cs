using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Render.LocalServer;

/// <summary>Stores match collections and their pairs.</summary>
internal static class PairTable
{
    public static long? Find(this Session session, CollectionKey key) =>
        session.First<long?>("SELECT id FROM collection WHERE owner = ?1 AND name = ?2", row => row.GetInt64(0), key.Owner, key.Name);

    /// <exception cref="NotFoundException">There is no such collection.</exception>
    public static long Require(this Session session, CollectionKey key) =>
        session.Find(key) ?? throw new NotFoundException($"match collection '{key}' does not exist");

    public static long FindOrInsert(this Session session, CollectionKey key)
    {
        session.Execute("INSERT OR IGNORE INTO collection (owner, name) VALUES (?1, ?2)", key.Owner, key.Name);
        return session.Find(key)!.Value;
    }

    /// <summary>Inserts pairs or replaces those that are there.</summary>
    public static void Save(this Session session, long collection, IEnumerable<PairRow> pairs)
    {
        var save = session.Prepare(
            """
            INSERT INTO pair (collection, p_group, q_group, p_id, q_id, match_count, consensus, matches)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
            ON CONFLICT (collection, p_group, q_group, p_id, q_id) DO UPDATE SET match_count = ?6, consensus = ?7, matches = ?8
            """);

        // Each new row is numbered behind the last one; those that are replaced keep their number.
        var last = session.LastPair();
        foreach (var pair in pairs)
        {
            save.Execute(
                collection, pair.PGroupId, pair.QGroupId, pair.PId, pair.QId, pair.MatchCount, pair.ConsensusSetData, pair.Matches);
        }

        session.Count(collection, session.LastPair() - last);
    }

    /// <summary>The pairs that match, sorted by groups and ids.</summary>
    public static List<PairRow> Pairs(this Session session, long collection, PairFilter filter, bool withMatches) =>
        session.Query(Select(filter, withMatches), Read, [collection, .. filter.Values]);

    /// <summary>Writes the pairs that match as they are answered, sorted by groups and ids.</summary>
    public static void WritePairs(this Session session, long collection, PairFilter filter, bool withMatches, Utf8JsonWriter writer) =>
        session.Visit(
            Select(filter, withMatches), row => Write(writer, row), [collection, .. filter.Values]);

    /// <summary>Writes the pairs that have an end in these sections that is one of these tiles, each once, as they were saved first.</summary>
    public static void WritePairs(
        this Session session, long collection, HashSet<string> sections, HashSet<string> tiles, Utf8JsonWriter writer)
    {
        const string Ends = "SELECT id, p_group, p_id, q_group, q_id FROM pair WHERE collection = ?1";
        SortedSet<long> found = [];
        foreach (var section in sections)
        {
            session.Visit(
                $"{Ends} AND p_group = ?2 UNION ALL {Ends} AND q_group = ?2 AND p_group <> ?2",
                row =>
                {
                    if ((row.GetString(1) == section && tiles.Contains(row.GetString(2)))
                        || (row.GetString(3) == section && tiles.Contains(row.GetString(4))))
                    {
                        found.Add(row.GetInt64(0));
                    }
                },
                [collection, section]);
        }

        foreach (var id in found)
        {
            session.Visit(
                "SELECT p_group, p_id, q_group, q_id, match_count, consensus, matches FROM pair WHERE id = ?1", row => Write(writer, row), [id]);
        }
    }

    public static void Delete(this Session session, long collection, PairFilter filter)
    {
        var removed = session.Execute("DELETE FROM pair WHERE " + filter.Condition, [collection, .. filter.Values]);
        session.Count(collection, -removed);
    }

    /// <summary>Takes a collection out of sight at once. Its pairs are deleted later, see <see cref="Sweeper"/>.</summary>
    public static void DeleteCollection(this Session session, long collection) =>
        session.Execute("UPDATE collection SET owner = '', name = id WHERE id = ?1", collection);

    private static long LastPair(this Session session) => session.First("SELECT MAX(id) FROM pair", row => row.IsDBNull(0) ? 0 : row.GetInt64(0));

    // To count when asked would cost a look at all pairs.
    private static void Count(this Session session, long collection, long more)
    {
        if (more != 0)
            session.Execute("UPDATE collection SET pair_count = pair_count + ?2 WHERE id = ?1", collection, more);
    }

    private static string Select(PairFilter filter, bool withMatches) =>
        $"""
        SELECT p_group, p_id, q_group, q_id, match_count, consensus, {(withMatches ? "matches" : "NULL")} FROM pair
        WHERE {filter.Condition} ORDER BY p_group, q_group, p_id, q_id
        """;

    private static void Write(Utf8JsonWriter writer, SqliteDataReader row) => PairRow.Write(
        writer, row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), row.Span(5), row.Span(6), row.GetInt32(4));

    private static PairRow Read(SqliteDataReader row) => new(
        row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetInt32(4),
        row.IsDBNull(5) ? null : row.Bytes(5), row.IsDBNull(6) ? null : row.Bytes(6));
}
