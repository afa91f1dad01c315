using System.Text.Json;
using Analysis;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Render;
using Render.Transforms;

// A class of a library of which nothing has been used yet.
var lens = JsonSerializer.Deserialize("""{"className":"org.example.Wobble","dataString":"2.5 100"}""", RenderJson.TypeInfo<TransformSpec>())!;
Console.WriteLine($"library: {lens.GetType().Name} {lens.Apply(new Point2D(1, 2)).X}");

// The server's address comes in RENDER_HOST, as it would on a cluster.
await ReadMe.RunAsync();

var configuration = new ConfigurationBuilder()
    .AddInMemoryCollection(new Dictionary<string, string?>
    {
        ["Owner"] = "consumer",
        ["Project"] = "analysis",
        ["Retry:MaxRetries"] = "2",
        ["TimeLimits:Connect"] = "00:00:05",
    })
    .Build();
await using var services = new ServiceCollection().AddRenderClient(configuration).Services.BuildServiceProvider();
var render = services.GetRequiredService<RenderClient>();
Console.WriteLine($"configured: {render.Options.Owner}, {render.Options.Retry.MaxRetries} repetitions, {render.Options.TimeLimits.Connect}");

var stack = render.Stack("own");
await stack.CreateAsync(new StackVersion { StackResolutionX = 4, StackResolutionY = 4, StackResolutionZ = 40 });
var report = await stack.ImportTilesAsync([Tile("left", 0), Tile("right", 90)]);
await stack.CompleteAsync();
Console.WriteLine($"imported: {report.EnsureEverythingLanded().TilesLanded} tiles, {(await stack.GetMetadataAsync()).State}");

var tiles = await stack.ReadTilesAsync(z: 1).ToListAsync();
var chain = tiles.SelectMany(tile => tile.Transforms!.Transforms).Select(transform => transform.GetType().Name);
Console.WriteLine($"read: {string.Join(' ', chain)}");

Point2D local = new(10, 20);
Console.WriteLine($"mapped here: {Text(tiles[1].LocalToWorld(local))}");
Console.WriteLine($"mapped there: {Text(await stack.LocalToWorldAsync("right", local))}");

var matches = render.MatchCollection("pairs");
await matches.ImportMatchesAsync([new CanvasMatchesBuilder(tiles[0], tiles[1]).Add(new(95, 5), new(5, 5)).Add(new(95, 9), new(5, 9)).Build()]);
var pair = await matches.TryGetMatchesAsync(CanvasId.Of(tiles[0]), CanvasId.Of(tiles[1]));
Console.WriteLine($"matched: {pair!.PId} with {pair.QId}, weights {string.Join(' ', pair.Matches!.W)}");

try
{
    await render.Stack("missing").GetMetadataAsync();
}
catch (RenderNotFoundException exception)
{
    Console.WriteLine($"missing: {exception.Operation} {(int?)exception.StatusCode}");
}

static string Text(Point2D point) => $"{point.X} {point.Y}";

static TileSpec Tile(string id, double x) => new()
{
    TileId = id,
    Z = 1,
    Width = 100,
    Height = 100,
    Layout = new LayoutData { SectionId = "1.0" },
    MipmapLevels = new Dictionary<string, ImageAndMask> { ["0"] = new() { ImageUrl = $"file:///data/{id}.png" } },
    Transforms = new ListTransform(new Shear(0.5), new AffineModel2D(1, 0, 0, 1, x, 0)),
};
