using System.Net.Http.Json;

namespace Render.LocalServer.Tests;

/// <summary>Many connections that read and write at once, some of which go away in the middle.</summary>
public sealed class LoadTests : IDisposable
{
    private const int Connections = 16;
    private const int Rounds = 40;
    private const long Megabyte = 1 << 20;

    private readonly string folder = Directory.CreateTempSubdirectory("render-load-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Every_request_of_sixteen_connections_is_served_while_the_log_is_emptied_again_and_again()
    {
        var path = Path.Combine(folder, "render.db");
        await using var server = await RenderLocalServer.StartAsync(
            new RenderLocalServerOptions { DatabasePath = path, LogSize = Megabyte, CacheSize = 8 * Megabyte });
        using var http = ServerTests.Client(server);
        for (var i = 0; i < Connections; i++)
            (await http.PostAsJsonAsync(Stack(i), new { versionNotes = "load" })).EnsureSuccessStatusCode();

        long longest = 0;
        await Parallel.ForAsync(0, Connections, new ParallelOptions { MaxDegreeOfParallelism = Connections }, async (i, cancellationToken) =>
        {
            for (var round = 0; round < Rounds; round++)
            {
                await SaveAsync(http, i, round);
                var other = (i + round) % Connections;
                foreach (var read in (string[])["zValues", "tileIds?minZ=1&maxZ=1", "z/1/tileBounds", "z/1/box/0,0,5,5/tile-count", ""])
                {
                    using var response = await http.GetAsync(new Uri($"{Stack(other)}/{read}", UriKind.Relative), cancellationToken);
                    response.EnsureSuccessStatusCode();
                }

                using var impatient = new CancellationTokenSource(TimeSpan.FromMilliseconds(round % 4));
                await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
                {
                    await http.GetStringAsync(new Uri($"{Stack(i)}/resolvedTiles", UriKind.Relative), impatient.Token);
                    impatient.Token.WaitHandle.WaitOne();
                    impatient.Token.ThrowIfCancellationRequested();
                });
                longest = Math.Max(longest, new FileInfo(path + "-wal").Length);
            }
        });

        for (var i = 0; i < Connections; i++)
            Assert.Equal(Rounds * 20, (await http.GetFromJsonAsync<List<string>>($"{Stack(i)}/tileIds"))!.Count);

        Assert.InRange(longest, 1, 3 * Megabyte);
    }

    private static async Task SaveAsync(HttpClient http, int stack, int round)
    {
        var tiles = Enumerable.Range(0, 20).Select(i => $"t{round}_{i}").ToDictionary(id => id, ServerTests.Tile);
        (await http.PutAsJsonAsync($"{Stack(stack)}/resolvedTiles", new { tileIdToSpecMap = tiles })).EnsureSuccessStatusCode();
    }

    private static string Stack(int i) => $"v1/owner/o/project/p/stack/s{i}";
}
