namespace Render.LocalServer;

/// <summary>
/// Steps from one value of an indexed column to the next one. SQLite's own DISTINCT reads all rows; this costs a search for each value.
/// </summary>
internal static class DistinctValues
{
    /// <summary>A query of the values in ascending order, without null.</summary>
    /// <inheritdoc cref="Steps"/>
    public static string Query(string table, string column, string condition, string first) =>
        Steps(table, column, condition, first) + " SELECT value FROM step WHERE value IS NOT NULL";

    /// <summary>The table expression <c>step(value)</c>: the values in ascending order, and a null behind the last one.</summary>
    /// <param name="table">The table.</param>
    /// <param name="column">The column: the one of an index that follows those of the condition.</param>
    /// <param name="condition">Which rows. It must not limit the column from below: SQLite would use that limit for each step.</param>
    /// <param name="first">What the first value must satisfy besides: the limit from below, which leaves out null at least.</param>
    public static string Steps(string table, string column, string condition, string first) =>
        $"""
        WITH RECURSIVE step(value) AS (
            SELECT MIN({column}) FROM {table} WHERE {condition} AND {first}
            UNION ALL
            SELECT (SELECT MIN({column}) FROM {table} WHERE {condition} AND {column} > step.value) FROM step WHERE value IS NOT NULL
        )
        """;
}
