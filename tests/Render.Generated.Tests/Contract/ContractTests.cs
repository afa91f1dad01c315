using System.Text.Json;

namespace Render.Generated.Tests.Contract;

public sealed class ContractTests
{
    private static readonly ContractDocument Contract = ContractDocument.Current;

    public static TheoryData<string> ModelNames => [.. WireModel.All.Select(model => model.Name)];

    [Theory]
    [InlineData(ServerLine.Line40, "operations.tsv", 164)]
    [InlineData(ServerLine.Line43, "operations-4.3.tsv", 157)]
    public void It_has_the_operations_of_each_line_of_the_server_and_no_others(ServerLine line, string file, int count)
    {
        string[] lines = File.ReadAllLines(Repository.Golden(file));
        string[] expected = [.. lines.Skip(1).Select(line => line.Replace('\t', ' ')).Order()];

        Assert.Equal(count, expected.Length);
        Assert.Equal(
            expected,
            Contract.Operations.Where(operation => operation.Lines.Contains(line)).Select(operation => operation.ToString()).Order());
    }

    [Theory]
    [MemberData(nameof(ModelNames))]
    public void A_model_has_the_properties_that_the_server_writes_with_their_types(string name)
    {
        var model = WireModel.All.Single(model => model.Name == name);
        var properties = Contract.Properties(model.FindIn(Contract))
            .Where(property => property.Name != "type" && Contract.LinesOf(property.Value).Contains(ServerLine.Line40))
            .ToDictionary(property => property.Name, property => WireModel.Describe(Contract, property.Value));

        Assert.Equal(model.Properties.OrderBy(property => property.Key), properties.OrderBy(property => property.Key));
    }

    [Fact]
    public void A_model_has_what_the_line_4_3_writes_beyond_the_line_4_0()
    {
        var models = from schema in Contract.Schemas
                     where schema.Value.TryGetProperty("properties", out _) && !Contract.LinesOf(schema.Value).SequenceEqual([ServerLine.Line43])
                     from property in Contract.Properties(schema.Value)
                     where !Contract.LinesOf(property.Value).Contains(ServerLine.Line40)
                     select $"{schema.Name}.{property.Name}: {WireModel.Describe(Contract, property.Value)}";
        var values = from schema in Contract.Schemas
                     where schema.Value.TryGetProperty("x-enumSince", out _)
                     from value in schema.Value.GetProperty("x-enumSince").EnumerateObject()
                     select $"{schema.Name}: {value.Name}";

        Assert.Equal(
            [
                "ChannelSpec.filterSpec: FilterSpec", "RenderParameters.maskMinX: integer/int32", "RenderParameters.maskMinY: integer/int32",
                "TileSpec.filterSpec: FilterSpec",
            ],
            models);
        Assert.Equal(["ImageLoaderType: IMAGEJ_DEFAULT_W_TIMEOUT", "ImageLoaderType: MULTI_BOX_DYNAMIC_MASK"], values);
    }

    [Fact]
    public void Everything_in_it_is_described() => Assert.Empty(ContractRules.Undescribed(Contract));

    [Fact]
    public void Every_value_of_an_enumeration_has_a_name_and_a_description() => Assert.Empty(ContractRules.UnnamedValues(Contract));

    [Fact]
    public void A_summary_is_one_sentence() => Assert.Empty(ContractRules.LongSummaries(Contract));

    [Fact]
    public void Operations_are_named_in_camel_case_and_once_in_their_tag() => Assert.Empty(ContractRules.BadNames(Contract));

    [Fact]
    public void Every_tag_is_declared_and_used() => Assert.Empty(ContractRules.StrayTags(Contract));

    [Fact]
    public void The_placeholders_of_a_path_are_its_path_parameters() => Assert.Empty(ContractRules.WrongPlaceholders(Contract));

    [Fact]
    public void Every_component_is_used() => Assert.Equal(["#/components/schemas/CollectionSnapshot"], ContractRules.UnusedComponents(Contract));

    [Fact]
    public void Every_operation_was_recorded_with_success()
    {
        var recorded = RecordedExchange.OfBothLines.Where(exchange => exchange.Succeeded)
            .Select(exchange => Contract.FindOperation(exchange.Method, exchange.Path));

        Assert.Empty(Contract.Operations.Except(recorded));
    }

    [Fact]
    public void A_recorded_answer_has_a_status_and_a_media_type_that_the_contract_knows()
    {
        var unknown = from exchange in RecordedExchange.OfBothLines
                      let operation = Contract.FindOperation(exchange.Method, exchange.Path)
                      where operation is not null && !IsRefusedBeforeTheOperation(exchange)
                      let response = operation.Responses.GetValueOrDefault(exchange.Status)
                      where response.ValueKind == JsonValueKind.Undefined || !AllowsMediaType(response, exchange)
                      select exchange;

        Assert.Empty(unknown);
    }

    [Fact]
    public void A_recorded_json_answer_fits_its_schema()
    {
        var differences = from exchange in RecordedExchange.OfBothLines
                          where exchange is { Succeeded: true, MediaType: "application/json" }
                          let operation = Contract.FindOperation(exchange.Method, exchange.Path)
                          where operation is not null && !operation.Json.TryGetProperty("x-unquoted", out _)
                          let content = operation.Responses[exchange.Status].GetProperty("content")
                          let schema = content.GetProperty("application/json").GetProperty("schema")
                          from difference in Contract.Differences(JsonElement.Parse(exchange.Body.GetString()!), schema)
                          where !IsSourceOfOneTile(operation, difference)
                          select $"{exchange}: {difference}";

        Assert.Empty(differences);
    }

    [Fact]
    public void A_recorded_success_without_body_has_no_schema_unless_an_empty_text_means_something()
    {
        var different = from exchange in RecordedExchange.OfBothLines
                        where exchange.Succeeded && !exchange.HasBody
                        let operation = Contract.FindOperation(exchange.Method, exchange.Path)
                        where operation is not null && operation.Responses[exchange.Status].TryGetProperty("content", out _)
                        select operation.Id;

        Assert.Equal(["getTileValidationInfo"], different.Distinct());
    }

    [Fact]
    public void A_recorded_query_uses_parameters_that_the_contract_knows()
    {
        var unknown = from exchange in RecordedExchange.OfBothLines
                      let operation = Contract.FindOperation(exchange.Method, exchange.Path)
                      where operation is not null
                      from name in exchange.QueryNames.Except(operation.ParameterNames("query"))
                      select $"{exchange}: {name}";

        // The one was recorded because the server ignores it.
        Assert.Equal(
            ["Line43 290 GET /render-ws/v1/owner/o4/project/v43/stack/order/z/1.0/tile-specs -> 200 application/json: tileSpecOrder"], unknown);
    }

    /// <summary>The server's framework refuses unreadable values and media types for all operations alike, without a body.</summary>
    private static bool IsRefusedBeforeTheOperation(RecordedExchange exchange) =>
        exchange.Status is 406 or 415 || (exchange.Status == 404 && !exchange.HasBody);

    private static bool AllowsMediaType(JsonElement response, RecordedExchange exchange) =>
        exchange.MediaType is null || (response.TryGetProperty("content", out var content) && content.TryGetProperty(exchange.MediaType, out _));

    /// <summary>A tile spec needs its id to be saved, but the one in the render parameters of a source or mask image has none.</summary>
    private static bool IsSourceOfOneTile(ContractOperation operation, string difference) =>
        operation.Id is "getTileSourceRenderParameters" or "getTileMaskRenderParameters" && difference == "$.tileSpecs[0].tileId is missing";
}
