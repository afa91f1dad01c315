namespace Render;

/// <summary>Whether server and library fit together.</summary>
public static class RenderClientVersionExtensions
{
    /// <summary>
    /// The line that the server is of: <see cref="RenderClientOptions.ServerLine"/>, or what the server's description of itself tells
    /// (<c>GET swagger.json</c>), which is asked for once.
    /// </summary>
    /// <param name="client">The connection.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The line, or <c>null</c> when it is none that is known or cannot be found out. That is never an error.</returns>
    public static ValueTask<ServerLine?> GetServerLineAsync(this RenderClient client, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        return client.Line.GetAsync(client.Api.Description.GetServerLineAsync, cancellationToken);
    }

    /// <summary>
    /// Compares the operations of the running server with those of its line in the contract (<c>GET swagger.json</c>, <c>Server.GetVersionInfo</c>).
    /// </summary>
    /// <param name="client">The connection.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>What the server lacks of its line, and what it has beyond the contract.</returns>
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
        var line = client.Options.ServerLine ?? RenderContract.LineOf(offered);
        return new ServerDrift
        {
            ContractVersion = line is { } known ? ServerLineRange.NameOf(known) : RenderContract.ServerVersion,
            Line = line,
            VersionInfo = await GetVersionInfoAsync(client, cancellationToken).ConfigureAwait(false),
            Missing =
            [
                .. RenderContract.OperationsOf(line).Where(operation => !operation.IsDeprecated && !offeredRoutes.Contains(operation.Route)),
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
