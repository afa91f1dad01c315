using System.Text;
using System.Text.Json;

namespace Render.LocalServer.Tests.Exchanges;

/// <summary>One recorded request to the Java server with its answer.</summary>
public sealed class Exchange
{
    private static readonly Dictionary<string, string> Places = new()
    {
        ["{images}"] = System.IO.Path.GetDirectoryName(Golden.Path("exchanges/images/a.png"))!,
        ["{mipmaps}"] = "/data/mipmaps",
        ["{boxes}"] = "/data/boxes",
        ["{config}"] = "/data/config",
    };

    private readonly JsonElement record;

    private Exchange(JsonElement record) => this.record = record;

    public int Number => record.GetProperty("n").GetInt32();

    public string Method => record.GetProperty("method").GetString()!;

    public string Path => record.GetProperty("path_with_query").GetString()!;

    public int Status => record.GetProperty("status").GetInt32();

    public string? ContentType => record.GetProperty("response_content_type").GetString();

    /// <summary>The text of the answer; images are objects and give <c>null</c>.</summary>
    public string? Body => record.GetProperty("response_body") is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    /// <summary>Whether the text is not to be compared: it is left out, or quotes paths, drivers or random ids.</summary>
    public bool IsBodyVolatile =>
        VolatileParts.Any(part => part is "" or "(part of the text)")
        || (record.TryGetProperty("note", out var note) && note.GetString()!.Contains("body left out", StringComparison.Ordinal));

    /// <summary>JSON pointers of what differs from run to run.</summary>
    public IEnumerable<string> VolatileParts => record.TryGetProperty("volatile", out var parts)
        ? parts.EnumerateArray().Select(part => part.GetString()!).Where(part => part.StartsWith("body:", StringComparison.Ordinal)).Select(part => part[5..])
        : [];

    public string? AllowedMethods => record.GetProperty("response_headers").TryGetProperty("Allow", out var allow) ? allow.GetString() : null;

    public bool HasLocation => record.GetProperty("response_headers").TryGetProperty("Location", out _);

    public string? AllowedOrigin =>
        record.GetProperty("response_headers").TryGetProperty("Access-Control-Allow-Origin", out var origin) ? origin.GetString() : null;

    public IEnumerable<(string Name, string Value)> RequestHeaders =>
        record.GetProperty("request_headers").EnumerateObject().Select(header => (header.Name, header.Value.GetString()!));

    public bool IsRequestCompressed => record.TryGetProperty("request_body_encoding", out var encoding) && encoding.GetString() == "gzip";

    public byte[]? RequestBody => record.GetProperty("request_body") switch
    {
        { ValueKind: JsonValueKind.Null } => null,
        { ValueKind: JsonValueKind.String } text => Encoding.UTF8.GetBytes(text.GetString()!),
        var json => Encoding.UTF8.GetBytes(json.GetRawText()),
    };

    public override string ToString() => $"#{Number} {Method} {Path}";

    /// <summary>All exchanges of a file in the order of recording.</summary>
    public static IEnumerable<Exchange> ReadAll(string name)
    {
        foreach (var line in File.ReadLines(Golden.Path($"exchanges/{name}")))
        {
            var filled = Places.Aggregate(line, (text, place) => text.Replace(place.Key, place.Value, StringComparison.Ordinal));
            using var document = JsonDocument.Parse(filled);
            yield return new Exchange(document.RootElement.Clone());
        }
    }
}
