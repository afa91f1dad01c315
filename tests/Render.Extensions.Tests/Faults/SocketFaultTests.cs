using Render.Extensions.Tests.Support;
using static Render.Extensions.Tests.Import.TestTiles;

namespace Render.Extensions.Tests.Faults;

/// <summary>Imports and exports over connections that are cut: in the end the stack and the files are those of connections that hold.</summary>
public sealed class SocketFaultTests() : OnEmbeddedServer(onlyBecause: "its time limits of 150 ms are for a server in the same process")
{
    private const int Schedules = 25;
    private const int TileCount = 120;
    private const int InLayer = 30;

    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(150);

    private int stacks;
    private int cuts;

    [Fact]
    public async Task Whatever_is_cut_a_stack_gets_onto_the_server_and_into_files_as_it_should()
    {
        await SocketSchedule.Any.RunAllAsync(RunAsync, Schedules, threads: 1);

        Assert.True(cuts > 3 * Schedules, $"only {cuts} connections were cut");
    }

    private async Task RunAsync(SocketSchedule schedule)
    {
        using var folder = ScratchFolder.ForSmallFiles();
        var stack = Client.Stack($"s{++stacks}");
        await stack.CreateAsync();
        var options = new ImportOptions { Journal = folder["journal"], MaxTilesPerRequest = 20, Parallelism = 2, Complete = true, Reopen = true };
        long acknowledged = 0;
        foreach (var run in schedule.Importing)
        {
            if (await OverCutsAsync(stack, run, schedule.Retries, cut => cut.ImportTilesAsync(Tiles(TileCount, InLayer), options).ReportAsync()) is not { } report)
                continue;

            Assert.True(report.TilesLandedBefore >= acknowledged, $"{acknowledged} tiles were acknowledged before: {report}");
            acknowledged = report.TilesLandedBefore + report.TilesLanded;
        }

        var last = await stack.ImportTilesAsync(Tiles(TileCount, InLayer), options);
        Assert.True(last.Completed && last.TilesLandedBefore >= acknowledged, $"{acknowledged} tiles were acknowledged before: {last}");
        var plain = await ImportAsync($"{stack.Name}Plain", Tiles(TileCount, InLayer));
        await WireLayers.AssertAreSameAsync(plain, stack, [.. await plain.GetZValuesAsync()]);
        await ExportAsync(stack, schedule);
    }

    private async Task ExportAsync(RenderStack stack, SocketSchedule schedule)
    {
        var options = new ExportOptions { Existing = ExistingFiles.Keep, OneFile = schedule.OneFile };
        using var sound = ScratchFolder.ForSmallFiles();
        using var folder = ScratchFolder.ForSmallFiles();
        await stack.ExportFilesAsync(sound.FullName, options);
        foreach (var run in schedule.Exporting)
        {
            if (await OverCutsAsync(stack, run, schedule.Retries, cut => cut.ExportFilesAsync(folder.FullName, options).ReportAsync()) is { } report)
                Assert.Equal(report.TileFiles.Select(path => Path.GetFileName(path)), folder.Names);
        }

        await stack.ExportFilesAsync(folder.FullName, options);
        Assert.Equal(sound.Names, folder.Names);
        Assert.All(folder.Names, name => Assert.Equal(File.ReadAllText(sound[name]), File.ReadAllText(folder[name])));
    }

    private async Task<T> OverCutsAsync<T>(RenderStack stack, Cut[] run, int retries, Func<RenderStack, Task<T>> action)
    {
        await using var proxy = new CuttingProxy(Client.Options.BaseAddress, run);
        using var client = RenderClient.Connect(new RenderClientOptions
        {
            Host = proxy.Address.ToString(),
            Retry = new RenderRetryOptions { MaxRetries = retries, BaseDelay = TimeSpan.FromMilliseconds(1) },
            TimeLimits = new RenderTimeLimits { Read = Patience, Change = Patience, Upload = Patience, LongRunning = Patience },
        });
        var result = await action(client.Stack(stack.Name, stack.Project, stack.Owner));
        cuts += proxy.Made;
        return result;
    }
}
