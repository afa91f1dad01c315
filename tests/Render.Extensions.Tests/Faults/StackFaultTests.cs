using System.Runtime.CompilerServices;

namespace Render.Extensions.Tests.Faults;

/// <summary>Changes of stacks that must not happen twice, while things go wrong: done means done once, and what fails is done at most once.</summary>
public sealed class StackFaultTests
{
    private const int Schedules = 1_000;

    [Fact]
    public Task A_stack_gets_one_version_when_one_is_asked_for() => RunAsync(
        stack => stack.CreateAsync(),
        server => server.Stacks["s"].Version - 1);

    [Fact]
    public Task A_completed_stack_is_complete() => RunAsync(
        stack => stack.CompleteAsync(),
        server => server.Stacks["s"].State == "COMPLETE" ? 0 : -1);

    [Fact]
    public Task A_renamed_stack_has_one_name() => RunAsync(
        stack => stack.RenameAsync("t"),
        server => (server.Stacks.ContainsKey("t"), server.Stacks.ContainsKey("s")) switch
        {
            (true, false) => 0,
            (false, true) => -1,
            _ => 1,
        });

    [Fact]
    public Task A_clone_has_the_tiles() => RunAsync(
        stack => stack.CloneToAsync(stack.Client.Stack("t")),
        server => server.Stacks.TryGetValue("t", out var clone) ? Math.Abs(clone.Tiles.Count - 1) : -1);

    [Fact]
    public Task A_deleted_stack_is_gone() => RunAsync(
        stack => stack.DeleteAsync(),
        server => server.Stacks.ContainsKey("s") ? -1 : 0);

    [Fact]
    public Task A_layer_that_is_removed_is_gone() => RunAsync(
        stack => stack.DeleteLayerAsync(1),
        server => -server.Stacks["s"].Tiles.Count);

    /// <param name="change">The change of a stack with one tile.</param>
    /// <param name="deviation">0 when it is done, -1 when it is not, more when too much is done.</param>
    /// <param name="test">The name of the test.</param>
    private static Task RunAsync(Func<RenderStack, Task> change, Func<ModelServer, int> deviation, [CallerMemberName] string test = "") =>
        ImportSchedule.FaultyRun.RunAllAsync(
            faults => ChangeSchedule.RunAsync(
                faults,
                server => server.AddStack("s").Tiles["a"] = """{"tileId":"a","z":1}""",
                client => change(client.Stack("s")),
                deviation),
            Schedules,
            test: test);
}
