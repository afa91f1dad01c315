using System.Diagnostics;

namespace Render.Benchmarks.Server;

/// <summary>The embedded server as a program of its own, so that its memory is not mixed with that of its clients.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private readonly Process process;

    private ServerProcess(Process process, HttpClient http)
    {
        this.process = process;
        Http = http;
    }

    public HttpClient Http { get; }

    public double ResidentMegabytes
    {
        get
        {
            process.Refresh();
            return process.WorkingSet64 / 1e6;
        }
    }

    /// <summary>Starts the program on any free port.</summary>
    /// <param name="database">The file.</param>
    public static async Task<ServerProcess> StartAsync(string database)
    {
        var process = Process.Start(new ProcessStartInfo(
            "dotnet", [typeof(RenderLocalServer).Assembly.Location, "--port", "0", "--database", database])
        {
            RedirectStandardOutput = true,
        })!;
        var address = (await process.StandardOutput.ReadLineAsync())!["Listening on ".Length..];
        return new(process, new HttpClient { BaseAddress = new Uri(address), Timeout = TimeSpan.FromHours(1) });
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }
}
