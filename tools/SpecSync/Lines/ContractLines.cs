using System.Text.Json.Nodes;

namespace Render.SpecSync;

/// <summary>
/// The lines of the server that a contract describes (<c>info/x-lines</c>, the oldest first), and which part of it belongs to which:
/// <c>x-since</c> and <c>x-until</c> name the first and the last line that has something, <c>x-enumSince</c> and <c>x-enumUntil</c> those of
/// single values.
/// </summary>
internal sealed class ContractLines
{
    private const string Since = "x-since";
    private const string Until = "x-until";
    private const string ValueSince = "x-enumSince";
    private const string ValueUntil = "x-enumUntil";

    private readonly JsonNode contract;

    private ContractLines(JsonNode contract) => this.contract = contract;

    public IReadOnlyList<string> All { get; private init; } = [];

    public static ContractLines Of(JsonNode contract) => new(contract)
    {
        All = contract["info"]?["x-lines"] is JsonArray lines ? [.. lines.Select(line => (string)line!)] : [],
    };

    /// <summary>The lines that have an operation, a parameter, a model or a property.</summary>
    public IReadOnlyList<string> LinesOf(JsonObject element) => Between((string?)element[Since], (string?)element[Until]);

    /// <summary>The lines that have a value of an enumeration.</summary>
    public IReadOnlyList<string> LinesOf(JsonObject enumeration, string value) =>
        Between((string?)enumeration[ValueSince]?[value], (string?)enumeration[ValueUntil]?[value]);

    /// <summary>Says which lines have something.</summary>
    /// <returns>Whether that can be said: no line between them lacks it.</returns>
    public bool TryMark(JsonObject element, IReadOnlyCollection<string> lines)
    {
        if (!TryFindRange(lines, out string? since, out string? until))
        {
            return false;
        }

        Set(element, Since, since);
        Set(element, Until, until);
        return true;
    }

    /// <summary>Says which lines have a value of an enumeration.</summary>
    /// <inheritdoc cref="TryMark(JsonObject, IReadOnlyCollection{string})" path="/returns"/>
    public bool TryMark(JsonObject enumeration, string value, IReadOnlyCollection<string> lines)
    {
        if (!TryFindRange(lines, out string? since, out string? until))
        {
            return false;
        }

        SetValue(enumeration, ValueSince, value, since);
        SetValue(enumeration, ValueUntil, value, until);
        return true;
    }

    /// <summary>The contract as one line has it.</summary>
    public JsonNode View(string line)
    {
        var view = contract.DeepClone();
        Keep(view, line);
        view["info"]!["version"] = line;
        return view;
    }

    private void Keep(JsonNode? node, string line)
    {
        if (node is JsonArray items)
        {
            items.RemoveAll(item => IsOfOthers(item, line));
            foreach (JsonNode? item in items)
            {
                Keep(item, line);
            }
        }
        else if (node is JsonObject entries)
        {
            KeepValues(entries, line);
            foreach (string name in entries.Where(entry => IsOfOthers(entry.Value, line)).Select(entry => entry.Key).ToList())
            {
                entries.Remove(name);
            }

            foreach ((_, JsonNode? entry) in entries)
            {
                Keep(entry, line);
            }
        }
    }

    private void KeepValues(JsonObject schema, string line)
    {
        if (schema["enum"] is not JsonArray values || (schema[ValueSince] ?? schema[ValueUntil]) is null)
        {
            return;
        }

        for (int i = values.Count - 1; i >= 0; i--)
        {
            if (!LinesOf(schema, (string)values[i]!).Contains(line))
            {
                values.RemoveAt(i);
                (schema["x-enumNames"] as JsonArray)?.RemoveAt(i);
                (schema["x-enumDescriptions"] as JsonArray)?.RemoveAt(i);
            }
        }
    }

    // A parameter that operations share carries its marks itself.
    private bool IsOfOthers(JsonNode? node, string line) =>
        node is JsonObject element
        && !LinesOf(SharedParameter(element) ?? element).Contains(line);

    private JsonObject? SharedParameter(JsonObject element) =>
        (string?)element["$ref"] is { } reference && reference.StartsWith("#/components/parameters/", StringComparison.Ordinal)
            ? contract["components"]?["parameters"]?[reference.Split('/')[^1]] as JsonObject
            : null;

    private List<string> Between(string? since, string? until)
    {
        int first = since is null ? 0 : Place(since);
        int last = until is null ? All.Count - 1 : Place(until);
        return [.. All.Skip(first).Take(last - first + 1)];
    }

    private int Place(string line) => All.ToList().IndexOf(line) is var place and >= 0
        ? place
        : throw new ComparisonException($"The contract marks something with the line {line}, which is not among its own: {string.Join(", ", All)}.");

    private bool TryFindRange(IReadOnlyCollection<string> lines, out string? since, out string? until)
    {
        int[] places = [.. lines.Select(Place).Order()];
        (since, until) = (null, null);
        if (places.Length == 0 || places[^1] - places[0] + 1 != places.Length)
        {
            return false;
        }

        since = places[0] == 0 ? null : All[places[0]];
        until = places[^1] == All.Count - 1 ? null : All[places[^1]];
        return true;
    }

    private static void Set(JsonObject element, string mark, string? line)
    {
        element.Remove(mark);
        if (line is not null)
        {
            element[mark] = line;
        }
    }

    private static void SetValue(JsonObject enumeration, string mark, string value, string? line)
    {
        if (line is not null)
        {
            enumeration[mark] ??= new JsonObject();
            enumeration[mark]![value] = line;
        }
        else if (enumeration[mark] is JsonObject marks && marks.Remove(value) && marks.Count == 0)
        {
            enumeration.Remove(mark);
        }
    }
}
