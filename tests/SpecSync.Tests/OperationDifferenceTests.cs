using System.Text.Json.Nodes;
using static Render.SpecSync.Tests.Sample;

namespace Render.SpecSync.Tests;

public sealed class OperationDifferenceTests
{
    [Fact]
    public void A_server_that_the_contract_describes_differs_in_nothing()
    {
        var report = Compare(_ => { });

        Assert.Empty(report.Operations);
        Assert.Empty(report.Models);
        Assert.Equal("no difference", report.Summary);
    }

    [Fact]
    public void An_operation_that_only_the_server_has_is_added()
    {
        var report = Compare(server => server["paths"]!["/v1/new"] = Json("""{"get":{"responses":{"default":{"description":""}}}}"""));

        Assert.Equal("GET /v1/new", Only(report, DifferenceKind.Added).Subject);
    }

    [Fact]
    public void An_operation_that_the_server_lost_is_removed_until_the_contract_calls_it_deprecated()
    {
        void Lose(JsonObject server) => server["paths"]![Stack]!.AsObject().Remove("delete");

        Assert.Equal($"DELETE {Stack}", Only(Compare(Lose), DifferenceKind.Removed).Subject);
        Assert.True(Compare(Lose, contract => contract.Operation("delete", Stack)["deprecated"] = true).IsEmpty);
    }

    [Fact]
    public void A_parameter_that_only_the_server_has_is_added() => Reports(
        "parameter level added: optional in query, integer/int32",
        server => server.Parameters("get", Image).Add(Json("""{"name":"level","in":"query","type":"integer","format":"int32"}""")));

    [Fact]
    public void A_parameter_that_the_server_lost_is_removed() => Reports(
        "parameter filter removed: optional in query, boolean",
        server => server.Parameters("get", Image).Remove(server.ImageParameter("filter")));

    [Fact]
    public void A_parameter_that_has_become_required_is_changed() => Reports(
        "parameter scale changed: optional in query, number/double -> required in query, number/double",
        server => server.ImageParameter("scale")["required"] = true);

    [Fact]
    public void A_parameter_that_has_moved_is_changed() => Reports(
        "parameter filter changed: optional in query, boolean -> optional in header, boolean",
        server => server.ImageParameter("filter")["in"] = "header");

    [Fact]
    public void A_parameter_of_another_type_is_changed() => Reports(
        "parameter scale changed: number/double -> string",
        server =>
        {
            server.ImageParameter("scale")["type"] = "string";
            server.ImageParameter("scale").Remove("format");
        });

    [Fact]
    public void A_parameter_that_the_contract_takes_more_widely_is_the_same() =>
        Assert.True(Compare(server =>
        {
            server.ImageParameter("scale")["type"] = "integer";
            server.ImageParameter("scale")["format"] = "int32";
        }).IsEmpty);

    [Fact]
    public void Values_of_an_enumeration_are_added_and_removed_one_by_one()
    {
        var details = Only(
            Compare(server => server.Parameters("put", State)[2]!["enum"] = new JsonArray("LOADING", "OFFLINE", "BUSY")),
            DifferenceKind.Changed).Details;

        Assert.Equal(
            ["value of state added: OFFLINE", "value of state added: BUSY", "value of state removed: READ_ONLY"],
            details.Select(detail => $"{detail}"));
    }

    [Fact]
    public void A_body_of_another_type_is_changed() => Reports(
        "body changed: array of Coordinates -> array of TileSpec",
        server => server.Parameters("put", Tiles)[1]!["schema"]!["items"]!["$ref"] = "#/definitions/TileSpec");

    [Fact]
    public void A_body_that_the_server_lost_is_removed() => Reports(
        "body removed: array of Coordinates", server => server.Parameters("put", Tiles).RemoveAt(1));

    [Fact]
    public void A_media_type_of_the_body_is_added() => Reports(
        "media type of the body added: text/csv", server => server.Operation("put", Tiles)["consumes"]!.AsArray().Add("text/csv"));

    [Fact]
    public void A_body_of_any_media_type_may_have_the_one_of_the_contract() =>
        Assert.True(Compare(server => server.Operation("put", Tiles)["consumes"] = new JsonArray("*/*")).IsEmpty);

    [Fact]
    public void A_media_type_of_the_answer_is_exchanged()
    {
        var details = Only(
            Compare(server => server.Operation("get", Image)["produces"] = new JsonArray("image/webp")), DifferenceKind.Changed).Details;

        Assert.Equal(
            ["media type of the answer added: image/webp", "media type of the answer removed: image/png"],
            details.Select(detail => $"{detail}"));
    }

    [Fact]
    public void A_success_code_is_exchanged()
    {
        var details = Only(
            Compare(server => server.Operation("put", State)["responses"] = Json("""{"202":{"description":""}}""")),
            DifferenceKind.Changed).Details;

        Assert.Equal(["success code added: 202", "success code removed: 201"], details.Select(detail => $"{detail}"));
    }

    [Fact]
    public void An_answer_of_another_type_is_changed() => Reports(
        "answer changed: StackMetaData -> StackId",
        server => server.Operation("get", Stack)["responses"]!["200"]!["schema"]!["$ref"] = "#/definitions/StackId");

    [Fact]
    public void An_answer_where_the_contract_has_none_is_added() => Reports(
        "answer added: StackId",
        server => server.Operation("delete", Stack)["responses"] = Json("""
            {"200":{"description":"","schema":{"$ref":"#/definitions/StackId"}}}
            """));

    [Fact]
    public void The_names_of_placeholders_are_not_compared() =>
        Assert.True(Compare(server =>
        {
            server["paths"]!["/v1/owner/{who}/stack/{what}/tiles"] = server.Operation("put", Tiles).Parent!.DeepClone();
            server["paths"]!.AsObject().Remove(Tiles);
            server.Parameters("put", "/v1/owner/{who}/stack/{what}/tiles")[0]!["name"] = "what";
        }).IsEmpty);

    private static void Reports(string detail, Action<JsonObject> change) =>
        Assert.Equal(detail, $"{Assert.Single(Only(Compare(change), DifferenceKind.Changed).Details)}");

    private static Difference Only(ComparisonReport report, DifferenceKind kind)
    {
        Assert.Empty(report.Models);
        var difference = Assert.Single(report.Operations);
        Assert.Equal(kind, difference.Kind);
        return difference;
    }
}
