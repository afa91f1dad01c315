using System.Text.Json;

namespace Render.Generated.Tests.Contract;

/// <summary>A request that was sent to the server, and what it answered.</summary>
internal sealed record RecordedExchange(
    int Number, string Method, string Path, IReadOnlyList<string> QueryNames, int Status, string? MediaType, JsonElement Body)
{
    /// <summary>What the server of the line 4.0 answered.</summary>
    public static IReadOnlyList<RecordedExchange> All { get; } = ReadAll("exchanges.jsonl", ServerLine.Line40);

    /// <summary>What the server of the line 4.3 answered.</summary>
    public static IReadOnlyList<RecordedExchange> Line43 { get; } = ReadAll("exchanges-4.3.jsonl", ServerLine.Line43);

    public static IEnumerable<RecordedExchange> OfBothLines => All.Concat(Line43);

    public required ServerLine Line { get; init; }

    /// <summary>The query as it was sent, without the question mark.</summary>
    public required string Query { get; init; }

    public required IReadOnlyDictionary<string, string> RequestHeaders { get; init; }

    /// <summary>The body as text, or <c>null</c> for none.</summary>
    public required string? RequestBody { get; init; }

    /// <summary>The parts of the answer that differ from run to run.</summary>
    public required IReadOnlyList<string> Volatile { get; init; }

    public bool HasBody => Body.ValueKind != JsonValueKind.String || Body.GetString() != "";

    public bool Succeeded => Status is >= 200 and < 300;

    public override string ToString() => $"{Line} {Number} {Method} {Path} -> {Status} {MediaType}";

    private static RecordedExchange[] ReadAll(string file, ServerLine line) =>
        [.. File.ReadLines(Repository.Golden($"exchanges/{file}")).Select(exchange => Read(JsonElement.Parse(exchange), line))];

    private static RecordedExchange Read(JsonElement json, ServerLine line)
    {
        string[] target = json.GetProperty("path_with_query").GetString()!.Split('?', 2);
        return new RecordedExchange(
            json.GetProperty("n").GetInt32(),
            json.GetProperty("method").GetString()!,
            target[0],
            target.Length < 2 ? [] : [.. target[1].Split('&').Select(pair => Uri.UnescapeDataString(pair.Split('=')[0]))],
            json.GetProperty("status").GetInt32(),
            json.GetProperty("response_content_type").GetString()?.Split(';')[0],
            json.GetProperty("response_body"))
        {
            Line = line,
            Query = target.Length < 2 ? "" : target[1],
            RequestHeaders = json.GetProperty("request_headers").EnumerateObject()
                .ToDictionary(header => header.Name, header => header.Value.GetString()!, StringComparer.OrdinalIgnoreCase),
            RequestBody = json.GetProperty("request_body") is { ValueKind: not JsonValueKind.Null } body
                ? body.ValueKind == JsonValueKind.String ? body.GetString() : body.GetRawText()
                : null,
            Volatile = json.TryGetProperty("volatile", out var parts) ? [.. parts.EnumerateArray().Select(part => part.GetString()!)] : [],
        };
    }
}
