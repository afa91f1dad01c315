using System.Text.Json;
using System.Text.RegularExpressions;

namespace Render.Generated.Tests.Contract;

/// <summary>One operation of the contract.</summary>
internal sealed record ContractOperation(ContractDocument Document, string Method, string Path, JsonElement Json)
{
    private readonly Regex route = new($"^/render-ws{Regex.Replace(Regex.Escape(Path), @"\\\{\w+}", "([^/]+?)")}/?$");

    public string Id => Json.GetProperty("operationId").GetString()!;

    public string Tag => Json.GetProperty("tags")[0].GetString()!;

    /// <summary>The lines of the server that have it.</summary>
    public IReadOnlyList<ServerLine> Lines => Document.LinesOf(Json);

    public IEnumerable<string> Placeholders => Regex.Matches(Path, @"\{(\w+)}").Select(match => match.Groups[1].Value);

    public IEnumerable<JsonElement> Parameters =>
        Json.TryGetProperty("parameters", out var parameters) ? parameters.EnumerateArray().Select(Document.Resolve) : [];

    public IReadOnlyDictionary<int, JsonElement> Responses =>
        Json.GetProperty("responses").EnumerateObject()
            .ToDictionary(response => int.Parse(response.Name), response => Document.Resolve(response.Value));

    public bool Answers(string method, string path) => method == Method && route.IsMatch(path);

    /// <summary>The unescaped values of the placeholders in the path of a request.</summary>
    public Dictionary<string, string> PathValues(string path) => Placeholders
        .Zip(route.Match(path).Groups.Values.Skip(1), (name, value) => (name, Uri.UnescapeDataString(value.Value)))
        .ToDictionary();

    public IEnumerable<string> ParameterNames(string place) =>
        Parameters.Where(parameter => parameter.GetProperty("in").GetString() == place)
            .Select(parameter => parameter.GetProperty("name").GetString()!);

    public override string ToString() => $"{Method} {Path}";
}
