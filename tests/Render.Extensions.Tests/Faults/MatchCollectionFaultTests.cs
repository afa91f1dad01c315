using System.Runtime.CompilerServices;

namespace Render.Extensions.Tests.Faults;

/// <summary>Changes of match collections, while things go wrong: done means done, and what was not meant stays.</summary>
public sealed class MatchCollectionFaultTests
{
    private const int Schedules = 500;

    // Of groups 1 and 2, two tiles each.
    private static readonly (string P, string Q)[] Pairs =
        [("1 a", "1 b"), ("1 a", "2 a"), ("1 a", "2 b"), ("1 b", "2 a"), ("2 a", "2 b")];

    [Fact]
    public Task A_pair_that_is_deleted_is_gone() => RunAsync(
        collection => collection.DeleteMatchesAsync(new CanvasId("1", "a"), new CanvasId("2", "a")),
        pair => pair == ("1 a", "2 a"));

    [Fact]
    public Task Pairs_between_groups_that_are_deleted_are_gone() => RunAsync(
        collection => collection.DeleteMatchesBetweenGroupsAsync("1", "2"),
        pair => pair.P[0] == '1' && pair.Q[0] == '2');

    [Fact]
    public Task Pairs_with_other_groups_that_are_deleted_are_gone() => RunAsync(
        collection => collection.DeleteMatchesOutsideGroupAsync("1"),
        pair => pair.P[0] == '1' && pair.Q[0] == '2');

    [Fact]
    public Task Pairs_of_a_tile_that_are_deleted_are_gone() => RunAsync(
        collection => collection.DeleteMatchesInvolvingTileAsync(new CanvasId("2", "a")),
        pair => pair.P == "2 a" || pair.Q == "2 a");

    [Fact]
    public Task Pairs_of_a_p_group_that_are_deleted_are_gone() => RunAsync(
        collection => collection.DeletePGroupMatchesAsync("1"),
        pair => pair.P[0] == '1');

    [Fact]
    public Task A_collection_that_is_deleted_is_gone() => ChangeAsync(
        collection => collection.DeleteAsync(),
        server => server.Collections.ContainsKey("m") ? -1 : 0);

    [Fact]
    public Task A_renamed_collection_has_one_name() => ChangeAsync(
        collection => collection.RenameAsync("n"),
        server => (server.Collections.ContainsKey("n"), server.Collections.ContainsKey("m")) switch
        {
            (true, false) => 0,
            (false, true) => -1,
            _ => 1,
        });

    private static Task RunAsync(
        Func<RenderMatchCollection, Task> delete, Func<(string P, string Q), bool> isMeant, [CallerMemberName] string test = "") =>
        ChangeAsync(
            delete,
            server =>
            {
                var rest = Pairs.Where(pair => !isMeant(pair)).ToHashSet();
                var stored = server.Collections["m"].Keys.ToHashSet();
                return stored.SetEquals(rest) ? 0 : stored.SetEquals(Pairs) ? -1 : 1;
            },
            test);

    private static Task ChangeAsync(
        Func<RenderMatchCollection, Task> change, Func<ModelServer, int> deviation, [CallerMemberName] string test = "") =>
        ImportSchedule.FaultyRun.RunAllAsync(
            faults => ChangeSchedule.RunAsync(
                faults,
                server => server.Collections["m"] = Pairs.ToDictionary(pair => pair, _ => "{}"),
                client => change(client.MatchCollection("m")),
                deviation),
            Schedules,
            test: test);
}
