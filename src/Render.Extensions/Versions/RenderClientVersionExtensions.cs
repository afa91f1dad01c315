namespace Render;

/// <summary>Whether server and library fit together.</summary>
public static class RenderClientVersionExtensions
{
    /// <summary>
    /// Compares the operations of the running server with those of the contract (<c>GET swagger.json</c>, <c>Server.GetVersionInfo</c>).
    /// </summary>
    /// <param name="client">The connection.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>What the server lacks and what it has beyond the contract.</returns>
    /// <remarks>
    /// Parameters and models are not compared: the server's description of them differs from what it does. The program SpecSync of the
    /// repository compares these too.
    /// </remarks>
    /// <exception cref="RenderException">The server cannot be reached, or does not describe itself.</exception>
    public static async Task<ServerDrift> CompareWithServerAsync(this RenderClient client, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        var offered = await client.Api.Description.GetOperationsAsync(cancellationToken).ConfigureAwait(false);
        var offeredRoutes = offered.Select(operation => operation.Route).ToHashSet();
        var knownRoutes = RenderContract.Operations.Select(operation => operation.Route).ToHashSet();
        return new ServerDrift
        {
            ContractVersion = RenderContract.ServerVersion,
            VersionInfo = await GetVersionInfoAsync(client, cancellationToken).ConfigureAwait(false),
            Missing =
            [
                .. RenderContract.Operations.Where(operation => !operation.IsDeprecated && !offeredRoutes.Contains(operation.Route)),
            ],
            Unknown = [.. offered.Where(operation => !knownRoutes.Contains(operation.Route))],
        };
    }

    private static async Task<IReadOnlyDictionary<string, string>> GetVersionInfoAsync(
        RenderClient client, CancellationToken cancellationToken)
    {
        try
        {
            return await client.Api.Server.GetVersionInfoAsync(cancellationToken).ConfigureAwait(false) ?? new Dictionary<string, string>();
        }
        catch (RenderNotFoundException)
        {
            return new Dictionary<string, string>();
        }
    }
}
