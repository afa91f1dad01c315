using System.Text.Json.Nodes;
using Render.Extensions.Tests.Support;

namespace Render.Extensions.Tests.Faults;

/// <summary>
/// Imports with a journal into a model of the server, between which and the client things go wrong: whatever the schedule of faults, the
/// reports are true, nothing acknowledged is lost or sent twice, and in the end the stack is that of an import without faults.
/// </summary>
public sealed class ImportFaultTests
{
    private const int Schedules = 3_000;

    [Fact]
    public Task Whatever_goes_wrong_the_resumed_import_ends_like_one_without_faults() =>
        ImportSchedule.Any.RunAllAsync(RunAsync, Schedules);

    private static async Task RunAsync(ImportSchedule schedule)
    {
        using var folder = ScratchFolder.ForSmallFiles();
        var server = new ModelServer();
        Fill(server.AddStack("s"), schedule);
        var run = new FaultyImport(schedule, server.Handle, () => server.Stacks["s"], folder["journal"], keepsJson: true);
        int last = await run.RunAllAsync();
        AssertSame(await WithoutFaultsAsync(schedule, last), server.Stacks["s"]);
    }

    // What a first import of the tiles as they are in the end, into a server without faults, makes of the stack.
    private static async Task<ModelStack> WithoutFaultsAsync(ImportSchedule schedule, int content)
    {
        var server = new ModelServer();
        Fill(server.AddStack("s"), schedule);
        using var handler = new FaultHandler(server.Handle, []);
        await handler.Client.Stack("s").ImportTilesAsync(
            FaultyImport.Source(schedule, content),
            new ImportOptions { ExistingLayers = schedule.Existing, SharedTransforms = [FaultyImport.Lens(content)], Complete = true });
        return server.Stacks["s"];
    }

    // In every layer, and in one that the import does not touch, something is there already.
    private static void Fill(ModelStack stack, ImportSchedule schedule)
    {
        for (int z = 0; z <= schedule.Layers; z++)
            stack.Tiles[$"old{z}"] = new JsonObject { ["tileId"] = $"old{z}", ["z"] = z }.ToJsonString();
    }

    private static void AssertSame(ModelStack expected, ModelStack actual)
    {
        Assert.Equal(expected.State, actual.State);
        Assert.Equal(expected.Tiles.OrderBy(tile => tile.Key), actual.Tiles.OrderBy(tile => tile.Key));
        Assert.Equal(expected.Transforms.OrderBy(transform => transform.Key), actual.Transforms.OrderBy(transform => transform.Key));
    }
}
