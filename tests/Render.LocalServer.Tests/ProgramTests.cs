using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Render.LocalServer.Tests;

public sealed class ProgramTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("render-server-tests").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task The_program_says_where_it_listens_and_where_the_database_is_and_stops_when_asked()
    {
        var path = Path.Combine(folder, "render.db");
        using var program = Start("--port", "0", "--database", path);
        var address = (await program.StandardOutput.ReadLineAsync())!["Listening on ".Length..];
        var database = await program.StandardOutput.ReadLineAsync();

        using (var http = new HttpClient())
            Assert.Equal("[]", await http.GetStringAsync(new Uri(address + "v1/owners")));

        Assert.Equal($"Database: {path}", database);
        using var kill = Process.Start("kill", ["-TERM", $"{program.Id}"]);
        await program.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(0, program.ExitCode);
        Assert.Equal([path], Directory.GetFiles(folder));
    }

    [Theory]
    [InlineData("4.0.2", HttpStatusCode.NotFound)]
    [InlineData("4.3", HttpStatusCode.BadRequest)]
    public async Task The_line_is_an_option(string line, HttpStatusCode expected)
    {
        using var program = Start("--port", "0", "--line", line);
        var address = (await program.StandardOutput.ReadLineAsync())!["Listening on ".Length..];

        // Only 4.3 has this operation, and refuses the name.
        using (var http = new HttpClient())
        using (var response = await http.GetAsync(new Uri(address + "v1/owner/o/project/p/stack/s/resolvedTilesWithMatchesFrom/m-c")))
            Assert.Equal(expected, response.StatusCode);

        using var kill = Process.Start("kill", ["-TERM", $"{program.Id}"]);
        await program.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task A_port_in_use_is_one_line_and_exit_code_1()
    {
        using var occupant = new TcpListener(IPAddress.Loopback, 0);
        occupant.Start();

        await AssertFailsAsync(["--port", $"{((IPEndPoint)occupant.LocalEndpoint).Port}"], "in use");
    }

    [Fact]
    public async Task A_file_that_cannot_be_used_is_one_line_and_exit_code_1()
    {
        var path = Path.Combine(folder, "missing", "render.db");

        await AssertFailsAsync(["--port", "0", "--database", path], path);
    }

    private static async Task AssertFailsAsync(string[] arguments, string expected)
    {
        using var program = Start(arguments);
        var error = await program.StandardError.ReadToEndAsync();
        await program.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(20));

        Assert.Equal(1, program.ExitCode);
        Assert.Contains(expected, Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    private static Process Start(params string[] arguments) => Process.Start(new ProcessStartInfo(
        "dotnet", [typeof(RenderLocalServer).Assembly.Location, .. arguments])
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;
}
