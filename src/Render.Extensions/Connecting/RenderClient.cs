namespace Render;

/// <summary>A connection to a render server: the place to start. Thread-safe; make one and keep it.</summary>
public sealed class RenderClient : IDisposable
{
    private readonly IDisposable? owned;

    /// <summary>Creates a client on given operations, as tests and dependency injection do.</summary>
    /// <param name="api">The operations.</param>
    /// <param name="options">Whose stacks are meant when nothing else is said.</param>
    public RenderClient(RenderApi api, RenderClientOptions options)
    {
        ArgumentNullException.ThrowIfNull(api);
        ArgumentNullException.ThrowIfNull(options);
        Api = api;
        Options = options;
    }

    private RenderClient(RenderApi api, RenderClientOptions options, IDisposable owned)
        : this(api, options) => this.owned = owned;

    /// <summary>Every operation of the server, typed as the contract describes it.</summary>
    public RenderApi Api { get; }

    /// <summary>What the client was connected with.</summary>
    public RenderClientOptions Options { get; }

    /// <summary>Connects to a server. Nothing is sent before the first operation.</summary>
    /// <param name="options">What is not set comes from the environment, see <see cref="RenderClientOptions"/>.</param>
    /// <returns>The client; dispose it to close its connections.</returns>
    /// <exception cref="RenderException">No host is known; the message says what to set.</exception>
    public static RenderClient Connect(RenderClientOptions? options = null)
    {
        options = (options ?? new RenderClientOptions()).WithEnvironment();
        var httpClient = RenderHttpClient.Create(options);
        return new RenderClient(new RenderApi(httpClient), options, httpClient);
    }

    /// <summary>Connects to a server.</summary>
    /// <param name="baseAddress">The root of the web service, such as <c>http://host:8080/render-ws/</c>, or just scheme, host and port.</param>
    /// <param name="owner">The owner of what is named without one.</param>
    /// <param name="project">The project of what is named without one.</param>
    /// <returns>The client; dispose it to close its connections.</returns>
    public static RenderClient Connect(Uri baseAddress, string? owner = null, string? project = null)
    {
        ArgumentNullException.ThrowIfNull(baseAddress);
        return Connect(new RenderClientOptions
        {
            Host = $"{baseAddress.Scheme}://{baseAddress.Host}",
            Port = baseAddress.Port,
            Owner = owner,
            Project = project,
        });
    }

    /// <summary>Names a stack; calls nothing.</summary>
    /// <param name="stack">The stack's name.</param>
    /// <param name="project">Its project; the connection's when <c>null</c>.</param>
    /// <param name="owner">Its owner; the connection's when <c>null</c>.</param>
    /// <returns>The stack, whether it exists or not.</returns>
    /// <exception cref="RenderException">No project or owner is known; the message says what to set.</exception>
    public RenderStack Stack(string stack, string? project = null, string? owner = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(stack);
        return new RenderStack(this, new StackId
        {
            Owner = owner ?? Owner,
            Project = project ?? Project,
            Stack = stack,
        });
    }

    /// <summary>Names a match collection; calls nothing.</summary>
    /// <param name="name">The collection's name.</param>
    /// <param name="owner">Its owner; the connection's when <c>null</c>.</param>
    /// <returns>The collection, whether it exists or not.</returns>
    /// <exception cref="RenderException">No owner is known; the message says what to set.</exception>
    public RenderMatchCollection MatchCollection(string name, string? owner = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return new RenderMatchCollection(this, new MatchCollectionId { Owner = owner ?? Owner, Name = name });
    }

    /// <inheritdoc/>
    public void Dispose() => owned?.Dispose();

    internal string Owner => Options.Owner
        ?? throw RenderClientOptions.Missing(nameof(RenderClientOptions.Owner), RenderClientOptions.OwnerVariable);

    internal string Project => Options.Project
        ?? throw RenderClientOptions.Missing(nameof(RenderClientOptions.Project), RenderClientOptions.ProjectVariable);
}
