using Render.Extensions.Tests.Support;
using static Render.Extensions.Tests.Import.TestTiles;

namespace Render.Extensions.Tests.Import;

/// <summary>A journal counts for the very stack only, not for another one that has its name.</summary>
public sealed class ForeignStackTests : OnEmbeddedServer
{
    [Fact]
    public async Task A_stack_that_was_created_anew_with_the_same_time_of_creation_is_another_one()
    {
        using var folder = new ScratchFolder();
        var version = new StackVersion { CreateTimestamp = DateTimeOffset.UnixEpoch };
        var options = new ImportOptions { Journal = folder["journal"], CreateStack = version };
        var stack = Client.Stack("again");
        await stack.ImportTilesAsync(Tiles(6), options);
        await stack.DeleteAsync();
        await stack.CreateAsync(version);

        await Assert.ThrowsAsync<ImportJournalException>(() => stack.ImportTilesAsync(Tiles(6), options));
    }

    [Fact]
    public async Task A_stack_that_somebody_else_has_filled_and_completed_is_another_one()
    {
        using var folder = new ScratchFolder();
        var others = new ImportOptions { CreateStack = new StackVersion(), Complete = true };
        var stack = Client.Stack("completed");
        await stack.ImportTilesAsync(Tiles(6), others with { Journal = folder["journal"] });
        var again = await stack.ImportTilesAsync(Tiles(6), others with { Journal = folder["journal"] });
        await stack.DeleteAsync();
        await stack.ImportTilesAsync(Tiles(6), others);

        Assert.Equal((6, true), (again.TilesLandedBefore, again.Completed));
        await Assert.ThrowsAsync<ImportJournalException>(() => stack.ImportTilesAsync(Tiles(6), others with { Journal = folder["journal"] }));
    }

    [Fact]
    public async Task A_new_stack_with_layers_that_are_not_in_the_source_is_not_completed()
    {
        using var folder = new ScratchFolder();
        var options = new ImportOptions { Journal = folder["journal"], CreateStack = new StackVersion() };
        var stack = Client.Stack("less");
        await stack.ImportTilesAsync([Tile("a", 1), Tile("b", 2)], options);

        var report = await stack.ImportTilesAsync([Tile("a", 1)], options with { Complete = true });

        Assert.False(report.Completed);
        Assert.Contains("such as z 2", report.NotCompletedBecause);
    }
}
