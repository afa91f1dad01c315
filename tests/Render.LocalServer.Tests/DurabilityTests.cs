using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Json;

namespace Render.LocalServer.Tests;

/// <summary>What was acknowledged outlives the process that did so, however that ends.</summary>
public sealed class DurabilityTests : IDisposable
{
    private const string Stack = "v1/owner/o/project/p/stack/s";
    private const int Acknowledged = 60;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly string folder = Directory.CreateTempSubdirectory("render-durability-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [InlineData()]
    [InlineData("--full-durability")]
    [InlineData("--log-size", "1", "--cache-size", "2")]
    public async Task A_killed_program_loses_nothing_that_it_had_acknowledged(params string[] options)
    {
        var path = Path.Combine(folder, "render.db");
        string[] arguments = ["--port", "0", "--database", path, .. options];
        ConcurrentBag<string> acknowledged = [];
        using (var program = Start(arguments))
        using (var http = await ClientAsync(program))
        {
            (await http.PostAsJsonAsync(Stack, new { versionNotes = "test" })).EnsureSuccessStatusCode();
            var senders = Enumerable.Range(0, 4).Select(i => SendAsync(http, i, acknowledged)).ToList();
            for (var patience = Stopwatch.StartNew(); acknowledged.Count < Acknowledged && patience.Elapsed < Patience;)
                await Task.Delay(5);

            // SIGKILL, in the middle of their requests.
            program.Kill();
            await Task.WhenAll(senders);
            await program.WaitForExitAsync();
        }

        Assert.InRange(acknowledged.Count, Acknowledged, int.MaxValue);
        using (var program = Start(arguments))
        using (var http = await ClientAsync(program))
        {
            var found = (await http.GetFromJsonAsync<HashSet<string>>($"{Stack}/tileIds"))!;
            program.Kill();
            await program.WaitForExitAsync();

            Assert.Subset(found, acknowledged.SelectMany(Tiles).ToHashSet());

            // All tiles of a request, or none.
            Assert.All(found.CountBy(id => id[..id.LastIndexOf('_')]), request => Assert.Equal(50, request.Value));
        }
    }

    private static async Task SendAsync(HttpClient http, int sender, ConcurrentBag<string> acknowledged)
    {
        for (var i = 0; ; i++)
        {
            var request = $"r{sender}_{i}";
            try
            {
                var tiles = Tiles(request).ToDictionary(id => id, ServerTests.Tile);
                using var response = await http.PutAsJsonAsync($"{Stack}/resolvedTiles", new { tileIdToSpecMap = tiles });
                response.EnsureSuccessStatusCode();
                acknowledged.Add(request);
            }
            catch (HttpRequestException)
            {
                return;
            }
        }
    }

    private static IEnumerable<string> Tiles(string request) => Enumerable.Range(0, 50).Select(i => $"{request}_{i}");

    private static async Task<HttpClient> ClientAsync(Process program) =>
        new() { BaseAddress = new Uri((await program.StandardOutput.ReadLineAsync())!["Listening on ".Length..]) };

    private static Process Start(string[] arguments) => Process.Start(new ProcessStartInfo(
        "dotnet", [typeof(RenderLocalServer).Assembly.Location, .. arguments])
    {
        RedirectStandardOutput = true,
    })!;
}
