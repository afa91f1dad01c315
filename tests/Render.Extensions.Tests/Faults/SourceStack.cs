using Render.Transforms;
using static Render.Extensions.Tests.Import.TestTiles;

namespace Render.Extensions.Tests.Faults;

/// <summary>A stack <c>s</c> to be read from.</summary>
internal static class SourceStack
{
    /// <summary>A server with the stack. Every third tile refers to a transform that its layer shares.</summary>
    public static async Task<ModelServer> ServeAsync(int tiles, int layers)
    {
        var server = new ModelServer();
        using var handler = new FaultHandler(server.Handle, []);
        var specs = Enumerable.Range(0, tiles)
            .Select(i => Tile($"t{i:D2}", i % layers, i % 3 == 0 ? new ReferenceTransform($"lens{i % layers}") : new TranslationModel2D(i, 0)));
        var lenses = Enumerable.Range(0, layers).Select(z => new TranslationModel2D(1, z) { Id = $"lens{z}" });
        await handler.Client.Stack("s").ImportTilesAsync(
            specs, new ImportOptions { CreateStack = new StackVersion(), SharedTransforms = [.. lenses], Complete = true });
        return server;
    }
}
