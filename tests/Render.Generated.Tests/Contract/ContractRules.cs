using System.Text.Json;
using System.Text.RegularExpressions;

namespace Render.Generated.Tests.Contract;

/// <summary>What holds for every contract, whatever it describes. Each rule names what breaks it.</summary>
internal static partial class ContractRules
{
    /// <summary>Breaches of all rules.</summary>
    public static IEnumerable<string> Breaches(ContractDocument contract) =>
    [
        .. Undescribed(contract), .. UnnamedValues(contract), .. LongSummaries(contract), .. BadNames(contract), .. StrayTags(contract),
        .. WrongPlaceholders(contract), .. UnusedComponents(contract),
    ];

    public static IEnumerable<string> Undescribed(ContractDocument contract) => Undescribed(contract.Root, "#");

    public static IEnumerable<string> UnnamedValues(ContractDocument contract) =>
        from schema in contract.Schemas
        where schema.Value.TryGetProperty("enum", out _)
        from extension in new[] { "x-enumNames", "x-enumDescriptions" }
        let texts = schema.Value.TryGetProperty(extension, out var list) ? list.EnumerateArray().Select(text => text.GetString()).ToList() : []
        where texts.Count != schema.Value.GetProperty("enum").GetArrayLength() || texts.Contains("")
        select $"{schema.Name}/{extension}";

    public static IEnumerable<string> LongSummaries(ContractDocument contract) =>
        contract.Operations.Where(operation => !OneSentence.IsMatch(operation.Json.GetProperty("summary").GetString()!)).Select(operation => $"{operation}");

    public static IEnumerable<string> BadNames(ContractDocument contract) =>
    [
        .. contract.Operations.Where(operation => !CamelCase.IsMatch(operation.Id)).Select(operation => operation.Id),
        .. contract.Operations.GroupBy(operation => $"{operation.Tag}.{operation.Id}").Where(group => group.Count() > 1).Select(group => group.Key),
    ];

    /// <summary>Tags that are declared and not used, or used and not declared.</summary>
    public static IEnumerable<string> StrayTags(ContractDocument contract)
    {
        var declared = contract.Root.GetProperty("tags").EnumerateArray().Select(tag => tag.GetProperty("name").GetString()!).ToList();
        var used = contract.Operations.Select(operation => operation.Tag).Distinct().ToList();
        return declared.Except(used).Concat(used.Except(declared));
    }

    public static IEnumerable<string> WrongPlaceholders(ContractDocument contract) =>
        contract.Operations.Where(operation => !operation.Placeholders.Order().SequenceEqual(operation.ParameterNames("path").Order())).Select(operation => $"{operation}");

    public static IEnumerable<string> UnusedComponents(ContractDocument contract)
    {
        string text = contract.Root.GetRawText();
        return from kind in contract.Root.GetProperty("components").EnumerateObject()
               from component in kind.Value.EnumerateObject()
               let reference = $"#/components/{kind.Name}/{component.Name}"
               where !text.Contains($"\"{reference}\"", StringComparison.Ordinal)
               select reference;
    }

    [GeneratedRegex(@"^[A-Z][^.]*\.$")]
    private static partial Regex OneSentence { get; }

    [GeneratedRegex("^[a-z][a-zA-Z0-9]*$")]
    private static partial Regex CamelCase { get; }

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
        var missing = element.TryGetProperty("$ref", out _) ? [] : described.Where(name => !HasText(element, name)).Select(name => $"{at}/{name}");
        var empty = element.EnumerateObject()
            .Where(entry => entry.Name is "summary" or "description" && entry.Value.ValueKind == JsonValueKind.String && !HasText(element, entry.Name))
            .Select(entry => $"{at}/{entry.Name}");
        return below.Concat(missing).Concat(empty).Distinct();
    }

    private static bool HasText(JsonElement element, string name) =>
        element.TryGetProperty(name, out var text) && !string.IsNullOrWhiteSpace(text.GetString());
}
