using System.Globalization;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace Render;

/// <summary>Where the server is, whose stacks are meant when nothing else is said, and how patient the connection is.</summary>
/// <remarks>
/// What is not set comes from the environment: <c>RENDER_HOST</c>, <c>RENDER_PORT</c>, <c>RENDER_OWNER</c>, <c>RENDER_PROJECT</c>.
/// </remarks>
public sealed partial record RenderClientOptions
{
    /// <summary>Name of the environment variable for <see cref="Host"/>.</summary>
    public const string HostVariable = "RENDER_HOST";

    /// <summary>Name of the environment variable for <see cref="Port"/>.</summary>
    public const string PortVariable = "RENDER_PORT";

    /// <summary>Name of the environment variable for <see cref="Owner"/>.</summary>
    public const string OwnerVariable = "RENDER_OWNER";

    /// <summary>Name of the environment variable for <see cref="Project"/>.</summary>
    public const string ProjectVariable = "RENDER_PROJECT";

    private string? portFailure;

    /// <summary>
    /// The server's host name or address, or a URL: <c>host</c>, <c>host:8080</c>, <c>https://host</c>,
    /// <c>https://proxy/em/render-ws/</c>. Without a scheme it is <c>http</c>, without a path <c>/render-ws/</c>; a version at its end
    /// (<c>/v1</c>) is left away. Credentials do not belong here.
    /// </summary>
    public string? Host { get; set; }

    /// <summary>The server's port; without one, the port in <see cref="Host"/> or the usual port of its scheme.</summary>
    public int? Port { get; set; }

    /// <summary>The owner of the stacks and match collections that are named without one.</summary>
    public string? Owner { get; set; }

    /// <summary>The project of the stacks that are named without one.</summary>
    public string? Project { get; set; }

    /// <summary>
    /// The line of the server. When not set, the server's description of itself (<c>GET swagger.json</c>) tells, once a client, and only when
    /// something that one line has alone is called. What neither tells counts as unknown, and nothing is refused.
    /// </summary>
    public ServerLine? ServerLine { get; set; }

    /// <summary>
    /// Whether bodies are sent as gzip: worth it where the network is slower than a processor core. Bodies of more than 10,000,000 bytes,
    /// which the server would refuse compressed, are sent as they are. Default: no.
    /// </summary>
    public bool CompressRequests { get; set; }

    /// <summary>How often what may be repeated is repeated.</summary>
    public RenderRetryOptions Retry { get; set; } = new();

    /// <summary>How long single attempts may take.</summary>
    public RenderTimeLimits TimeLimits { get; set; } = new();

    /// <summary>The root of the web service, such as <c>http://{host}:{port}/render-ws/</c>.</summary>
    /// <exception cref="RenderException">No host is known, or host and port make no URL.</exception>
    [JsonIgnore]
    public Uri BaseAddress
    {
        get
        {
            var host = Host?.Trim() is { Length: > 0 } given ? given : throw Missing(nameof(Host), HostVariable);
            var root = host.Contains("://", StringComparison.Ordinal) ? host : "http://" + host;
            var isUrl = Uri.TryCreate(root, UriKind.Absolute, out var uri);
            if (host.Contains('@', StringComparison.Ordinal) && uri is not { UserInfo: "" })
            {
                // It would be a pity to have a password in a log.
                throw new RenderException(
                    $"{nameof(Host)} has a user name or a password in it, which would not be sent. Take them out, and set the header Authorization where the HTTP client is made: services.AddRenderClient().ConfigureHttpClient(client => client.DefaultRequestHeaders.Authorization = ...).");
            }

            if (host.AsSpan().ContainsAny('?', '#'))
            {
                // That may hold a secret as well.
                throw new RenderException(
                    $"{nameof(Host)} has a query (?) or a fragment (#) in it, which would not be sent. Take it out, or correct the environment variable {HostVariable}.");
            }

            if (!isUrl || uri!.Scheme is not ("http" or "https") || uri.Port == 0 || EmptyPort().IsMatch(root))
            {
                throw new RenderException(
                    $"'{host}' is not a host name or an http(s) URL. Correct {nameof(Host)} or the environment variable {HostVariable}.");
            }

            if (Port is < 1 or > ushort.MaxValue)
            {
                throw new RenderException($"{Port} is not a port. Set {nameof(Port)} to a number between 1 and {ushort.MaxValue}.");
            }

            return new UriBuilder(uri.Scheme, uri.Host, Port ?? uri.Port, RootPath(uri.AbsolutePath.TrimEnd('/'))).Uri;
        }
    }

    /// <summary>What is wrong with the environment where nothing else is set, or <c>null</c>.</summary>
    internal string? EnvironmentFailure => Port is null ? portFailure : null;

    /// <summary>Fills what is not set from the environment.</summary>
    /// <returns>The same options, completed.</returns>
    /// <exception cref="RenderException"><c>RENDER_PORT</c> is needed and is no port.</exception>
    public RenderClientOptions WithEnvironment()
    {
        var completed = this with { };
        completed.FillFromEnvironment();
        return completed.EnvironmentFailure is { } failure ? throw new RenderException(failure) : completed;
    }

    /// <summary>All options as they are set, whether they make a <see cref="BaseAddress"/> or not.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{nameof(RenderClientOptions)} {{ {nameof(Host)} = {Host}, {nameof(Port)} = {Port}, {nameof(Owner)} = {Owner}, {nameof(Project)} = {Project}, {nameof(CompressRequests)} = {CompressRequests}, {nameof(Retry)} = {Retry}, {nameof(TimeLimits)} = {TimeLimits} }}");

    /// <summary>Fills what is not set; what cannot be filled is left to <see cref="EnvironmentFailure"/>.</summary>
    internal void FillFromEnvironment()
    {
        portFailure = null;
        Host = NullIfEmpty(Host) ?? Variable(HostVariable);
        // A port that is a part of the host is meant; the variable would send the requests elsewhere.
        Port ??= Host is not null && HostWithPort().IsMatch(Host) ? null : PortFromEnvironment();
        Owner = NullIfEmpty(Owner) ?? Variable(OwnerVariable);
        Project = NullIfEmpty(Project) ?? Variable(ProjectVariable);
    }

    internal static RenderException Missing(string option, string variable) =>
        new($"No {option.ToLowerInvariant()} is known. Set {nameof(RenderClientOptions)}.{option} or the environment variable {variable}.");

    // Every request adds the version.
    private static string RootPath(string path) => path switch
    {
        "" => "/render-ws/",
        _ when path.EndsWith("/v1", StringComparison.Ordinal) => path[..^"v1".Length],
        _ => path + "/",
    };

    private static string? NullIfEmpty(string? value) => string.IsNullOrEmpty(value) ? null : value;

    private static string? Variable(string name) => NullIfEmpty(Environment.GetEnvironmentVariable(name));

    private int? PortFromEnvironment()
    {
        if (Variable(PortVariable) is not { } text)
        {
            return null;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= ushort.MaxValue)
        {
            return port;
        }

        portFailure = $"The environment variable {PortVariable} is '{text}'. Set it to a port between 1 and 65535.";
        return null;
    }

    [GeneratedRegex(@":\d+\s*(/|$)", RegexOptions.CultureInvariant)]
    private static partial Regex HostWithPort();

    [GeneratedRegex("://[^/]*:(/|$)", RegexOptions.CultureInvariant)]
    private static partial Regex EmptyPort();
}
