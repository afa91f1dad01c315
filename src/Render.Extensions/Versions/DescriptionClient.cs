using System.Text.Json;

namespace Render;

/// <summary>Asks a server for its description of itself, which is not among its own operations.</summary>
internal sealed class DescriptionClient(HttpClient httpClient) : RenderApiClient(httpClient)
{
    private const string Url = "swagger.json";

    /// <summary>The line that the server's operations are of, or <c>null</c> when they are of none that is known.</summary>
    /// <exception cref="RenderException">The server does not describe itself, or not in a way that can be read.</exception>
    public async Task<ServerLine?> GetServerLineAsync(CancellationToken cancellationToken) =>
        RenderContract.LineOf(await GetOperationsAsync(cancellationToken).ConfigureAwait(false));

    /// <summary>The operations that the server offers (<c>GET swagger.json</c>).</summary>
    /// <exception cref="RenderException">The server does not describe itself, or not in a way that can be read.</exception>
    public async Task<IReadOnlyList<RenderOperation>> GetOperationsAsync(CancellationToken cancellationToken)
    {
        using var request = CreateRequest("Server.GetDescription", HttpMethod.Get, new Uri(Url, UriKind.Relative));
        try
        {
            var text = await ReadTextAsync(request, "application/json", cancellationToken).ConfigureAwait(false);
            using var description = JsonDocument.Parse(text);
            return RenderOperation.ReadAll(description.RootElement);
        }
        catch (RenderNotFoundException exception)
        {
            throw new RenderException(
                $"The server does not describe itself, so that it cannot be compared with the contract: {exception.RequestUri} is 404. " +
                "Check that the address is the root of the web service and that no proxy hides swagger.json.",
                exception);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new RenderException(
                $"The server's description of itself ({Url}) cannot be read: {exception.Message} " +
                "Check that the address is the root of the web service.",
                exception);
        }
    }
}
