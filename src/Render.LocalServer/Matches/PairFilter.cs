namespace Render.LocalServer;

/// <summary>Chooses pairs of a collection: an SQL condition on <c>?2</c> and following.</summary>
internal readonly record struct PairFilter(string Condition, params string[] Values)
{
    public static PairFilter PGroup(string group) => new("p_group = ?2", group);

    public static PairFilter Within(string group) => new("p_group = ?2 AND q_group = ?2", group);

    public static PairFilter Outside(string group) =>
        new("((p_group = ?2 AND q_group <> ?2) OR (q_group = ?2 AND p_group <> ?2))", group);

    /// <summary>Pairs are stored with the smaller group first: either order of the query finds them.</summary>
    public static PairFilter Between(string group, string other) => string.CompareOrdinal(group, other) <= 0
        ? new("p_group = ?2 AND q_group = ?3", group, other)
        : new("p_group = ?2 AND q_group = ?3", other, group);

    public static PairFilter Involving(string group, string id) =>
        new("((p_group = ?2 AND p_id = ?3) OR (q_group = ?2 AND q_id = ?3))", group, id);

    public static PairFilter Between(string group, string id, string other) =>
        new("((p_group = ?2 AND p_id = ?3 AND q_group = ?4) OR (q_group = ?2 AND q_id = ?3 AND p_group = ?4))", group, id, other);

    public static PairFilter Between(string group, string id, string otherGroup, string otherId) =>
        new(
            "((p_group = ?2 AND p_id = ?3 AND q_group = ?4 AND q_id = ?5) OR (q_group = ?2 AND q_id = ?3 AND p_group = ?4 AND p_id = ?5))",
            group, id, otherGroup, otherId);
}
