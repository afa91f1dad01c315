using System.Text.RegularExpressions;

namespace Render.LocalServer.Tests.Storage;

/// <summary>How SQLite runs a statement.</summary>
internal sealed partial class QueryPlan
{
    // What is computed by the statement itself, or handed over with it.
    private static readonly HashSet<string> NoTables = ["step", "found", "json_each", "CONSTANT", "sqlite_master"];

    // The last is what a column that is not null looks like.
    private static readonly HashSet<string> WholeStack = ["stack=?", "collection=?", "stack=? AND z>?"];

    private readonly List<string> steps;

    private QueryPlan(string sql, List<string> steps)
    {
        Sql = sql;
        this.steps = steps;
    }

    public string Sql { get; }

    /// <summary>Whether a table is read from its beginning to its end: the cost is that of all stacks together.</summary>
    public bool ScansTable => steps.Any(step =>
        Scan().Match(step) is { Success: true } scan && !NoTables.Contains(scan.Groups[1].Value));

    /// <summary>Whether all rows of a stack or of a collection are looked at.</summary>
    public bool ReadsWholeStack => steps.Any(step =>
        Search().Match(step) is { Success: true } search && WholeStack.Contains(search.Groups[1].Value));

    /// <summary>Whether rows are sorted after they were found.</summary>
    public bool Sorts => steps.Any(step =>
        step.StartsWith("USE TEMP B-TREE FOR", StringComparison.Ordinal) && !step.EndsWith("DISTINCT", StringComparison.Ordinal));

    public static QueryPlan Of(Session session, string sql)
    {
        var count = Parameter().Matches(sql).Select(match => int.Parse(match.Groups[1].Value)).DefaultIfEmpty().Max();
        return new(sql, session.Query("EXPLAIN QUERY PLAN " + sql, row => row.GetString(3), new object?[count]));
    }

    public override string ToString() => $"{Sql}\n    {string.Join("\n    ", steps)}";

    [GeneratedRegex(@"^SCAN (\w+)")]
    private static partial Regex Scan();

    [GeneratedRegex(@"^SEARCH \w+ .*\((.*)\)$")]
    private static partial Regex Search();

    [GeneratedRegex(@"\?(\d+)")]
    private static partial Regex Parameter();
}
