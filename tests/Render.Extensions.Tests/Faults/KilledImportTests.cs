using System.Diagnostics;
using System.Globalization;
using Render.Extensions.Tests.Support;

namespace Render.Extensions.Tests.Faults;

/// <summary>A process that imports with a journal is killed (SIGKILL) again and again, and the next one goes on.</summary>
public sealed class KilledImportTests : OnEmbeddedServer
{
    private const int Tiles = 40_000;
    private const int Kills = 4;
    private const int InRequest = 50;

    [Fact]
    public async Task A_killed_import_goes_on_where_it_was_and_sends_nothing_acknowledged_again()
    {
        using var folder = new ScratchFolder();
        var random = new Random(17);
        long acknowledged = 0;
        for (int kill = 0; kill < Kills; kill++)
        {
            var (landed, before, exitCode) = await RunAsync("killed", folder["journal"], linesUntilKill: random.Next(5, 60));
            Assert.NotEqual(0, exitCode);
            // Killed before anything new has landed, it may still have been passing over what is known.
            Assert.True(landed == 0 || before >= acknowledged, $"{acknowledged} tiles were acknowledged, and {before} are known");
            acknowledged = Math.Max(acknowledged, landed + before);
            Assert.InRange(acknowledged, 1, Tiles - InRequest);
        }

        var (rest, known, end) = await RunAsync("killed", folder["journal"], linesUntilKill: int.MaxValue);
        var (all, none, _) = await RunAsync("plain", "", linesUntilKill: int.MaxValue);

        Assert.Equal(0, end);
        Assert.True(known >= acknowledged);
        Assert.Equal((Tiles, Tiles, 0), (rest + known, all, none));
        await AssertSameAsync(Client.Stack("plain"), Client.Stack("killed"));
    }

    // What the last line says that was read before the end.
    private async Task<(long Landed, long Before, int ExitCode)> RunAsync(string stack, string journal, int linesUntilKill)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true };
        foreach (string argument in new[] { "exec", Path.Combine(AppContext.BaseDirectory, "ImportProcess.dll"), Client.Options.BaseAddress.ToString(), stack, journal, $"{Tiles}", Owner, Project })
            start.ArgumentList.Add(argument);

        using var process = Process.Start(start)!;
        string last = "0 0";
        for (int lines = 0; lines < linesUntilKill && await process.StandardOutput.ReadLineAsync() is { } line; lines++)
            last = line;

        if (linesUntilKill < int.MaxValue)
            process.Kill();

        await process.WaitForExitAsync();
        string[] numbers = last.Split(' ');
        return (long.Parse(numbers[0], CultureInfo.InvariantCulture), long.Parse(numbers[1], CultureInfo.InvariantCulture), process.ExitCode);
    }

    private static async Task AssertSameAsync(RenderStack expected, RenderStack actual)
    {
        Assert.Equal(StackState.Complete, (await actual.GetMetadataAsync()).State);
        var zValues = await expected.GetZValuesAsync();
        Assert.Equal(zValues, await actual.GetZValuesAsync());
        await WireLayers.AssertAreSameAsync(expected, actual, [.. zValues]);
    }
}
