namespace Render.Extensions.Tests.Support;

/// <summary>
/// The server of a test: an embedded one of its own, or the one that <see cref="Variable"/> names, on which it has owners of its own that are
/// gone at the end.
/// </summary>
internal sealed class TestServer : IAsyncDisposable
{
    /// <summary>The environment variable with the address of a server: <c>http://host:8080/render-ws</c>.</summary>
    public const string Variable = "RENDER_TEST_SERVER";

    private const string Project = "p1";

    private readonly RenderLocalServer? embedded;
    private readonly Uri address;
    private readonly string prefix;
    private readonly HashSet<string> owners = new(StringComparer.Ordinal);

    private TestServer(RenderLocalServer? embedded, Uri address, string prefix)
    {
        this.embedded = embedded;
        this.address = address;
        this.prefix = prefix;
    }

    /// <summary>Whether tests run against a server that they share with others.</summary>
    public static bool IsShared => !string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable(Variable));

    /// <param name="mustBeEmbedded">Whether it is an embedded one whatever the variable says.</param>
    public static async Task<TestServer> StartAsync(bool mustBeEmbedded = false)
    {
        if (IsShared && !mustBeEmbedded)
            return new TestServer(embedded: null, new Uri(Environment.GetEnvironmentVariable(Variable)!), $"test_{Guid.NewGuid():N}_");

        var embedded = await RenderLocalServer.StartAsync();
        return new TestServer(embedded, embedded.BaseAddress, prefix: "");
    }

    /// <summary>The name on this server of what is called so in a test, the same each time.</summary>
    public string Owner(string name)
    {
        owners.Add(prefix + name);
        return prefix + name;
    }

    /// <summary>A connection for an owner of that name.</summary>
    public RenderClient Connect(string owner = "o1", string project = Project) => RenderClient.Connect(address, Owner(owner), project);

    public async ValueTask DisposeAsync()
    {
        if (embedded is not null)
        {
            await embedded.DisposeAsync();
            return;
        }

        foreach (string owner in owners)
        {
            using var client = RenderClient.Connect(address, owner, Project);
            foreach (var stack in await client.Api.Stacks.ListStackIdsAsync(owner))
                await client.Stack(stack.Stack!, stack.Project, stack.Owner).DeleteAsync();

            foreach (var collection in await client.ListMatchCollectionsAsync(owner))
                await client.MatchCollection(collection.CollectionId!.Name!, owner).DeleteAsync();
        }
    }
}
