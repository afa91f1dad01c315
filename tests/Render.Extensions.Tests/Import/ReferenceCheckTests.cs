using Render.Extensions.Tests.Support;
using Render.Transforms;
using static Render.Extensions.Tests.Import.TestTiles;

namespace Render.Extensions.Tests.Import;

public sealed class ReferenceCheckTests : IDisposable
{
    private readonly StubServer server = new();
    private readonly ScratchFolder folder = new();

    public void Dispose()
    {
        server.Dispose();
        folder.Dispose();
    }

    [Fact]
    public async Task Missing_transforms_of_collections_are_found_before_anything_is_sent()
    {
        List<TileSpec> tiles = [.. Tiles(10), Tile("x", 1, new ReferenceTransform("lens9")), Tile("y", 1, new ReferenceTransform("outer"))];
        TransformSpec[] shared = [new ListTransform(new ReferenceTransform("inner")) { Id = "outer" }];

        var exception = await Assert.ThrowsAsync<MissingTransformsException>(
            () => server.Stack().ImportTilesAsync(tiles, new ImportOptions { SharedTransforms = shared, MaxTilesPerRequest = 2 }));

        Assert.Equal(["inner", "lens9"], exception.MissingIds);
        Assert.Contains("'lens9' (first in tile 'x')", exception.Message);
        Assert.Empty(server.Calls);
    }

    [Fact]
    public async Task Missing_transforms_of_files_are_found_before_anything_is_sent()
    {
        string good = Write("good.json", Tiles(10));
        string bad = Write("bad.json", [Tile("x", 1, new ReferenceTransform("lens9"))]);

        var exception = await Assert.ThrowsAsync<MissingTransformsException>(() => server.Stack().ImportFilesAsync([good, bad]));

        Assert.Contains($"tile 'x', {bad}, line 1", exception.Message);
        Assert.Empty(server.Calls);
    }

    [Fact]
    public async Task Sources_that_can_be_read_once_are_checked_tile_by_tile()
    {
        var tiles = Tiles(10).Append(Tile("x", 1, new ReferenceTransform("lens9")));

        var report = await server.Stack().ImportTilesAsync(tiles);

        Assert.Equal((10, 1), (report.TilesLanded, report.TilesRejected));
    }

    [Fact]
    public async Task Every_file_has_its_own_transforms()
    {
        TileFile[] files =
        [
            .. Enumerable.Range(1, 3).Select(z => new TileFile(
                Write($"z{z}.json", [Tile($"t{z}", z, new ReferenceTransform($"lens{z}"))]), WriteTransform($"lens{z}.json", $"lens{z}", z))),
        ];

        var report = await server.Stack().ImportFilesAsync(files);

        Assert.True(report.EverythingLanded, report.ToString());
        Assert.Equal([1, 2, 3], server.Tiles.OrderBy(tile => tile.Key).Select(tile => (double)tile.Value["minX"]!));
    }

    [Fact]
    public async Task Transforms_of_one_file_are_unknown_to_another()
    {
        TileFile[] files =
        [
            new(Write("a.json", [Tile("a", 1, new ReferenceTransform("lens"))]), WriteTransform("lens.json", "lens", 1)),
            new(Write("b.json", [Tile("b", 2, new ReferenceTransform("lens"))])),
        ];

        var exception = await Assert.ThrowsAsync<MissingTransformsException>(() => server.Stack().ImportFilesAsync(files));

        Assert.Contains("tile 'b'", exception.Message);
    }

    [Fact]
    public async Task Different_transforms_of_one_id_are_found_before_anything_is_sent()
    {
        var files = FilesWithOneId(x: 2);

        var exception = await Assert.ThrowsAsync<ConflictingTransformsException>(() => server.Stack().ImportFilesAsync(files));

        Assert.Equal(["lens"], exception.ConflictingIds);
        Assert.Contains(files[0].Path, exception.Message);
        Assert.Contains(files[1].Path, exception.Message);
        Assert.Empty(server.Calls);
    }

    [Fact]
    public async Task Without_that_check_tiles_with_a_different_transform_of_the_same_id_are_rejected()
    {
        var options = new ImportOptions { CheckReferencesFirst = false, Parallelism = 1 };

        var report = await server.Stack().ImportFilesAsync(FilesWithOneId(x: 2), options);

        Assert.Equal((1, 1), (report.TilesLanded, report.TilesRejected));
        Assert.Contains("'lens' is another one than that of tile 'a'", Assert.Single(report.Rejected).Reason);
    }

    [Fact]
    public async Task The_same_transform_may_stand_in_many_files()
    {
        var report = await server.Stack().ImportFilesAsync(FilesWithOneId(x: 1));

        Assert.True(report.EverythingLanded, report.ToString());
    }

    [Fact]
    public async Task Progress_through_files_is_measured_in_bytes()
    {
        string[] files = [.. Enumerable.Range(0, 3).Select(i => Write($"{i}.json", Tiles(2_000).Skip(i * 500).Take(500)))];
        List<ImportProgress> reports = [];

        await server.Stack().ImportFilesAsync(files, progress: new Reports(reports), options: new ImportOptions { MaxTilesPerRequest = 100 });

        Assert.Equal(files.Sum(file => new FileInfo(file).Length), reports[^1].SourceBytesExpected);
        Assert.Equal(reports[^1].SourceBytesExpected, reports[^1].SourceBytesRead);
        Assert.Equal((1, TimeSpan.Zero), (reports[^1].Fraction, reports[^1].Remaining));
        Assert.InRange(reports[0].Fraction!.Value, 0.001, 0.999);
    }

    // The first lens moves by 1.
    private TileFile[] FilesWithOneId(double x) =>
    [
        new(Write("a.json", [Tile("a", 1, new ReferenceTransform("lens"))]), WriteTransform("lens1.json", "lens", 1)),
        new(Write("b.json", [Tile("b", 2, new ReferenceTransform("lens"))]), WriteTransform("lens2.json", "lens", x)),
    ];

    private string Write(string name, IEnumerable<TileSpec> tiles)
    {
        File.WriteAllText(folder[name], System.Text.Json.JsonSerializer.Serialize(tiles.ToList(), RenderJson.TypeInfo<IReadOnlyList<TileSpec>>()));
        return folder[name];
    }

    private string WriteTransform(string name, string id, double x)
    {
        File.WriteAllText(folder[name], $$"""[{"id":"{{id}}","className":"mpicbg.trakem2.transform.TranslationModel2D","dataString":"{{x}} 0"}]""");
        return folder[name];
    }

    private sealed class Reports(List<ImportProgress> reports) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => reports.Add(value);
    }
}
