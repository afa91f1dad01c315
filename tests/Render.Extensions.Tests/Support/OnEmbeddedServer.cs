namespace Render.Extensions.Tests.Support;

/// <summary>A test class whose tests have an embedded server each, empty at first.</summary>
public abstract class OnEmbeddedServer : IAsyncLifetime
{
    private RenderLocalServer server = null!;

    protected RenderClient Client { get; private set; } = null!;

    public virtual async Task InitializeAsync()
    {
        server = await RenderLocalServer.StartAsync();
        Client = RenderClient.Connect(server.BaseAddress, "o1", "p1");
    }

    public virtual async Task DisposeAsync()
    {
        Client.Dispose();
        await server.DisposeAsync();
    }

    /// <summary>A new stack, COMPLETE, with these tiles.</summary>
    protected async Task<RenderStack> ImportAsync(string name, IEnumerable<TileSpec> tiles, ImportOptions? options = null)
    {
        var stack = Client.Stack(name);
        options = (options ?? new ImportOptions()) with { CreateStack = new StackVersion(), Complete = true };
        (await stack.ImportTilesAsync(tiles, options)).EnsureEverythingLanded();
        return stack;
    }
}
