namespace Render.LocalServer;

/// <summary>Chooses pairs of a collection.</summary>
/// <param name="Condition">An SQL condition: the collection is <c>?1</c>, the values follow.</param>
/// <param name="Values">The values.</param>
internal readonly record struct PairFilter(string Condition, params string[] Values)
{
    public static PairFilter PGroup(string group) => new("collection = ?1 AND p_group = ?2", group);

    public static PairFilter Within(string group) => new("collection = ?1 AND p_group = ?2 AND q_group = ?2", group);

    public static PairFilter Outside(string group) => EitherOf("p_group = ?2 AND q_group <> ?2", "q_group = ?2 AND p_group <> ?2", group);

    /// <summary>Pairs are stored with the smaller group first: either order of the query finds them.</summary>
    public static PairFilter Between(string group, string other) => string.CompareOrdinal(group, other) <= 0
        ? new("collection = ?1 AND p_group = ?2 AND q_group = ?3", group, other)
        : new("collection = ?1 AND p_group = ?2 AND q_group = ?3", other, group);

    public static PairFilter Involving(string group, string id) =>
        EitherOf("p_group = ?2 AND p_id = ?3", "q_group = ?2 AND q_id = ?3", group, id);

    public static PairFilter Between(string group, string id, string other) => EitherOf(
        "p_group = ?2 AND p_id = ?3 AND q_group = ?4", "q_group = ?2 AND q_id = ?3 AND p_group = ?4", group, id, other);

    public static PairFilter Between(string group, string id, string otherGroup, string otherId) => EitherOf(
        "p_group = ?2 AND p_id = ?3 AND q_group = ?4 AND q_id = ?5", "q_group = ?2 AND q_id = ?3 AND p_group = ?4 AND p_id = ?5",
        group, id, otherGroup, otherId);

    // With OR, SQLite reads the whole collection in the order that is wanted; here each side is searched for.
    private static PairFilter EitherOf(string condition, string other, params string[] values) => new(
        $"""
        id IN (
            SELECT id FROM pair WHERE collection = ?1 AND {condition}
            UNION ALL SELECT id FROM pair INDEXED BY pair_by_q WHERE collection = ?1 AND {other})
        """,
        values);
}
