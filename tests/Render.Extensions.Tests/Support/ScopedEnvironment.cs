namespace Render.Extensions.Tests.Support;

/// <summary>Sets the variables of the connection, or clears them, and puts everything back at the end.</summary>
internal sealed class ScopedEnvironment : IDisposable
{
    private readonly Dictionary<string, string?> before = [];

    public ScopedEnvironment(string? host = null, string? port = null, string? owner = null, string? project = null)
    {
        Set(RenderClientOptions.HostVariable, host);
        Set(RenderClientOptions.PortVariable, port);
        Set(RenderClientOptions.OwnerVariable, owner);
        Set(RenderClientOptions.ProjectVariable, project);
    }

    public void Dispose()
    {
        foreach (var (name, value) in before)
            Environment.SetEnvironmentVariable(name, value);
    }

    private void Set(string name, string? value)
    {
        before[name] = Environment.GetEnvironmentVariable(name);
        Environment.SetEnvironmentVariable(name, value);
    }
}
