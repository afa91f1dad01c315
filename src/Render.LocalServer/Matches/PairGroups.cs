namespace Render.LocalServer;

/// <summary>SQL for the groups of the collection <c>?1</c>, each once.</summary>
internal static class PairGroups
{
    private const string MultiConsensus = "pair INDEXED BY pair_by_consensus WHERE collection = ?1 AND consensus IS NOT NULL";

    /// <summary>Groups that come first in pairs.</summary>
    public static string P { get; } = DistinctValues.Query("pair", "p_group", "collection = ?1", "p_group >= ''");

    /// <summary>Groups that come second in pairs.</summary>
    public static string Q { get; } = DistinctValues.Query("pair", "q_group", "collection = ?1", "q_group >= ''");

    /// <summary>The first groups of pairs that are several for their canvases: few, and an index has them only.</summary>
    public static string MultiConsensusP { get; } = $"SELECT DISTINCT p_group FROM {MultiConsensus}";

    /// <summary>The second groups of these pairs.</summary>
    public static string MultiConsensusQ { get; } = $"SELECT DISTINCT q_group FROM {MultiConsensus}";
}
