using System.Text.Json;
using System.Text.Json.Nodes;

namespace Render.SpecSync.Tests;

public sealed class CommandTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("specsync").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task No_difference_ends_with_0()
    {
        var (code, output, _) = await Run("diff", Sample.ServerFile, "--contract", Sample.ContractFile);

        Assert.Equal(0, code);
        Assert.Contains("5 operations\nno difference\n", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Text", "- DELETE /v1/owner/{owner}/stack/{stack}\n")]
    [InlineData("Markdown", "## Operations removed\n\n- `DELETE /v1/owner/{owner}/stack/{stack}`\n")]
    public async Task Differences_end_with_1_and_are_printed(string format, string expected)
    {
        var (code, output, _) = await Run("diff", Changed(), "--contract", Sample.ContractFile, "--format", format);

        Assert.Equal(1, code);
        Assert.Contains(expected, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_programs_read_the_report_as_json()
    {
        string file = Path.Combine(folder, "report.json");
        await Run("diff", Changed(), "--contract", Sample.ContractFile, "--format", "json", "--output", file);

        var operation = Assert.Single(JsonElement.Parse(File.ReadAllText(file)).GetProperty("operations").EnumerateArray());
        Assert.Equal("Removed", operation.GetProperty("kind").GetString());
        Assert.Equal("DELETE /v1/owner/{owner}/stack/{stack}", operation.GetProperty("subject").GetString());
    }

    [Fact]
    public async Task A_file_that_is_not_there_ends_with_2_and_is_named()
    {
        var (code, _, error) = await Run("diff", "nothing.json", "--contract", Sample.ContractFile);

        Assert.Equal(2, code);
        Assert.StartsWith("nothing.json cannot be read", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_report_says_which_line_of_the_server_moved()
    {
        var server = JsonNode.Parse(File.ReadAllText(Repository.Golden("swagger/render-ws-4.3.swagger.json")))!;
        server["paths"]!.AsObject().Remove("/v1/likelyUniqueId");
        string file = Path.Combine(folder, "server.json");
        File.WriteAllText(file, server.ToJsonString());

        var (code, output, _) = await Run("diff", file, "--contract", Repository.Contract, "--format", "Markdown");

        Assert.Equal(1, code);
        Assert.StartsWith("# What the server of the line 4.3 describes, compared with what is known\n", output, StringComparison.Ordinal);
        Assert.Contains("## Operations removed\n\n- `GET /v1/likelyUniqueId`\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_that_the_contract_does_not_have_ends_with_2()
    {
        var (code, _, error) = await Run(
            "diff", Repository.Golden("swagger/render-ws-4.3.swagger.json"), "--contract", Repository.Contract, "--line", "5");

        Assert.Equal(2, code);
        Assert.Contains("has no line 5, only 4.0.2, 4.3.", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_command_line_ends_with_2() => Assert.Equal(2, (await Run("diff")).Code);

    [Fact]
    public async Task Applying_writes_the_contract_and_the_changelog()
    {
        string contract = Path.Combine(folder, "contract.json");
        string changelog = Path.Combine(folder, "CHANGELOG.md");
        File.Copy(Sample.ContractFile, contract);
        File.WriteAllText(changelog, "# Changelog\n\n## [Unreleased]\n\n### Changed\n\n- Something.\n\n## [0.1.0]\n");

        var (code, _, _) = await Run("apply", Changed(), "--contract", contract, "--server-version", "1.1.0", "--changelog", changelog);

        Assert.Equal(0, code);
        Assert.Equal(0, (await Run("diff", Changed(), "--contract", contract)).Code);
        Assert.Equal(
            "# Changelog\n\n## [Unreleased]\n\n### Changed\n\n- Something.\n" +
            "- The contract follows render-ws 1.1.0: operations: 0 added, 1 removed, 0 changed; models: 0 added, 0 removed, 0 changed.\n" +
            "\n## [0.1.0]\n",
            File.ReadAllText(changelog));
    }

    [Fact]
    public async Task A_changelog_without_a_place_for_the_entry_leaves_everything_as_it_is()
    {
        string contract = Path.Combine(folder, "contract.json");
        string changelog = Path.Combine(folder, "CHANGELOG.md");
        File.Copy(Sample.ContractFile, contract);
        File.WriteAllText(changelog, "# Changelog\n");

        var (code, _, error) = await Run("apply", Changed(), "--contract", contract, "--changelog", changelog);

        Assert.Equal(2, code);
        Assert.Contains("## [Unreleased]", error, StringComparison.Ordinal);
        Assert.Equal(File.ReadAllText(Sample.ContractFile), File.ReadAllText(contract));
    }

    private string Changed()
    {
        var server = Sample.Server();
        server["paths"]![Sample.Stack]!.AsObject().Remove("delete");
        string file = Path.Combine(folder, "server.json");
        File.WriteAllText(file, server.ToJsonString());
        return file;
    }

    private static async Task<(int Code, string Output, string Error)> Run(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        int code = await SpecSyncCommand.RunAsync(arguments, output, error);
        return (code, output.ToString(), error.ToString());
    }
}
