using System.Text.Json.Nodes;

namespace Render.SpecSync.Tests;

/// <summary>A small contract, and the description that its server gives of itself, with all that such descriptions get wrong.</summary>
internal static class Sample
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "SpecSync.Tests", "Samples");

    public static string ContractFile { get; } = Path.Combine(Folder, "contract.openapi.json");

    public static string ServerFile { get; } = Path.Combine(Folder, "server.swagger.json");

    public static JsonObject Contract() => Read(ContractFile);

    public static JsonObject Server() => Read(ServerFile);

    /// <summary>The server after a change.</summary>
    public static ApiDescription Server(Action<JsonObject> change)
    {
        var json = Server();
        change(json);
        return DescriptionReader.Read(json, "server");
    }

    /// <summary>What a change of the server brings to the report.</summary>
    public static ComparisonReport Compare(Action<JsonObject> change, Action<JsonObject>? contract = null)
    {
        var json = Contract();
        contract?.Invoke(json);
        return new DescriptionComparer(DescriptionReader.Read(json, "contract"), Server(change)).Compare();
    }

    public static JsonObject Operation(this JsonObject description, string method, string path) =>
        description["paths"]![path]![method]!.AsObject();

    public static JsonArray Parameters(this JsonObject description, string method, string path) =>
        description.Operation(method, path)["parameters"]!.AsArray();

    /// <summary>A parameter of the operation that renders an image.</summary>
    public static JsonObject ImageParameter(this JsonObject description, string name) =>
        description.Parameters("get", Image).OfType<JsonObject>().Single(parameter => (string?)parameter["name"] == name);

    public static JsonObject Properties(this JsonObject description, string model) =>
        description["definitions"]![model]!["properties"]!.AsObject();

    public const string Stack = "/v1/owner/{owner}/stack/{stack}";
    public const string State = "/v1/owner/{owner}/stack/{stackName}/state/{state}";
    public const string Tiles = "/v1/owner/{owner}/stack/{stack}/tiles";
    public const string Image = "/v1/owner/{owner}/stack/{stack}/z/{z}/png-image";

    public static JsonObject Json(string json) => JsonNode.Parse(json)!.AsObject();

    private static JsonObject Read(string file) => Json(File.ReadAllText(file));
}
