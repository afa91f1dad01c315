using System.Text.Json;
using System.Text.Json.Nodes;
using static Render.SpecSync.Tests.Sample;

namespace Render.SpecSync.Tests;

public sealed class ApplyTests
{
    private const string NewOperation = """
        {
          "post": {
            "tags": ["Image APIs"], "operationId": "markLayer", "consumes": ["application/json"], "produces": ["application/json"],
            "parameters": [
              {"name":"mode","in":"query","required":false,"type":"string","enum":["LIGHT","VERY_DARK"]},
              {"name":"scale","in":"query","required":false,"type":"number","format":"double"},
              {"name":"z","in":"path","required":true,"type":"number","format":"double"},
              {"name":"owner","in":"path","required":true,"type":"string"},
              {"name":"stack","in":"path","required":true,"type":"string"},
              {"in":"body","name":"body","required":false,"schema":{"$ref":"#/definitions/Mark"}}
            ],
            "responses": {"200":{"description":"","schema":{"type":"array","items":{"$ref":"#/definitions/Mark"}}},"404":{"description":""}}
          }
        }
        """;

    [Fact]
    public void A_contract_that_is_up_to_date_stays_as_it_is() => Assert.Equal(File.ReadAllText(ContractFile), Apply(_ => { }));

    [Fact]
    public void The_real_contract_is_written_as_it_is_read()
    {
        string text = File.ReadAllText(Repository.Contract);

        Assert.Equal(text, $"{SpecSync.Contract.Parse(text)}");
    }

    [Fact]
    public void After_a_new_version_nothing_differs_and_the_rules_of_the_contract_hold()
    {
        var contract = SpecSync.Contract.Parse(File.ReadAllText(ContractFile));
        var (before, after) = ContractUpdate.Apply(contract, "contract", Server(NewVersion), "1.1.0");

        Assert.Equal("operations: 1 added, 1 removed, 2 changed; models: 1 added, 0 removed, 2 changed", before.Summary);
        Assert.Empty(after.Operations);
        Assert.Empty(after.Models);
        Assert.Empty(ContractRules.Breaches(ContractDocument.Parse($"{contract}")));
    }

    [Fact]
    public void A_new_operation_is_written_in_the_style_of_the_contract()
    {
        var contract = Json(Apply(NewVersion));
        var operation = contract.Operation("post", "/v1/owner/{owner}/stack/{stack}/z/{z}/mark");

        Assert.Equal(
            ["tags", "operationId", "summary", "description", "parameters", "requestBody", "responses"],
            operation.Select(entry => entry.Key));
        Assert.Equal("Images", (string?)operation["tags"]![0]);
        Assert.Equal("markLayer", (string?)operation["operationId"]);
        Assert.Equal("New in version 1.1.0; not yet described.", (string?)operation["description"]);
        Assert.Equal(
            ["owner", "stack", "z", null, "scale"],
            operation["parameters"]!.AsArray().Select(parameter => ((string?)parameter!["$ref"])?.Split('/')[^1]));
        Assert.Equal("mark", (string?)operation["requestBody"]!["x-name"]);
        Assert.Equal("#/components/responses/NotFound", (string?)operation["responses"]!["404"]!["$ref"]);

        string[] paths = [.. contract["paths"]!.AsObject().Select(path => path.Key)];
        Assert.Equal(paths.Order(StringComparer.Ordinal), paths);
    }

    [Fact]
    public void A_new_model_and_a_new_enumeration_are_written_with_what_they_need()
    {
        var schemas = Json(Apply(NewVersion))["components"]!["schemas"]!.AsObject();

        Assert.Equal("string", (string?)schemas["Mark"]!["properties"]!["text"]!["type"]);
        Assert.Equal("#/components/schemas/Mark", (string?)schemas["Mark"]!["properties"]!["parent"]!["allOf"]![0]!["$ref"]);
        Assert.Equal("""["Light","VeryDark"]""", schemas["MarkLayerMode"]!["x-enumNames"]!.ToJsonString());
        Assert.Equal(schemas.Select(schema => schema.Key).Order(StringComparer.Ordinal), schemas.Select(schema => schema.Key));
    }

    [Fact]
    public void A_new_property_stands_where_the_server_declares_it() =>
        Assert.Equal(
            ["notes", "author", "cycleNumber", "cycleStepNumber", "stackResolutionX", "stackResolutionY", "hidden"],
            Json(Apply(NewVersion))["components"]!["schemas"]!["StackVersion"]!["properties"]!.AsObject().Select(property => property.Key));

    [Fact]
    public void A_new_value_has_a_name_and_a_description()
    {
        var state = Json(Apply(NewVersion))["components"]!["schemas"]!["StackState"]!;

        Assert.Equal("""["LOADING","READ_ONLY","OFF_LINE"]""", state["enum"]!.ToJsonString());
        Assert.Equal("""["Loading","ReadOnly","OffLine"]""", state["x-enumNames"]!.ToJsonString());
        Assert.Equal(3, state["x-enumDescriptions"]!.AsArray().Count);
    }

    [Fact]
    public void An_operation_that_is_gone_is_deprecated() =>
        Assert.True((bool)Json(Apply(NewVersion)).Operation("delete", Stack)["deprecated"]!);

    [Fact]
    public void The_version_of_the_server_is_the_version_of_the_contract()
    {
        var info = Json(Apply(NewVersion))["info"]!;

        Assert.Equal("1.1.0", (string?)info["version"]);
        Assert.Equal("What version 1.1.0 of a small server takes and answers.", (string?)info["description"]);
    }

    [Fact]
    public void What_changes_existing_calls_is_left_to_a_person()
    {
        var contract = SpecSync.Contract.Parse(File.ReadAllText(ContractFile));
        var server = Server(json => json.ImageParameter("filter")["type"] = "string");
        var (_, after) = ContractUpdate.Apply(contract, "contract", server, null);

        Assert.Equal("parameter filter changed: boolean -> string", $"{Assert.Single(Assert.Single(after.Operations).Details)}");
        Assert.Equal(File.ReadAllText(ContractFile), $"{contract}");
    }

    [Fact]
    public void A_tag_that_is_new_is_declared()
    {
        var contract = Json(Apply(server => server["paths"]!["/v1/mood"] = Json("""
            {
              "get": {
                "tags": ["Mood APIs"], "operationId": "getMood", "produces": ["text/plain"], "responses": {"default":{"description":""}}
              }
            }
            """)));

        Assert.Equal("Mood", (string?)contract.Operation("get", "/v1/mood")["tags"]![0]);
        Assert.Empty(ContractRules.Breaches(ContractDocument.Parse(contract.ToJsonString(JsonSerializerOptions.Default))));
    }

    private static void NewVersion(JsonObject server)
    {
        server["paths"]!["/v1/owner/{owner}/stack/{stack}/z/{z}/mark"] = Json(NewOperation);
        server["paths"]![Stack]!.AsObject().Remove("delete");
        server["definitions"]!["Mark"] = Json("""
            {"type":"object","properties":{"text":{"type":"string"},"parent":{"$ref":"#/definitions/Mark"}}}
            """);
        server.Properties("StackVersion").Insert(1, "author", Json("""{"type":"string"}"""));
        server.Properties("StackMetaData")["state"]!["enum"]!.AsArray().Add("OFF_LINE");
        server.Parameters("put", State)[2]!["enum"]!.AsArray().Add("OFF_LINE");
        server.Parameters("get", Image).Add(Json("""{"name":"level","in":"query","type":"integer","format":"int32"}"""));
    }

    private static string Apply(Action<JsonObject> change)
    {
        var contract = SpecSync.Contract.Parse(File.ReadAllText(ContractFile));
        bool changes = !Compare(change).IsEmpty;
        ContractUpdate.Apply(contract, "contract", Server(change), changes ? "1.1.0" : null);
        return $"{contract}";
    }
}
