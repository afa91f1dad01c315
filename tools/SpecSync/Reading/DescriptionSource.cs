using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Render.SpecSync;

/// <summary>Fetches descriptions from files and from running servers.</summary>
internal static class DescriptionSource
{
    /// <summary>Reads a description.</summary>
    /// <param name="location">A file, the URL of a description, or the root of a web service, which has it in <c>swagger.json</c>.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="ComparisonException">There is nothing there, or it is not a description.</exception>
    public static async Task<ApiDescription> ReadAsync(string location, CancellationToken cancellationToken) =>
        DescriptionReader.Read(await ReadJsonAsync(location, cancellationToken), location);

    /// <summary>Reads the JSON of a description.</summary>
    /// <inheritdoc cref="ReadAsync"/>
    public static async Task<JsonNode> ReadJsonAsync(string location, CancellationToken cancellationToken)
    {
        try
        {
            JsonNode? json;
            if (Uri.TryCreate(location, UriKind.Absolute, out var url) && url.Scheme is "http" or "https")
            {
                using var client = new HttpClient();
                json = await client.GetFromJsonAsync<JsonNode>(DescriptionOf(url), cancellationToken);
            }
            else
            {
                await using var file = File.OpenRead(location);
                json = await JsonNode.ParseAsync(file, cancellationToken: cancellationToken);
            }

            return json ?? throw new ComparisonException($"{location} holds nothing.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or HttpRequestException or JsonException)
        {
            throw new ComparisonException(
                $"{location} cannot be read: {exception.Message} Name a JSON file, or the URL of a server or its swagger.json.", exception);
        }
        catch (TaskCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ComparisonException($"{location} did not answer in time.", exception);
        }
    }

    private static Uri DescriptionOf(Uri url) =>
        url.AbsolutePath.EndsWith(".json", StringComparison.Ordinal) || url.Query.Length > 0
            ? url
            : new Uri($"{url.GetLeftPart(UriPartial.Path).TrimEnd('/')}/swagger.json");
}
