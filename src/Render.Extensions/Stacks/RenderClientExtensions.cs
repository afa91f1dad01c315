namespace Render;

/// <summary>What a server holds.</summary>
public static class RenderClientExtensions
{
    /// <summary>Lists the owners of stacks (<c>Stacks.ListOwners</c>).</summary>
    /// <param name="client">The connection.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The owners.</returns>
    public static Task<IReadOnlyList<string>> ListOwnersAsync(this RenderClient client, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        return client.Api.Stacks.ListOwnersAsync(cancellationToken);
    }

    /// <summary>Lists the projects of an owner (<c>Stacks.ListProjects</c>).</summary>
    /// <param name="client">The connection.</param>
    /// <param name="owner">The owner; the connection's when <c>null</c>.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The projects; none when the owner is not known to the server.</returns>
    /// <exception cref="RenderException">No owner is known; the message says what to set.</exception>
    public static Task<IReadOnlyList<string>> ListProjectsAsync(
        this RenderClient client, string? owner = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        return client.Api.Stacks.ListProjectsAsync(owner ?? client.Owner, cancellationToken);
    }

    /// <summary>Lists the stacks of a project with their metadata (<c>Stacks.ListProjectStacks</c>).</summary>
    /// <param name="client">The connection.</param>
    /// <param name="project">The project; the connection's when <c>null</c>.</param>
    /// <param name="owner">The owner; the connection's when <c>null</c>.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>
    /// The stacks by cycle, the newest first, as the server sorts them; none when the project is not known to the server.
    /// <see cref="RenderClient.Stack(StackId)"/> makes a handle of their ids.
    /// </returns>
    /// <exception cref="RenderException">No owner or project is known; the message says what to set.</exception>
    public static Task<IReadOnlyList<StackMetaData>> ListStacksAsync(
        this RenderClient client, string? project = null, string? owner = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        return client.Api.Stacks.ListProjectStacksAsync(owner ?? client.Owner, project ?? client.Project, cancellationToken);
    }

    /// <summary>Lists the stacks of all projects of an owner with their metadata (<c>Stacks.ListStacks</c>).</summary>
    /// <param name="client">The connection.</param>
    /// <param name="owner">The owner; the connection's when <c>null</c>.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The stacks by project and cycle, the newest first, as the server sorts them.</returns>
    /// <exception cref="RenderException">No owner is known; the message says what to set.</exception>
    public static Task<IReadOnlyList<StackMetaData>> ListStacksOfOwnerAsync(
        this RenderClient client, string? owner = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        return client.Api.Stacks.ListStacksAsync(owner ?? client.Owner, cancellationToken);
    }

    /// <summary>Lists the owners of match collections (<c>Matches.ListCollectionOwners</c>).</summary>
    /// <param name="client">The connection.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The owners.</returns>
    public static Task<IReadOnlyList<string>> ListMatchCollectionOwnersAsync(
        this RenderClient client, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        return client.Api.Matches.ListCollectionOwnersAsync(cancellationToken);
    }

    /// <summary>Lists the match collections of an owner with their numbers of pairs (<c>Matches.ListCollections</c>).</summary>
    /// <param name="client">The connection.</param>
    /// <param name="owner">The owner; the connection's when <c>null</c>.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The collections. A number of pairs may be the database's estimate.</returns>
    /// <exception cref="RenderException">No owner is known; the message says what to set.</exception>
    public static Task<IReadOnlyList<MatchCollectionMetaData>> ListMatchCollectionsAsync(
        this RenderClient client, string? owner = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        return client.Api.Matches.ListCollectionsAsync(owner ?? client.Owner, cancellationToken);
    }

    /// <summary>Gets an id that the server has never given before and will hardly give again (<c>Server.GetLikelyUniqueId</c>).</summary>
    /// <param name="client">The connection.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>24 hexadecimal digits.</returns>
    public static Task<string> GetLikelyUniqueIdAsync(this RenderClient client, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        return client.Api.Server.GetLikelyUniqueIdAsync(cancellationToken);
    }
}
