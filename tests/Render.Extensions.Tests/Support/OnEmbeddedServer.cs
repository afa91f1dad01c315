namespace Render.Extensions.Tests.Support;

/// <summary>
/// A test class whose tests have an embedded server each, empty at first; or, if <see cref="TestServer.Variable"/> names a server, owners of their
/// own on that.
/// </summary>
/// <param name="onlyBecause">Why the tests need an embedded server in any case, if they do.</param>
public abstract class OnEmbeddedServer(string? onlyBecause = null) : IAsyncLifetime
{
    private TestServer server = null!;

    protected RenderClient Client { get; private set; } = null!;

    /// <summary>The owner of <see cref="Client"/>.</summary>
    protected string Owner => Client.Options.Owner!;

    /// <summary>The project of <see cref="Client"/>.</summary>
    protected string Project => Client.Options.Project!;

    public virtual async Task InitializeAsync()
    {
        server = await TestServer.StartAsync(mustBeEmbedded: onlyBecause is not null);
        Client = server.Connect();
    }

    public virtual async Task DisposeAsync()
    {
        Client.Dispose();
        await server.DisposeAsync();
    }

    /// <summary>The name of another owner, of whom nothing else is on the server.</summary>
    protected string OwnerNamed(string name) => server.Owner(name);

    /// <summary>A new stack, COMPLETE, with these tiles.</summary>
    protected async Task<RenderStack> ImportAsync(string name, IEnumerable<TileSpec> tiles, ImportOptions? options = null)
    {
        var stack = Client.Stack(name);
        options = (options ?? new ImportOptions()) with { CreateStack = new StackVersion(), Complete = true };
        (await stack.ImportTilesAsync(tiles, options)).EnsureEverythingLanded();
        return stack;
    }
}
