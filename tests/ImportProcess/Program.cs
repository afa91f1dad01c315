using System.Globalization;
using Render;
using Render.Transforms;

// Imports made-up tiles with a journal, to be killed on the way: server, stack, journal, number of tiles, owner, project.
// After every request it writes how many tiles have landed in this run and before.
using var render = RenderClient.Connect(new Uri(args[0]), args[4], args[5]);
int count = int.Parse(args[3], CultureInfo.InvariantCulture);
var tiles = Enumerable.Range(0, count).Select(i => new TileSpec
{
    TileId = string.Create(CultureInfo.InvariantCulture, $"t{i:D6}"),
    Z = i / 1_000,
    Width = 100,
    Height = 50,
    Transforms = new ListTransform(new ReferenceTransform("lens"), new TranslationModel2D(i % 97, i % 89)),
});
var options = new ImportOptions
{
    Journal = args[2].Length == 0 ? null : args[2],
    CreateStack = new StackVersion(),
    SharedTransforms = [new AffineModel2D(1, 0, 0, 1, 3, 4) { Id = "lens" }],
    MaxTilesPerRequest = 50,
    Complete = true,
};
var report = await render.Stack(args[1]).ImportTilesAsync(tiles, options, new Lines());
return report.Completed ? 0 : 1;

internal sealed class Lines : IProgress<ImportProgress>
{
    public void Report(ImportProgress value)
    {
        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{value.TilesLanded} {value.TilesLandedBefore}"));
        Console.Out.Flush();
    }
}
