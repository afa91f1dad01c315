namespace Render.LocalServer;

/// <summary>SQL for the z values of the stack <c>?1</c> that has tiles there, from <c>?2</c> to <c>?3</c>.</summary>
internal static class Layers
{
    private const string Condition = "stack = ?1 AND z <= ?3";
    private const string First = "z >= ?2";

    /// <summary>The values in ascending order.</summary>
    public static string Query { get; } = DistinctValues.Query("tile", "z", Condition, First);

    /// <summary>The table expression <c>step(value)</c>: the values, and a null behind the last one.</summary>
    public static string Steps { get; } = DistinctValues.Steps("tile", "z", Condition, First);
}
