using CsCheck;

namespace Render.Extensions.Tests.Faults;

/// <summary>Changes of stacks that must not happen twice, while things go wrong: done means done once, and what fails is done at most once.</summary>
public sealed class StackFaultTests
{
    private const int Schedules = 1_000;

    private static readonly Gen<Fault[]> Schedule = Gen.Enum<Fault>().Array[1, 8];

    [Fact]
    public Task A_stack_gets_one_version_when_one_is_asked_for() => SampleAsync(
        stack => stack.CreateAsync(),
        server => server.Stacks["s"].Version - 1);

    [Fact]
    public Task A_completed_stack_is_complete() => SampleAsync(
        stack => stack.CompleteAsync(),
        server => server.Stacks["s"].State == "COMPLETE" ? 0 : -1);

    [Fact]
    public Task A_renamed_stack_has_one_name() => SampleAsync(
        stack => stack.RenameAsync("t"),
        server => (server.Stacks.ContainsKey("t"), server.Stacks.ContainsKey("s")) switch
        {
            (true, false) => 0,
            (false, true) => -1,
            _ => 1,
        });

    [Fact]
    public Task A_clone_has_the_tiles() => SampleAsync(
        stack => stack.CloneToAsync(stack.Client.Stack("t")),
        server => server.Stacks.TryGetValue("t", out var clone) ? Math.Abs(clone.Tiles.Count - 1) : -1);

    [Fact]
    public Task A_deleted_stack_is_gone() => SampleAsync(
        stack => stack.DeleteAsync(),
        server => server.Stacks.ContainsKey("s") ? -1 : 0);

    /// <param name="change">The change of a stack with one tile.</param>
    /// <param name="deviation">0 when it is done, -1 when it is not, more when too much is done.</param>
    private static Task SampleAsync(Func<RenderStack, Task> change, Func<ModelServer, int> deviation) => Schedule.SampleAsync(
        async faults =>
        {
            var server = new ModelServer();
            server.AddStack("s").Tiles["a"] = """{"tileId":"a","z":1}""";
            using var handler = new FaultHandler(server.Handle, faults);
            using var client = handler.Connect();
            try
            {
                await change(client.Stack("s"));
                Assert.Equal(0, deviation(server));
            }
            catch (RenderException)
            {
                Assert.InRange(deviation(server), -1, 0);
            }
        },
        iter: Schedules,
        seed: "0000KOIPe036",
        threads: 2);
}
