using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Render.LocalServer.Tests.Storage;

/// <summary>Database files of other versions of the program.</summary>
public sealed class SchemaTests : IDisposable
{
    private const string Stack = "v1/owner/o/project/p/stack/aligned";

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("render-schema-");

    private string Path => System.IO.Path.Combine(folder.FullName, "test.db");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task A_file_of_schema_1_is_brought_up_to_date_and_answers_as_before()
    {
        await ExecuteAsync(await File.ReadAllTextAsync(Golden.Path("database-1.sql")));

        for (var start = 0; start < 2; start++)
        {
            await using var server = await RenderLocalServer.StartAsync(new RenderLocalServerOptions { DatabasePath = Path });
            using var http = ServerTests.Client(server);
            var stacks = await JsonAsync(http, "v1/owner/o/stacks");

            // By cycle; both with what they were stored with.
            Assert.Equal(["raw", "aligned"], stacks.EnumerateArray().Select(stack => stack.GetProperty("stackId").GetProperty("stack").GetString()));
            Assert.Equal("2026-01-02T03:04:05.678Z", stacks[1].GetProperty("lastModifiedTimestamp").GetString());
            Assert.Equal([1, 2, 3], (await JsonAsync(http, $"{Stack}/zValues")).EnumerateArray().Select(z => z.GetDouble()));
            Assert.Equal(3, (await JsonAsync(http, $"{Stack}/sectionData")).GetArrayLength());
            Assert.Equal(4, (await JsonAsync(http, $"{Stack}/section/2.0/tileBounds")).GetArrayLength());
            Assert.Equal(12, (await JsonAsync(http, $"{Stack}/resolvedTiles")).GetProperty("tileIdToSpecMap").EnumerateObject().Count());

            // The wide tile reaches into the box from far away.
            Assert.Equal(2, (await JsonAsync(http, $"{Stack}/z/2/box/95,5,2,2/tile-count")).GetInt32());
            Assert.Equal(1, (await JsonAsync(http, $"{Stack}/z/1/box/95,5,2,2/tile-count")).GetInt32());
            Assert.Equal(3, (await JsonAsync(http, "v1/owner/o/matchCollections"))[0].GetProperty("pairCount").GetInt32());
            Assert.Equal(3, (await JsonAsync(http, "v1/owner/o/matchCollection/m/group/2.0/matchesOutsideGroup")).GetArrayLength());
        }
    }

    [Fact]
    public async Task A_file_of_a_later_schema_is_left_alone_and_the_message_says_what_to_do()
    {
        await ExecuteAsync("CREATE TABLE stack (id INTEGER PRIMARY KEY); PRAGMA application_id = 0x526e6472; PRAGMA user_version = 99");
        var before = await File.ReadAllBytesAsync(Path);

        var exception = await Assert.ThrowsAsync<IOException>(
            () => RenderLocalServer.StartAsync(new RenderLocalServerOptions { DatabasePath = Path }));

        Assert.Contains(Path, exception.Message, StringComparison.Ordinal);
        Assert.Contains("schema 99", exception.Message, StringComparison.Ordinal);
        Assert.Contains("Use the version that wrote it or a later one, or choose another file.", exception.Message, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(Path));
    }

    private static async Task<JsonElement> JsonAsync(HttpClient http, string path) => await http.GetFromJsonAsync<JsonElement>(path);

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={Path};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }
}
