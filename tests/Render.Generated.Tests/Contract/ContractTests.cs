using System.Text.Json;
using System.Text.RegularExpressions;

namespace Render.Generated.Tests.Contract;

public sealed partial class ContractTests
{
    private static readonly ContractDocument Contract = ContractDocument.Current;

    public static TheoryData<string> ModelNames => [.. WireModel.All.Select(model => model.Name)];

    [Fact]
    public void It_has_the_operations_of_the_server_and_no_others()
    {
        string[] lines = File.ReadAllLines(Repository.Golden("operations.tsv"));
        string[] expected = [.. lines.Skip(1).Select(line => line.Replace('\t', ' ')).Order()];

        Assert.Equal(164, expected.Length);
        Assert.Equal(expected, Contract.Operations.Select(operation => operation.ToString()).Order());
    }

    [Theory]
    [MemberData(nameof(ModelNames))]
    public void A_model_has_the_properties_that_the_server_writes_with_their_types(string name)
    {
        var model = WireModel.All.Single(model => model.Name == name);
        var properties = Contract.Properties(model.FindIn(Contract))
            .Where(property => property.Name != "type")
            .ToDictionary(property => property.Name, property => WireModel.Describe(Contract, property.Value));

        Assert.Equal(model.Properties.OrderBy(property => property.Key), properties.OrderBy(property => property.Key));
    }

    [Fact]
    public void Everything_in_it_is_described() => Assert.Empty(Undescribed(Contract.Root, "#"));

    [Fact]
    public void Every_value_of_an_enumeration_has_a_name_and_a_description()
    {
        foreach (var schema in Contract.Schemas.Where(schema => schema.Value.TryGetProperty("enum", out _)))
        {
            int count = schema.Value.GetProperty("enum").GetArrayLength();
            Assert.All(["x-enumNames", "x-enumDescriptions"], extension =>
            {
                string[] texts = [.. schema.Value.GetProperty(extension).EnumerateArray().Select(text => text.GetString()!)];
                Assert.Equal(count, texts.Length);
                Assert.DoesNotContain("", texts);
            });
        }
    }

    [Fact]
    public void A_summary_is_one_sentence()
    {
        var others = Contract.Operations.Where(operation => !OneSentence.IsMatch(operation.Json.GetProperty("summary").GetString()!));

        Assert.Empty(others);
    }

    [Fact]
    public void Operations_are_named_in_camel_case_and_once_in_their_tag()
    {
        Assert.All(Contract.Operations, operation => Assert.Matches("^[a-z][a-zA-Z0-9]*$", operation.Id));
        Assert.Equal(Contract.Operations.Count, Contract.Operations.DistinctBy(operation => (operation.Tag, operation.Id)).Count());
    }

    [Fact]
    public void Every_tag_is_declared_and_used()
    {
        var declared = Contract.Root.GetProperty("tags").EnumerateArray().Select(tag => tag.GetProperty("name").GetString()!);

        Assert.Equal(declared.Order(), Contract.Operations.Select(operation => operation.Tag).Distinct().Order());
    }

    [Fact]
    public void The_placeholders_of_a_path_are_its_path_parameters() =>
        Assert.All(Contract.Operations, operation => Assert.Equal(operation.Placeholders.Order(), operation.ParameterNames("path").Order()));

    [Fact]
    public void Every_component_is_used()
    {
        string text = Contract.Root.GetRawText();
        var unused = from kind in Contract.Root.GetProperty("components").EnumerateObject()
                     from component in kind.Value.EnumerateObject()
                     let reference = $"#/components/{kind.Name}/{component.Name}"
                     where !text.Contains($"\"{reference}\"", StringComparison.Ordinal)
                     select reference;

        Assert.Equal(["#/components/schemas/CollectionSnapshot"], unused);
    }

    [Fact]
    public void Every_operation_was_recorded_with_success()
    {
        var recorded = RecordedExchange.All.Where(exchange => exchange.Succeeded)
            .Select(exchange => Contract.FindOperation(exchange.Method, exchange.Path));

        Assert.Empty(Contract.Operations.Except(recorded));
    }

    [Fact]
    public void A_recorded_answer_has_a_status_and_a_media_type_that_the_contract_knows()
    {
        var unknown = from exchange in RecordedExchange.All
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
        var differences = from exchange in RecordedExchange.All
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
        var different = from exchange in RecordedExchange.All
                        where exchange.Succeeded && !exchange.HasBody
                        let operation = Contract.FindOperation(exchange.Method, exchange.Path)
                        where operation is not null && operation.Responses[exchange.Status].TryGetProperty("content", out _)
                        select operation.Id;

        Assert.Equal(["getTileValidationInfo"], different.Distinct());
    }

    [Fact]
    public void A_recorded_query_uses_parameters_that_the_contract_knows()
    {
        var unknown = from exchange in RecordedExchange.All
                      let operation = Contract.FindOperation(exchange.Method, exchange.Path)
                      where operation is not null
                      from name in exchange.QueryNames.Except(operation.ParameterNames("query"))
                      select $"{exchange}: {name}";

        Assert.Empty(unknown);
    }

    [GeneratedRegex(@"^[A-Z][^.]*\.$")]
    private static partial Regex OneSentence { get; }

    [GeneratedRegex("^#/info$|/requestBody$|/(parameters|properties|responses|schemas|servers|tags|variables)/[^/]+(?<!/items|/additionalProperties)$")]
    private static partial Regex Described { get; }

    /// <summary>What must carry a description: the parts of the contract that become documentation of the clients.</summary>
    private static IEnumerable<string> Undescribed(JsonElement element, string at)
    {
        if (element.ValueKind == JsonValueKind.Array)
            return element.EnumerateArray().SelectMany((item, index) => Undescribed(item, $"{at}/{index}"));
        if (element.ValueKind != JsonValueKind.Object)
            return [];

        var below = element.EnumerateObject().SelectMany(entry => Undescribed(entry.Value, $"{at}/{entry.Name}"));
        string[] described =
        [
            .. Described.IsMatch(at) ? ["description"] : Array.Empty<string>(),
            .. element.TryGetProperty("operationId", out _) ? ["summary"] : Array.Empty<string>(),
        ];
        var missing = element.TryGetProperty("$ref", out _) ? [] : described.Where(name => !HasText(element, name));
        var empty = element.EnumerateObject()
            .Where(entry => entry is { Name: "summary" or "description", Value.ValueKind: JsonValueKind.String } && !HasText(element, entry.Name))
            .Select(entry => entry.Name);
        return below.Concat(missing.Union(empty).Select(name => $"{at}/{name}"));
    }

    private static bool HasText(JsonElement element, string name) =>
        element.TryGetProperty(name, out var text) && !string.IsNullOrWhiteSpace(text.GetString());

    /// <summary>The server's framework refuses unreadable values and media types for all operations alike, without a body.</summary>
    private static bool IsRefusedBeforeTheOperation(RecordedExchange exchange) =>
        exchange.Status is 406 or 415 || (exchange.Status == 404 && !exchange.HasBody);

    private static bool AllowsMediaType(JsonElement response, RecordedExchange exchange) =>
        exchange.MediaType is null || (response.TryGetProperty("content", out var content) && content.TryGetProperty(exchange.MediaType, out _));

    /// <summary>A tile spec needs its id to be saved, but the one in the render parameters of a source or mask image has none.</summary>
    private static bool IsSourceOfOneTile(ContractOperation operation, string difference) =>
        operation.Id is "getTileSourceRenderParameters" or "getTileMaskRenderParameters" && difference == "$.tileSpecs[0].tileId is missing";
}
