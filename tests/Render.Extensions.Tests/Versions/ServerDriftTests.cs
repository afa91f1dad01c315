using System.Net;
using System.Text.Json.Nodes;
using Render.Extensions.Tests.Support;
using Render.Generated.Tests.Contract;

namespace Render.Extensions.Tests.Versions;

public sealed class ServerDriftTests
{
    private static readonly JsonObject Contract =
        JsonNode.Parse(File.ReadAllText(Path.Combine(Repository.Root, "spec", "render-ws.openapi.json")))!.AsObject();

    [Fact]
    public void The_library_knows_the_contract_that_it_was_built_for()
    {
        string[] lines = [.. Operations("operations.tsv"), .. Operations("operations-4.3.tsv")];
        string[] expected = [.. lines.Distinct().Order()];

        Assert.Equal(expected, RenderContract.Operations.Select(operation => $"{operation}").Order());
        Assert.Equal((string?)Contract["info"]!["version"], RenderContract.ServerVersion);
        using var contract = RenderContract.OpenRead();
        Assert.True(JsonNode.DeepEquals(Contract, JsonNode.Parse(contract)));
    }

    [Fact]
    public async Task A_server_that_offers_what_the_contract_describes_does_not_drift()
    {
        var drift = await CompareAsync(_ => { }, """{"git.commit.id":"abc"}""");

        Assert.True(drift.IsNone, $"{drift}");
        Assert.Equal("abc", drift.VersionInfo["git.commit.id"]);
        Assert.Equal(RenderContract.ServerVersion, drift.ContractVersion);
    }

    [Fact]
    public async Task Operations_that_are_missing_and_unknown_are_named()
    {
        var drift = await CompareAsync(paths =>
        {
            paths["/v1/owners"]!.AsObject().Remove("get");
            paths["/v1/new/{thing}"] = JsonNode.Parse("""{"parameters":[],"post":{}}""");
        });

        Assert.Equal([new RenderOperation("GET", "/v1/owners")], drift.Missing);
        Assert.Equal([new RenderOperation("POST", "/v1/new/{thing}")], drift.Unknown);
        Assert.False(drift.IsNone);
        Assert.EndsWith("1 operations of the contract are missing, 1 of the server are unknown.", $"{drift}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_names_of_values_in_a_path_do_not_matter() =>
        Assert.True((await CompareAsync(paths =>
        {
            var path = paths["/v1/owner/{owner}/projects"]!.DeepClone();
            paths.Remove("/v1/owner/{owner}/projects");
            paths["/v1/owner/{who}/projects"] = path;
        })).IsNone);

    [Fact]
    public async Task A_base_path_may_hold_the_beginning_of_the_paths()
    {
        var paths = new JsonObject(
            Contract["paths"]!.AsObject().Select(path => KeyValuePair.Create(path.Key["/v1".Length..], path.Value?.DeepClone())));
        var drift = await CompareAsync(new JsonObject { ["basePath"] = "/render-ws/v1", ["paths"] = paths }.ToJsonString());

        Assert.True(drift.IsNone, $"{drift}");
    }

    [Fact]
    public async Task A_server_without_version_information_has_none()
    {
        using var server = new ScriptedServer().AnswersJson(Contract.ToJsonString()).Answers(HttpStatusCode.NotFound);
        using var client = server.Connect();

        Assert.Empty((await client.CompareWithServerAsync()).VersionInfo);
    }

    [Fact]
    public async Task A_server_that_does_not_describe_itself_is_told_so()
    {
        using var server = new ScriptedServer().Answers(HttpStatusCode.NotFound);
        using var client = server.Connect();
        var exception = await Assert.ThrowsAsync<RenderException>(() => client.CompareWithServerAsync());

        Assert.Contains("http://host:8080/render-ws/swagger.json is 404", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<html>")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"paths":[]}""")]
    public async Task An_answer_that_is_no_description_is_refused(string answer)
    {
        using var server = new ScriptedServer().AnswersJson(answer);
        using var client = server.Connect();
        var exception = await Assert.ThrowsAsync<RenderException>(() => client.CompareWithServerAsync());

        Assert.Contains("swagger.json", exception.Message, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Operations(string file) =>
        File.ReadAllLines(Repository.Golden(file)).Skip(1).Select(line => line.Replace('\t', ' '));

    private static Task<ServerDrift> CompareAsync(Action<JsonObject> change, string? versionInfo = null)
    {
        var paths = Contract["paths"]!.DeepClone().AsObject();
        change(paths);
        var description = new JsonObject { ["swagger"] = "2.0", ["basePath"] = "/render-ws", ["paths"] = paths };
        return CompareAsync(description.ToJsonString(), versionInfo);
    }

    private static async Task<ServerDrift> CompareAsync(string description, string? versionInfo = null)
    {
        using var server = new ScriptedServer().AnswersJson(description);
        _ = versionInfo is null ? server.Answers(HttpStatusCode.NoContent) : server.AnswersJson(versionInfo);
        using var client = server.Connect();
        return await client.CompareWithServerAsync();
    }
}
