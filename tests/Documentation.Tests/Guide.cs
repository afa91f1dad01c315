using Microsoft.Extensions.DependencyInjection;
using Render;
using Render.Transforms;

namespace Documentation.Tests;

/// <summary>
/// Makes <see cref="Given"/> true: three small sections with matches on an embedded server, and files of them in the folder in which examples run.
/// </summary>
internal sealed class Guide : IAsyncDisposable
{
    private const double Width = 2560;
    private const double Height = 2160;

    private readonly RenderLocalServer server;
    private readonly ServiceProvider services;
    private readonly ScopedEnvironment environment;
    private readonly ScratchFolder scratch = new();
    private readonly string folderBefore = Environment.CurrentDirectory;

    private Guide(RenderLocalServer server)
    {
        this.server = server;
        string host = server.BaseAddress.GetLeftPart(UriPartial.Authority);
        environment = new ScopedEnvironment(host, owner: "guide", project: "examples");
        Environment.CurrentDirectory = scratch.FullName;
        var collection = new ServiceCollection();
        collection.AddRenderClient().AddHttpMessageHandler(() => new ImageAnswers());
        collection.AddRenderClient("other", options => options.Owner = "other").AddHttpMessageHandler(() => new ImageAnswers());
        services = collection.BuildServiceProvider();
    }

    /// <param name="isOpen">Whether the stack can be written, as examples of importing and deleting need it; else it is COMPLETE.</param>
    public static async Task<Guide> StartAsync(bool isOpen)
    {
        var guide = new Guide(await RenderLocalServer.StartAsync());
        Given.render = guide.services.GetRequiredService<RenderClient>();
        Given.otherRender = guide.services.GetRequiredKeyedService<RenderClient>("other");
        await guide.GiveTilesAsync(isOpen);
        await GiveMatchesAsync();
        GiveTransforms();
        return guide;
    }

    /// <summary>The example with its absolute paths in the scratch folder.</summary>
    public string Localize(string code) => code.Replace("\"/data/", $"\"{scratch.FullName}/", StringComparison.Ordinal);

    public async ValueTask DisposeAsync()
    {
        Environment.CurrentDirectory = folderBefore;
        environment.Dispose();
        await services.DisposeAsync();
        await server.DisposeAsync();
        scratch.Dispose();
    }

    private async Task GiveTilesAsync(bool isOpen)
    {
        Given.lens = new AffineModel2D(1.01, 0, 0, 1.01, 3, 2) { Id = "lens_1", Metadata = new TransformMetadata("lens") };
        Given.sharedTransforms = new Dictionary<string, TransformSpec> { ["lens_1"] = Given.lens };
        Given.stack = Given.render.Stack("montage");
        Given.target = Given.render.Stack("target");
        TileSpec[] tiles =
        [
            .. from z in Enumerable.Range(1, 3)
               from row in Enumerable.Range(0, 2)
               from column in Enumerable.Range(0, 2)
               select Tile(z, row, column),
        ];
        await Given.stack.ImportTilesAsync(tiles, new ImportOptions
        {
            SharedTransforms = Given.sharedTransforms.Values,
            CreateStack = new StackVersion { StackResolutionX = 4, StackResolutionY = 4, StackResolutionZ = 40 },
            Complete = !isOpen,
        });
        Given.tiles = [.. tiles.ToCollection(Given.sharedTransforms.Values).Resolve().OrderBy(tile => tile.TileId)];
        (Given.tile, Given.otherTile) = (Given.tiles[0], Given.tiles[1]);
        (Given.z, Given.tileId) = (1, Given.tile.TileId);
        await SpecFiles.WriteTilesAsync(scratch["tiles.json"], Given.tiles);
        await SpecFiles.WriteTilesAsync(scratch["tiles.json.gz"], tiles);
        foreach (int z in new[] { 1, 2 })
        {
            await SpecFiles.WriteTilesAsync(scratch[$"z{z}.json.gz"], tiles.Where(tile => tile.Z == z));
            await SpecFiles.WriteTransformsAsync(scratch[$"lens{z}.json"], Given.sharedTransforms.Values);
        }

        File.Copy(scratch["lens1.json"], scratch["lens.json"]);
        foreach (string name in new[] { "changes.json", "montage_changes.json.gz" })
        {
            var changes = tiles.Select(tile => new TransformChange(tile.TileId, new TranslationModel2D(10, 20)));
            await TransformChangeFiles.WriteAsync(scratch[name], changes.ToAsyncEnumerable());
        }
    }

    private static TileSpec Tile(int z, int row, int column) => new()
    {
        TileId = $"z{z}_r{row}_c{column}",
        Z = z,
        Width = Width,
        Height = Height,
        Layout = new LayoutData { SectionId = $"{2265 + z}.0", ImageRow = row, ImageCol = column },
        MipmapLevels = new Dictionary<string, ImageAndMask> { ["0"] = new() { ImageUrl = "file:/images/a.png", MaskUrl = "file:/images/mask.png" } },
        Transforms = new ListTransform(new ReferenceTransform("lens_1"), new AffineModel2D(1, 0, 0, 1, column * 2400, row * 2000)
        {
            Metadata = new TransformMetadata("montage"),
        }),
    };

    private static async Task GiveMatchesAsync()
    {
        Given.points = [new(10, 10), new(200.5, 30), new(40, 1050)];
        Given.world = Given.tile.LocalToWorld(Given.points);
        Given.matches =
        [
            .. from p in Given.tiles
               from q in Given.tiles
               where string.CompareOrdinal(p.TileId, q.TileId) < 0 && q.Z - p.Z <= 1
               select Match(p, q),
        ];
        Given.pair = Given.matches[0];
        Given.collection = Given.render.MatchCollection("sift_all");
        foreach (string name in new[] { "sift_all", "sift_retry", "manual", "sift" })
        {
            await Given.render.MatchCollection(name).ImportMatchesAsync(Given.matches);
            await Given.otherRender.MatchCollection(name).ImportMatchesAsync(Given.matches);
        }
    }

    private static CanvasMatches Match(TileSpec p, TileSpec q) =>
        new CanvasMatchesBuilder(p, q).AddRange(Given.points, [.. Given.points.Select(point => new Point2D(point.X + 5, point.Y))]).Build();

    private static void GiveTransforms()
    {
        (Given.affine, Given.otherAffine) = (new AffineModel2D(1.1, 0.1, -0.1, 0.9, 100, 200), new AffineModel2D(1, 0, 0, 2, 10, 20));
        Given.chain = new ListTransform(Given.lens, Given.affine);
        Given.pointMatches =
        [
            .. from row in Enumerable.Range(0, 7)
               from column in Enumerable.Range(0, 7)
               let source = new Point2D(column * Width / 6, row * Height / 6)
               let target = new Point2D(source.X + (1e-5 * source.Y * source.Y), source.Y + (1e-5 * source.X * source.X))
               select new PointMatch(source, target, 1),
        ];
        Given.polynomial = PolynomialTransform2D.Estimate(Given.pointMatches, order: 2);
        Given.spline = ThinPlateSplineTransform.Estimate(Given.pointMatches);
        Given.point = Given.spline.Apply(new Point2D(700, 800));

        // A tile and a transform at once: examples read either from it.
        Given.json = $$"""{"tileId":"a","className":"mpicbg.trakem2.transform.TranslationModel2D","dataString":"1 2"}""";
    }
}
