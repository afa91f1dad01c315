using Render.Extensions.Tests.Support;
using Render.Transforms;
using static Render.Extensions.Tests.Import.TestTiles;

namespace Render.Extensions.Tests.Import;

/// <summary>
/// References inside of shared transforms. The server refuses tiles with such ones: "tile a requires the following transform ids [lens]".
/// </summary>
public sealed class NestedReferenceTests : IDisposable
{
    private readonly StubServer server = new();
    private readonly ScratchFolder folder = new();

    public void Dispose()
    {
        server.Dispose();
        folder.Dispose();
    }

    public static TheoryData<string> Nestings => ["list", "reference", "interpolated", "deep"];

    [Theory]
    [MemberData(nameof(Nestings))]
    public async Task They_are_named_before_anything_is_sent(string nesting)
    {
        var error = await Assert.ThrowsAsync<NestedReferencesException>(
            () => server.Stack().ImportTilesAsync(Tiles, new ImportOptions { SharedTransforms = Shared(nesting) }));

        Assert.Contains("outer", error.NestedIds);
        Assert.DoesNotContain("lens", error.NestedIds);
        Assert.Contains("'outer' (first in tile 'b')", error.Message, StringComparison.Ordinal);
        Assert.Contains("ImportOptions.FlattenReferences", error.Message, StringComparison.Ordinal);
        Assert.Empty(server.Calls);
    }

    [Theory]
    [MemberData(nameof(Nestings))]
    public async Task Tiles_of_a_stream_with_such_ones_are_rejected(string nesting)
    {
        var report = await server.Stack().ImportTilesAsync(
            Tiles.ToAsyncEnumerable(), new ImportOptions { SharedTransforms = Shared(nesting) });

        var rejected = Assert.Single(report.Rejected);
        Assert.Equal("b", rejected.TileId);
        Assert.Contains("'outer'", rejected.Reason, StringComparison.Ordinal);
        Assert.Contains("ImportOptions.FlattenReferences", rejected.Reason, StringComparison.Ordinal);
        Assert.Equal(["a", "c"], server.Tiles.Keys.Order());
    }

    [Theory]
    [MemberData(nameof(Nestings))]
    public async Task They_are_flattened_on_request_and_map_points_as_before(string nesting)
    {
        var shared = Shared(nesting);
        var expected = Tiles[1].Transforms!.Resolve(shared.ToDictionary(transform => transform.Id!)).Apply(new Point2D(3, 4));

        var report = await server.Stack().ImportTilesAsync(Tiles, new ImportOptions { SharedTransforms = shared, FlattenReferences = true });

        Assert.True(report.EverythingLanded, report.ToString());
        var upload = Assert.Single(server.Uploads);
        Assert.Equal(["lens", "outer"], upload.Transforms.Select(member => member.Key).Order());
        var sent = upload.Transforms.ToDictionary(
            member => member.Key, member => System.Text.Json.JsonSerializer.Deserialize(member.Value, RenderJson.TypeInfo<TransformSpec>())!);
        List<string> references = [];
        Assert.All(sent.Values, transform => transform.CollectReferences(references));
        Assert.Empty(references);
        Assert.Equal("outer", sent["outer"].Id);
        Assert.Equal(expected, Tiles[1].Transforms!.Resolve(sent).Apply(new Point2D(3, 4)));
    }

    [Fact]
    public async Task Those_of_files_are_named_and_flattened_too()
    {
        await SpecFiles.WriteTilesAsync(folder["tiles.json"], Tiles);
        await SpecFiles.WriteTransformsAsync(folder["transforms.json"], Shared("list"));

        var error = await Assert.ThrowsAsync<NestedReferencesException>(
            () => server.Stack().ImportFilesAsync([new TileFile(folder["tiles.json"], folder["transforms.json"])]));
        Assert.Equal(["outer"], error.NestedIds);
        Assert.Contains("tiles.json, line 3", error.Message, StringComparison.Ordinal);

        var report = await server.Stack().ImportFilesAsync(
            [new TileFile(folder["tiles.json"], folder["transforms.json"])], new ImportOptions { FlattenReferences = true });
        Assert.True(report.EverythingLanded, report.ToString());
    }

    [Fact]
    public async Task What_is_missing_or_goes_round_in_a_circle_is_reported_as_such()
    {
        TransformSpec[] shared = [new ListTransform(new ReferenceTransform("outer")) { Id = "lens" }, .. Shared("list")[1..]];
        var options = new ImportOptions { SharedTransforms = shared, FlattenReferences = true };

        var circle = Assert.Single((await server.Stack().ImportTilesAsync(Tiles[1..2], options)).Rejected);
        var missing = await Assert.ThrowsAsync<MissingTransformsException>(
            () => server.Stack().ImportTilesAsync(Tiles[1..2], options with { SharedTransforms = shared[1..] }));

        Assert.Contains("circle", circle.Reason, StringComparison.Ordinal);
        Assert.Equal(["lens"], missing.MissingIds);
    }

    private static TileSpec[] Tiles =>
        [Tile("a", 1, new ReferenceTransform("lens")), Tile("b", 1, new ReferenceTransform("outer"), new AffineModel2D(1, 0, 0, 1, 7, 8)), Tile("c")];

    private static TransformSpec[] Shared(string nesting) =>
    [
        new TranslationModel2D(5, 6) { Id = "lens" },
        nesting switch
        {
            "reference" => new ReferenceTransform("lens") { Id = "outer" },
            "interpolated" => new InterpolatedTransform(new ReferenceTransform("lens"), new TranslationModel2D(1, 1), 0.25) { Id = "outer" },
            "deep" => new ListTransform(new ListTransform(new ReferenceTransform("middle")), new TranslationModel2D(2, 3)) { Id = "outer" },
            _ => new ListTransform(new AffineModel2D(2, 0, 0, 2, 0, 0), new ReferenceTransform("lens")) { Id = "outer" },
        },
        new ListTransform(new ReferenceTransform("lens")) { Id = "middle" },
    ];
}
