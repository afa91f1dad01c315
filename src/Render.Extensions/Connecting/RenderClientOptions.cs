using System.Globalization;

namespace Render;

/// <summary>Where the server is, and whose stacks are meant when nothing else is said.</summary>
/// <remarks>
/// What is not set comes from the environment: <c>RENDER_HOST</c>, <c>RENDER_PORT</c>, <c>RENDER_OWNER</c>, <c>RENDER_PROJECT</c>.
/// </remarks>
public sealed record RenderClientOptions
{
    /// <summary>Name of the environment variable for <see cref="Host"/>.</summary>
    public const string HostVariable = "RENDER_HOST";

    /// <summary>Name of the environment variable for <see cref="Port"/>.</summary>
    public const string PortVariable = "RENDER_PORT";

    /// <summary>Name of the environment variable for <see cref="Owner"/>.</summary>
    public const string OwnerVariable = "RENDER_OWNER";

    /// <summary>Name of the environment variable for <see cref="Project"/>.</summary>
    public const string ProjectVariable = "RENDER_PROJECT";

    /// <summary>
    /// The server's host name or address, optionally with <c>http://</c> (what is assumed) or <c>https://</c> before it.
    /// </summary>
    public string? Host { get; init; }

    /// <summary>The server's port; without one, the port of the scheme.</summary>
    public int? Port { get; init; }

    /// <summary>The owner of the stacks and match collections that are named without one.</summary>
    public string? Owner { get; init; }

    /// <summary>The project of the stacks that are named without one.</summary>
    public string? Project { get; init; }

    /// <summary>The root of the web service, <c>http://{host}:{port}/render-ws/</c>.</summary>
    /// <exception cref="RenderException">No host is known, or host and port make no URL.</exception>
    public Uri BaseAddress
    {
        get
        {
            var host = Host ?? throw Missing(nameof(Host), HostVariable);
            var root = host.Contains("://", StringComparison.Ordinal) ? host : "http://" + host;
            if (!Uri.TryCreate(root, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
            {
                throw new RenderException(
                    $"'{host}' is not a host name or an http(s) URL. Correct {nameof(Host)} or the environment variable {HostVariable}.");
            }

            return new UriBuilder(uri.Scheme, uri.Host, Port ?? uri.Port, "/render-ws/").Uri;
        }
    }

    /// <summary>Fills what is not set from the environment.</summary>
    /// <returns>The same options, completed.</returns>
    /// <exception cref="RenderException"><c>RENDER_PORT</c> is needed and is no port.</exception>
    public RenderClientOptions WithEnvironment() => this with
    {
        Host = Host ?? Variable(HostVariable),
        Port = Port ?? PortFromEnvironment(),
        Owner = Owner ?? Variable(OwnerVariable),
        Project = Project ?? Variable(ProjectVariable),
    };

    internal static RenderException Missing(string option, string variable) =>
        new($"No {option.ToLowerInvariant()} is known. Set {nameof(RenderClientOptions)}.{option} or the environment variable {variable}.");

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    private static int? PortFromEnvironment()
    {
        if (Variable(PortVariable) is not { } text)
        {
            return null;
        }

        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= ushort.MaxValue
            ? port
            : throw new RenderException($"The environment variable {PortVariable} is '{text}'. Set it to a port between 1 and 65535.");
    }
}
