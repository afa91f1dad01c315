using System.Text.Json.Nodes;
using static Render.SpecSync.Tests.Sample;

namespace Render.SpecSync.Tests;

public sealed class ModelDifferenceTests
{
    [Theory]
    [InlineData("StackMetaData", 1)]
    [InlineData("StackMetaData", 4)]
    [InlineData("StackVersion", 5)]
    [InlineData("TileSpec", 2)]
    public void A_property_before_the_getters_is_added(string model, int index) =>
        Assert.Equal(
            "property fresh added: boolean",
            Only(server => server.Properties(model).Insert(index, "fresh", Json("""{"type":"boolean"}"""))));

    [Fact]
    public void A_property_at_the_end_of_a_model_without_getters_is_added() =>
        Assert.Equal("property fresh added: string", Only(server => server.Properties("StackId")["fresh"] = Json("""{"type":"string"}""")));

    [Theory]
    [InlineData("StackMetaData")]
    [InlineData("StackVersion")]
    [InlineData("TileSpec")]
    public void A_property_behind_a_getter_is_a_getter(string model) =>
        Assert.True(Compare(server => server.Properties(model)["derived"] = Json("""{"type":"string"}""")).IsEmpty);

    [Fact]
    public void A_part_of_an_identifier_beside_it_is_a_getter() =>
        Assert.True(Compare(server => server.Properties("StackMetaData").Insert(4, "owner", Json("""{"type":"string"}"""))).IsEmpty);

    [Fact]
    public void In_a_sorted_description_a_property_behind_a_getter_is_added() =>
        Assert.Equal("property zebra added: string", Only(server =>
        {
            var properties = server.Properties("StackMetaData");
            properties.Remove("layoutWidth");
            properties["zebra"] = Json("""{"type":"string"}""");
            var sorted = properties.OrderBy(one => one.Key, StringComparer.Ordinal);
            server["definitions"]!["StackMetaData"]!["properties"] =
                new JsonObject(sorted.Select(one => KeyValuePair.Create(one.Key, one.Value?.DeepClone())));
        }));

    [Fact]
    public void A_field_with_a_getter_of_another_spelling_is_the_same_property() =>
        Assert.Equal(
            "property pUrl changed: string -> boolean",
            Only(server => server.Properties("Coordinates")["getpUrl"] = Json("""{"type":"boolean"}""")));

    [Fact]
    public void A_property_of_another_type_is_changed() =>
        Assert.Equal(
            "property notes changed: string -> integer/int64",
            Only(server => server.Properties("StackVersion")["notes"] = Json("""{"type":"integer","format":"int64"}""")));

    [Fact]
    public void A_value_of_a_property_is_added() =>
        Assert.Equal(
            "value of state added: OFFLINE",
            Only(server => server.Properties("StackMetaData")["state"]!["enum"]!.AsArray().Add("OFFLINE")));

    [Fact]
    public void A_model_is_added_when_something_on_the_wire_needs_it()
    {
        var report = Compare(server =>
        {
            server["definitions"]!["Mark"] = Json("""{"type":"object","properties":{"text":{"type":"string"}}}""");
            server["definitions"]!["Unused"] = Json("""{"type":"object","properties":{"text":{"type":"string"}}}""");
            server.Properties("StackId")["mark"] = Json("""{"$ref":"#/definitions/Mark"}""");
        });

        Assert.Equal(["Mark", "StackId"], report.Models.Select(model => model.Subject));
        Assert.Equal(DifferenceKind.Added, report.Models[0].Kind);
    }

    [Fact]
    public void Of_two_servers_the_newer_one_shows_what_was_removed()
    {
        var older = Server(server =>
        {
            server.Properties("StackVersion").Insert(1, "author", Json("""{"type":"string"}"""));
            server.Properties("StackId")["prefix"] = Json("""{"type":"string"}""");
        });
        var report = new DescriptionComparer(DescriptionReader.Read(Contract(), "contract"), Server(_ => { }), older).Compare();

        Assert.Empty(report.Operations);
        Assert.Equal(
            [
                "StackId: property prefix removed: string, perhaps a getter that never was on the wire",
                "StackVersion: property author removed: string",
            ],
            report.Models.SelectMany(model => model.Details.Select(detail => $"{model.Subject}: {detail}")));
    }

    private static string Only(Action<JsonObject> change)
    {
        var report = Compare(change);
        Assert.Empty(report.Operations);
        return $"{Assert.Single(Assert.Single(report.Models).Details)}";
    }
}
