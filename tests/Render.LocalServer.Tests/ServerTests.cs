using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using Microsoft.Data.Sqlite;

namespace Render.LocalServer.Tests;

public sealed class ServerTests : IDisposable
{
    private const string Stack = "v1/owner/o/project/p/stack/s";

    private readonly string folder = Directory.CreateTempSubdirectory("render-server-tests").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_server_listens_on_loopback_only_and_says_where()
    {
        await using var server = await RenderLocalServer.StartAsync();

        Assert.Matches("^http://127\\.0\\.0\\.1:[1-9][0-9]*/render-ws/$", server.BaseAddress.ToString());
        Assert.Null(server.DatabasePath);
    }

    [Fact]
    public async Task What_was_saved_survives_a_restart()
    {
        var path = Path.Combine(folder, "render.db");
        await using (var first = await RenderLocalServer.StartAsync(new RenderLocalServerOptions { DatabasePath = path }))
        {
            using var http = Client(first);
            await CreateStackAsync(http);
            await SaveAsync(http, Tiles(0, 3));
            (await http.PutAsync($"{Stack}/state/COMPLETE", null)).EnsureSuccessStatusCode();
        }

        await using var second = await RenderLocalServer.StartAsync(new RenderLocalServerOptions { DatabasePath = path });
        using var again = Client(second);
        Assert.Equal("COMPLETE", (await again.GetFromJsonAsync<System.Text.Json.JsonElement>(Stack)).GetProperty("state").GetString());
        Assert.Equal(["tile0", "tile1", "tile2"], await StringsAsync(again, $"{Stack}/tileIds"));
        Assert.Equal(path, second.DatabasePath);
    }

    [Fact]
    public async Task The_file_is_complete_and_free_when_the_server_has_stopped()
    {
        var path = Path.Combine(folder, "render.db");
        await using (var server = await RenderLocalServer.StartAsync(new RenderLocalServerOptions { DatabasePath = path }))
        {
            using var http = Client(server);
            await CreateStackAsync(http);
            await http.GetStringAsync($"{Stack}/tileIds");
        }

        Assert.Equal(["render.db"], Directory.GetFiles(folder).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("render.db")]
    public async Task Tiles_that_are_put_concurrently_all_arrive(string? file)
    {
        await using var server = await RenderLocalServer.StartAsync(new RenderLocalServerOptions
        {
            DatabasePath = file is null ? null : Path.Combine(folder, file),
        });
        using var http = Client(server);
        await CreateStackAsync(http);

        await Parallel.ForAsync(0, 40, async (chunk, cancellationToken) =>
        {
            await SaveAsync(http, Tiles(25 * chunk, 25));
            await http.GetStringAsync($"{Stack}/zValues", cancellationToken);
        });

        Assert.Equal(1000, (await StringsAsync(http, $"{Stack}/tileIds")).Count);
    }

    [Fact]
    public async Task Two_servers_know_nothing_of_each_other()
    {
        await using var first = await RenderLocalServer.StartAsync();
        await using var second = await RenderLocalServer.StartAsync();
        using var here = Client(first);
        using var there = Client(second);

        await CreateStackAsync(here);

        Assert.Equal(["o"], await StringsAsync(here, "v1/owners"));
        Assert.Empty(await StringsAsync(there, "v1/owners"));
    }

    [Fact]
    public async Task A_port_is_free_again_after_the_server_has_stopped()
    {
        var first = await RenderLocalServer.StartAsync();
        var port = first.BaseAddress.Port;
        await first.StopAsync();
        await first.DisposeAsync();

        await using var second = await RenderLocalServer.StartAsync(new RenderLocalServerOptions { Port = port });

        Assert.Equal(port, second.BaseAddress.Port);
    }

    [Fact]
    public async Task Starting_and_stopping_leaves_no_file_open()
    {
        var path = Path.Combine(folder, "render.db");
        for (var i = 0; i < 10; i++)
        {
            await using var server = await RenderLocalServer.StartAsync(new RenderLocalServerOptions { DatabasePath = path });
            using var http = Client(server);
            await http.GetStringAsync("v1/owners");
        }

        var open = Directory.Exists("/proc/self/fd")
            ? Directory.GetFiles("/proc/self/fd").Select(file => new FileInfo(file).LinkTarget)
            : [];
        Assert.DoesNotContain(open, target => target?.StartsWith(folder, StringComparison.Ordinal) == true);
    }

    [Fact]
    public async Task A_port_in_use_is_named()
    {
        using var occupant = new TcpListener(IPAddress.Loopback, 0);
        occupant.Start();
        var port = ((IPEndPoint)occupant.LocalEndpoint).Port;

        var exception = await Assert.ThrowsAsync<IOException>(
            () => RenderLocalServer.StartAsync(new RenderLocalServerOptions { Port = port }));

        Assert.Contains($"Port {port} ", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_named_and_left_alone()
    {
        var path = Path.Combine(folder, "notes.txt");
        var text = string.Concat(Enumerable.Repeat("These are notes, not tiles. ", 100));
        await File.WriteAllTextAsync(path, text);

        var exception = await Assert.ThrowsAsync<IOException>(
            () => RenderLocalServer.StartAsync(new RenderLocalServerOptions { DatabasePath = path }));

        Assert.Contains(path, exception.Message, StringComparison.Ordinal);
        Assert.Equal(text, await File.ReadAllTextAsync(path));
    }

    [Fact]
    public async Task The_database_of_another_program_is_named_and_left_alone()
    {
        var path = Path.Combine(folder, "other.db");
        await using (var connection = new SqliteConnection($"Data Source={path};Pooling=False"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "CREATE TABLE notes (text TEXT)";
            await command.ExecuteNonQueryAsync();
        }

        var before = await File.ReadAllBytesAsync(path);
        var exception = await Assert.ThrowsAsync<IOException>(
            () => RenderLocalServer.StartAsync(new RenderLocalServerOptions { DatabasePath = path }));

        Assert.Contains(path, exception.Message, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(path));
    }

    [Fact]
    public async Task A_cancelled_start_starts_nothing()
    {
        var path = Path.Combine(folder, "render.db");

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RenderLocalServer.StartAsync(
            new RenderLocalServerOptions { DatabasePath = path }, new CancellationToken(canceled: true)));

        Assert.False(File.Exists(path));
    }

    [Fact]
    public async Task A_request_that_is_cut_off_saves_nothing()
    {
        await using var server = await RenderLocalServer.StartAsync();
        using var http = Client(server);
        await CreateStackAsync(http);
        using (var socket = new TcpClient())
        {
            await socket.ConnectAsync(IPAddress.Loopback, server.BaseAddress.Port);
            await using var stream = socket.GetStream();
            await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes(
                $"PUT /render-ws/{Stack}/resolvedTiles HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n"
                + "{\"tileIdToSpecMap\":{"));
        }

        Assert.Empty(await StringsAsync(http, $"{Stack}/tileIds"));
    }

    [Fact]
    public async Task A_refused_request_saves_none_of_its_tiles()
    {
        await using var server = await RenderLocalServer.StartAsync();
        using var http = Client(server);
        await CreateStackAsync(http);

        using var response = await http.PutAsJsonAsync($"{Stack}/resolvedTiles", new
        {
            tileIdToSpecMap = new Dictionary<string, object>
            {
                ["a"] = Tile("a"),
                ["b"] = new { tileId = "b", z = 1.0, width = 10.0, height = 10.0 },
            },
        });

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Empty(await StringsAsync(http, $"{Stack}/tileIds"));
    }

    internal static HttpClient Client(RenderLocalServer server) => new() { BaseAddress = server.BaseAddress };

    internal static async Task CreateStackAsync(HttpClient http) =>
        (await http.PostAsJsonAsync(Stack, new { versionNotes = "test" })).EnsureSuccessStatusCode();

    internal static async Task SaveAsync(HttpClient http, Dictionary<string, object> tiles) =>
        (await http.PutAsJsonAsync($"{Stack}/resolvedTiles", new { tileIdToSpecMap = tiles })).EnsureSuccessStatusCode();

    internal static object Tile(string id) => new
    {
        tileId = id,
        layout = new { sectionId = "1.0" },
        z = 1.0,
        minX = 0.0,
        minY = 0.0,
        maxX = 10.0,
        maxY = 10.0,
        width = 10.0,
        height = 10.0,
        transforms = new { type = "list", specList = Array.Empty<object>() },
    };

    private static async Task<IReadOnlyList<string>> StringsAsync(HttpClient http, string path) =>
        (await http.GetFromJsonAsync<List<string>>(path))!;

    private static Dictionary<string, object> Tiles(int start, int count) =>
        Enumerable.Range(start, count).Select(i => $"tile{i}").ToDictionary(id => id, Tile);
}
