using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Render;

/// <summary>A connection to a render server: the place to start. Thread-safe; make one and keep it.</summary>
public sealed class RenderClient : IDisposable
{
    private readonly IDisposable? owned;

    /// <summary>Creates a client on given operations, as tests and dependency injection do.</summary>
    /// <param name="api">The operations.</param>
    /// <param name="options">Whose stacks are meant when nothing else is said.</param>
    public RenderClient(RenderApi api, RenderClientOptions options)
        : this(api, options, TimeProvider.System, NullLogger.Instance, owned: null, line: null)
    {
    }

    internal RenderClient(
        RenderApi api, RenderClientOptions options, TimeProvider timeProvider, ILogger logger, IDisposable? owned, ServerLineProbe? line)
    {
        ArgumentNullException.ThrowIfNull(api);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(options.Retry);
        ArgumentNullException.ThrowIfNull(options.TimeLimits);
        Api = api;
        Options = options;
        TimeProvider = timeProvider;
        Logger = logger;
        this.owned = owned;
        Line = line ?? new ServerLineProbe(options.ServerLine, timeProvider, logger);
    }

    /// <summary>Every operation of the server, typed as the contract describes it.</summary>
    public RenderApi Api { get; }

    /// <summary>What the client was connected with.</summary>
    public RenderClientOptions Options { get; }

    internal TimeProvider TimeProvider { get; }

    internal ILogger Logger { get; }

    internal ServerLineProbe Line { get; }

    internal string Owner => Options.Owner
        ?? throw RenderClientOptions.Missing(nameof(RenderClientOptions.Owner), RenderClientOptions.OwnerVariable);

    internal string Project => Options.Project
        ?? throw RenderClientOptions.Missing(nameof(RenderClientOptions.Project), RenderClientOptions.ProjectVariable);

    /// <summary>Connects to a server. Nothing is sent before the first operation.</summary>
    /// <param name="options">What is not set comes from the environment, see <see cref="RenderClientOptions"/>.</param>
    /// <param name="loggerFactory">Where messages go; nowhere when <c>null</c>.</param>
    /// <returns>The client; dispose it to close its connections.</returns>
    /// <exception cref="RenderException">No host is known, or an option is wrong; the message says what to set.</exception>
    public static RenderClient Connect(RenderClientOptions? options = null, ILoggerFactory? loggerFactory = null) =>
        Connect(options, primary: null, TimeProvider.System, loggerFactory);

    /// <summary>Connects to a server.</summary>
    /// <param name="baseAddress">The root of the web service, such as <c>http://host:8080/render-ws/</c>, or just scheme, host and port.</param>
    /// <param name="owner">The owner of what is named without one.</param>
    /// <param name="project">The project of what is named without one.</param>
    /// <returns>The client; dispose it to close its connections.</returns>
    /// <exception cref="RenderException">The address or a name is wrong; the message says what to set.</exception>
    public static RenderClient Connect(Uri baseAddress, string? owner = null, string? project = null)
    {
        ArgumentNullException.ThrowIfNull(baseAddress);
        if (baseAddress is not { IsAbsoluteUri: true, Scheme: "http" or "https" })
        {
            // What may hold a password is not quoted.
            var address = baseAddress.OriginalString.Contains('@', StringComparison.Ordinal) ? "The address" : $"'{baseAddress}'";
            throw new RenderException($"{address} is not the root of a web service. Begin with the scheme, as in http://host:8080/render-ws/.");
        }

        return Connect(new RenderClientOptions
        {
            Host = baseAddress.AbsoluteUri,
            Port = baseAddress.Port,
            Owner = owner,
            Project = project,
        });
    }

    /// <summary>Names a stack; calls nothing.</summary>
    /// <param name="stack">The stack's name: letters and digits, with single underscores between them.</param>
    /// <param name="project">Its project; the connection's when <c>null</c>.</param>
    /// <param name="owner">Its owner; the connection's when <c>null</c>.</param>
    /// <returns>The stack, whether it exists or not.</returns>
    /// <exception cref="RenderException">No project or owner is known, or the server takes no such name; the message says what to do.</exception>
    public RenderStack Stack(string stack, string? project = null, string? owner = null) => new(this, new StackId
    {
        Owner = RenderName.Require("an owner", owner ?? Owner),
        Project = RenderName.Require("a project", project ?? Project),
        Stack = RenderName.Require("a stack", stack),
    });

    /// <summary>Names a stack; calls nothing.</summary>
    /// <param name="id">Owner, project and name, as the lists of the server have them.</param>
    /// <returns>The stack, whether it exists or not.</returns>
    /// <exception cref="RenderException">The server takes no such name; the message says which.</exception>
    public RenderStack Stack(StackId id)
    {
        ArgumentNullException.ThrowIfNull(id);
        return Stack(id.Stack, id.Project, id.Owner);
    }

    /// <summary>Names a match collection; calls nothing.</summary>
    /// <param name="name">The collection's name: letters and digits, with single underscores between them.</param>
    /// <param name="owner">Its owner; the connection's when <c>null</c>.</param>
    /// <returns>The collection, whether it exists or not.</returns>
    /// <exception cref="RenderException">No owner is known, or the server takes no such name; the message says what to do.</exception>
    public RenderMatchCollection MatchCollection(string name, string? owner = null) => new(this, new MatchCollectionId
    {
        Owner = RenderName.Require("an owner", owner ?? Owner),
        Name = RenderName.Require("a match collection", name),
    });

    /// <summary>
    /// Closes the connections. Requests under way end with an <see cref="OperationCanceledException"/>, with an
    /// <see cref="ObjectDisposedException"/> inside, and what they change may have been done; later ones end with an
    /// <see cref="ObjectDisposedException"/>. A client that is not from one of the <c>Connect</c> methods stays as it is: its connections are not
    /// its own.
    /// </summary>
    public void Dispose() => owned?.Dispose();

    internal static RenderClient Connect(
        RenderClientOptions? options, HttpMessageHandler? primary, TimeProvider timeProvider, ILoggerFactory? loggerFactory = null)
    {
        options = RenderClientOptionsValidator.Require((options ?? new RenderClientOptions()).WithEnvironment());
        ILogger logger = loggerFactory?.CreateLogger<RenderClient>() ?? (ILogger)NullLogger.Instance;
        var line = new ServerLineProbe(options.ServerLine, timeProvider, logger);
        var httpClient = RenderPipeline.CreateClient(
            options, primary ?? RenderPipeline.CreatePrimaryHandler(options), line, timeProvider, logger);
        return new RenderClient(new RenderApi(httpClient), options, timeProvider, logger, httpClient, line);
    }
}
