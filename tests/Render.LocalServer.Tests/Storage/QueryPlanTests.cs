using System.Text.RegularExpressions;

namespace Render.LocalServer.Tests.Storage;

/// <summary>
/// What an operation costs follows from what it asks for, not from what else is stored: shown by the plans of all statements that ran while
/// requests went to all operations.
/// </summary>
public sealed partial class QueryPlanTests(TracedRequests requests) : IClassFixture<TracedRequests>
{
    [Fact]
    public void All_operations_that_are_offered_were_asked_and_ran_statements()
    {
        var unasked = requests.Offered.Where(operation => !requests.All.Any(
            request => request.Method == operation.Method && Template(operation).IsMatch(request.Path)));

        Assert.Empty(unasked.Select(operation => operation.Id));
        Assert.InRange(requests.All.SelectMany(request => request.Plans).Select(plan => plan.Sql).Distinct().Count(), 80, int.MaxValue);
    }

    [Fact]
    public void No_statement_reads_the_rows_of_all_stacks() => Assert.Empty(
        requests.All.SelectMany(request => request.Plans).Concat(requests.Background)
            .Where(plan => plan.ScansTable).Select(plan => plan.ToString()).Distinct());

    [Fact]
    public void Only_operations_on_whole_stacks_and_collections_read_all_of_their_rows() => Assert.Empty(
        requests.All.Where(request => !AsksForEverything().IsMatch($"{request.Method} {request.Path}"))
            .SelectMany(request => request.Plans, (request, plan) => (request.Path, Plan: plan))
            .Where(entry => entry.Plan.ReadsWholeStack)
            .Select(entry => $"{entry.Path}: {entry.Plan}"));

    [Fact]
    public void No_statement_sorts_a_whole_stack() => Assert.Empty(
        requests.All.SelectMany(request => request.Plans)
            .Where(plan => plan.ReadsWholeStack && plan.Sorts)
            .Select(plan => plan.ToString())
            .Distinct());

    [Theory]
    [InlineData("SELECT min_x FROM tile WHERE stack = ?1 AND (?2 IS NULL OR z = ?2) AND (?3 IS NULL OR section_id = ?3) ORDER BY id")]
    [InlineData("SELECT tile_id FROM tile WHERE stack = ?1 AND (?2 IS NULL OR z >= ?2) AND (?3 IS NULL OR z <= ?3) ORDER BY tile_id")]
    [InlineData("SELECT DISTINCT z FROM tile WHERE stack = ?1 AND z IS NOT NULL ORDER BY z")]
    [InlineData("SELECT tile_id FROM tile WHERE section_id = ?1")]
    [InlineData("SELECT p_id FROM pair WHERE collection = ?1 AND (p_group = ?2 OR q_group = ?2) ORDER BY p_group, q_group, p_id, q_id")]
    public async Task A_statement_that_walks_through_a_stack_is_seen(string sql)
    {
        await using var database = Database.Open(null);
        var plan = await database.ReadAsync(session => QueryPlan.Of(session, sql), CancellationToken.None);

        Assert.True(plan.ReadsWholeStack || plan.ScansTable, plan.ToString());
    }

    private static Regex Template(Operation operation) => new($"^{Parameter().Replace(operation.Path[1..], "[^/?]+")}/?(\\?.*)?$");

    // What is asked here is about all tiles of a stack (or all of its transforms: how many there are), or all pairs of a collection.
    [GeneratedRegex(@"^PUT .*/state/|^PUT .*/cloneTo/|^GET .*/tileIds(\?matchPattern=[^&]*)?$|^GET v1/owner/\w+/project/\w+/stack/\w+/resolvedTiles$"
        + @"|^GET .*/multiConsensus(P)?GroupIds$")]
    private static partial Regex AsksForEverything();

    [GeneratedRegex(@"\{\w+\}")]
    private static partial Regex Parameter();
}
