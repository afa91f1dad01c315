using System.IO.Compression;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Render.Generated.Tests.Contract;
using Render.LocalServer;
using Render.Transforms;
using static Render.Extensions.Tests.Import.TestTiles;

namespace Render.Extensions.Tests.Import;

public sealed class ImportTilesTests : IDisposable
{
    private readonly StubServer server = new();

    public void Dispose() => server.Dispose();

    [Fact]
    public async Task Every_tile_lands()
    {
        var report = await server.Stack().ImportTilesAsync(Tiles(10_000));

        Assert.Equal(10_000, server.Tiles.Count);
        Assert.Equal(10_000, report.TilesLanded);
        Assert.True(report.EverythingLanded);
        Assert.Equal(server.Uploads.Count, report.RequestsLanded);
        Assert.Equal(server.Uploads.Sum(upload => upload.Length), report.Bytes);
        Assert.Same(report, report.EnsureEverythingLanded());
    }

    [Fact]
    public async Task Async_sources_are_imported_too()
    {
        var report = await server.Stack().ImportTilesAsync(Tiles(10).ToAsyncEnumerable());

        Assert.Equal(10, report.TilesLanded);
    }

    [Fact]
    public async Task Nothing_is_sent_for_an_empty_source()
    {
        var report = await server.Stack().ImportTilesAsync([]);

        Assert.Empty(server.Uploads);
        Assert.True(report.EverythingLanded);
    }

    [Fact]
    public async Task What_is_sent_is_the_tile_spec()
    {
        var tile = Tile("a", 7.5);
        tile.Layout = new LayoutData { SectionId = "7.5", ImageRow = 3 };
        tile.AdditionalProperties = new Dictionary<string, JsonElement> { ["mine"] = JsonElement.Parse("{\"x\":[1]}") };

        await server.Stack().ImportTilesAsync([tile]);

        var expected = JsonNode.Parse("""
            {
              "tileId": "a", "z": 7.5, "width": 100, "height": 50, "minX": 10, "minY": 20, "maxX": 110, "maxY": 70,
              "layout": { "sectionId": "7.5", "imageRow": 3 },
              "transforms": { "type": "list", "specList": [
                { "type": "leaf", "className": "mpicbg.trakem2.transform.AffineModel2D", "dataString": "1.0 0.0 0.0 1.0 10.0 20.0" } ] },
              "mine": { "x": [1] }
            }
            """);
        Assert.True(JsonNode.DeepEquals(expected, server.Tiles["a"]), server.Tiles["a"].ToJsonString());
        Assert.Equal("a", Assert.Single(Assert.Single(server.Uploads).Tiles).Key);
    }

    [Theory]
    [MemberData(nameof(ReferenceTiles))]
    public async Task Bounds_are_those_of_the_reference(string name)
    {
        var (tile, shared, expected) = ReferenceTile(name);

        var report = await server.Stack().ImportTilesAsync([tile], new ImportOptions { SharedTransforms = shared, FlattenReferences = true });

        Assert.Empty(report.Rejected);
        foreach (string side in (string[])["minX", "minY", "maxX", "maxY"])
            Assert.Equal((double)expected[side]!, (double)server.Tiles[tile.TileId][side]!);
    }

    [Fact]
    public async Task A_request_holds_no_more_tiles_than_allowed()
    {
        await server.Stack().ImportTilesAsync(Tiles(105), new ImportOptions { MaxTilesPerRequest = 10 });

        Assert.All(server.Uploads, upload => Assert.InRange(upload.Tiles.Count, 1, 10));
        Assert.Equal(105, server.Tiles.Count);
    }

    [Fact]
    public async Task A_request_is_closed_when_it_has_enough_bytes()
    {
        await server.Stack().ImportTilesAsync(Tiles(200), new ImportOptions { MaxBytesPerRequest = 2_000 });

        Assert.All(server.Uploads, upload => Assert.InRange(upload.Length, 1, 2_500));
        Assert.Equal(200, server.Tiles.Count);
    }

    [Fact]
    public async Task Layers_that_fit_stay_together()
    {
        await server.Stack().ImportTilesAsync(Tiles(60, inLayer: 6), new ImportOptions { MaxTilesPerRequest = 10 });

        var layers = server.Uploads.SelectMany(upload => upload.Tiles.Select(tile => (double)tile.Value!["z"]!).Distinct());
        Assert.Equal(10, layers.Count());
    }

    [Fact]
    public async Task No_more_requests_are_in_flight_than_allowed()
    {
        await server.Stack().ImportTilesAsync(Tiles(300), new ImportOptions { MaxTilesPerRequest = 5, Parallelism = 3 });

        Assert.InRange(server.MostInFlight, 1, 3);
    }

    [Fact]
    public async Task The_source_is_not_read_ahead_of_the_requests()
    {
        int given = 0;
        var release = new TaskCompletionSource();
        server.OnUpload = async (_, _) =>
        {
            await release.Task;
            return null;
        };
        var source = Tiles(10_000).Select(tile =>
        {
            Interlocked.Increment(ref given);
            return tile;
        });

        var import = server.Stack().ImportTilesAsync(source, new ImportOptions { MaxTilesPerRequest = 10, Parallelism = 2 });
        while (server.Uploads.Count < 2)
            await Task.Delay(10);
        await Task.Delay(50);
        int readWhileBlocked = Volatile.Read(ref given);
        release.SetResult();
        await import;

        Assert.InRange(readWhileBlocked, 20, 41);
    }

    [Fact]
    public async Task A_request_carries_the_shared_transforms_of_its_tiles_once_and_no_others()
    {
        TransformSpec[] shared =
        [
            new TranslationModel2D(1, 2) { Id = "lens1" },
            new TranslationModel2D(3, 4) { Id = "lens2" },
            new TranslationModel2D(5, 6) { Id = "unused" },
        ];
        var tiles = Enumerable.Range(0, 20).Select(i => Tile($"t{i:D2}", 1, new ReferenceTransform(i < 10 ? "lens1" : "lens2")));

        var report = await server.Stack().ImportTilesAsync(tiles, new ImportOptions { SharedTransforms = shared, MaxTilesPerRequest = 10 });

        Assert.True(report.EverythingLanded);
        Assert.Equal(2, server.Uploads.Count);
        Assert.All(server.Uploads, upload => Assert.Single(upload.Transforms));
        Assert.Equal(["lens1", "lens2"], server.Uploads.SelectMany(upload => upload.Transforms.Select(member => member.Key)).Order());
        Assert.Equal(11, (double)server.Tiles["t00"]["minX"]! + 10);
    }

    [Fact]
    public async Task A_reference_to_a_missing_transform_names_the_tile_and_the_transform()
    {
        var report = await server.Stack().ImportTilesAsync(
            [Tile("a"), Tile("b", 1, new ReferenceTransform("lens9")), Tile("c")], new ImportOptions { CheckReferencesFirst = false });

        var rejected = Assert.Single(report.Rejected);
        Assert.Equal("b", rejected.TileId);
        Assert.Equal(1, rejected.Index);
        Assert.Contains("'lens9'", rejected.Reason);
        Assert.Contains(nameof(ImportOptions.SharedTransforms), rejected.Reason);
        Assert.Equal(["a", "c"], server.Tiles.Keys.Order());
    }

    [Theory]
    [MemberData(nameof(FaultyTiles))]
    public async Task A_faulty_tile_is_reported_and_the_others_land(string fault)
    {
        var spoilt = Tile("spoilt");
        Faults[fault](spoilt);

        var report = await server.Stack().ImportTilesAsync([Tile("a"), spoilt, Tile("c")]);

        var rejected = Assert.Single(report.Rejected);
        Assert.Equal(string.IsNullOrEmpty(spoilt.TileId) ? spoilt.TileId : "spoilt", rejected.TileId);
        Assert.Equal(1, rejected.Index);
        Assert.Contains(fault, rejected.Reason);
        Assert.Equal(["a", "c"], server.Tiles.Keys.Order());
        Assert.Equal((3, 2, 1), (report.TilesRead, report.TilesLanded, report.TilesRejected));
        Assert.Contains(fault, Assert.Throws<ImportException>(() => report.EnsureEverythingLanded()).Message);
    }

    [Fact]
    public async Task A_tile_that_is_null_is_reported()
    {
        var report = await server.Stack().ImportTilesAsync([Tile("a"), null!]);

        Assert.Equal((1, 1), (report.TilesLanded, report.TilesRejected));
    }

    [Fact]
    public async Task All_rejected_tiles_are_counted_but_not_all_are_listed()
    {
        var tiles = Tiles(50).Select(tile =>
        {
            tile.Z = null;
            return tile;
        });

        var report = await server.Stack().ImportTilesAsync(tiles, new ImportOptions { MaxReported = 5 });

        Assert.Equal(50, report.TilesRejected);
        Assert.Equal(5, report.Rejected.Count);
    }

    [Theory]
    [InlineData(ImportBounds.Client, false, "mine.Unknown")]
    [InlineData(ImportBounds.Server, false, null)]
    [InlineData(ImportBounds.Server, true, null)]
    [InlineData(ImportBounds.Keep, true, null)]
    public async Task A_transform_class_that_is_unknown_here_needs_no_bounds_from_here(ImportBounds bounds, bool hasRules, string? named)
    {
        var unknown = JsonSerializer.Deserialize(
            """{"type":"leaf","className":"mine.Unknown","dataString":"1 2"}""", RenderJson.TypeInfo<TransformSpec>())!;
        var tile = Tile("a", 1, unknown);
        (tile.MinX, tile.MinY, tile.MaxX, tile.MaxY) = (0, 0, 1, 1);

        var validation = hasRules ? new TileValidation { Rules = [_ => null] } : null;
        var report = await server.Stack().ImportTilesAsync([tile], new ImportOptions { Bounds = bounds, Validation = validation });

        if (named is null)
            Assert.True(report.EverythingLanded);
        else
            Assert.Contains(named, Assert.Single(report.Rejected).Reason);
    }

    [Theory]
    [InlineData(ImportBounds.Client, "")]
    [InlineData(ImportBounds.Keep, "")]
    [InlineData(ImportBounds.Server, "?deriveData=true")]
    public async Task The_server_derives_data_only_when_asked(ImportBounds bounds, string query)
    {
        var tile = Tile("a");
        (tile.MinX, tile.MinY, tile.MaxX, tile.MaxY) = (0, 0, 1, 1);

        await server.Stack().ImportTilesAsync([tile], new ImportOptions { Bounds = bounds });

        Assert.Equal(query, Assert.Single(server.Uploads).Query);
    }

    [Fact]
    public async Task Kept_bounds_are_sent_as_they_are_and_must_be_there()
    {
        var kept = Tile("kept");
        (kept.MinX, kept.MinY, kept.MaxX, kept.MaxY) = (-1.5, -2.5, 3.5, 4.5);

        var report = await server.Stack().ImportTilesAsync([kept, Tile("none")], new ImportOptions { Bounds = ImportBounds.Keep });

        Assert.Equal(-1.5, (double)server.Tiles["kept"]["minX"]!);
        Assert.Equal(4.5, (double)server.Tiles["kept"]["maxY"]!);
        Assert.Contains("minX", Assert.Single(report.Rejected).Reason);
    }

    [Fact]
    public async Task Compressed_requests_say_so_and_hold_the_same()
    {
        await server.Stack().ImportTilesAsync(Tiles(100), new ImportOptions { Compress = true });

        Assert.All(server.Uploads, upload => Assert.True(upload.IsCompressed));
        Assert.Equal(100, server.Tiles.Count);
    }

    [Fact]
    public async Task What_the_server_would_refuse_compressed_is_sent_plain()
    {
        var large = Tile("large");
        large.AdditionalProperties = new Dictionary<string, JsonElement>
        {
            ["note"] = JsonSerializer.SerializeToElement(new string('x', 10_000_001)),
        };

        await server.Stack().ImportTilesAsync([large], new ImportOptions { Compress = true });

        Assert.False(Assert.Single(server.Uploads).IsCompressed);
    }

    [Theory]
    [InlineData(ImportBounds.Client, 1_073_741_823)]
    [InlineData(ImportBounds.Client, -1_073_741_924)]
    [InlineData(ImportBounds.Server, 1.5e9)]
    [InlineData(ImportBounds.Keep, 1.5e9)]
    [InlineData(ImportBounds.Keep, -1.5e9)]
    public async Task A_tile_beyond_the_box_in_which_the_server_counts_is_rejected(ImportBounds bounds, double x)
    {
        var tile = At(x);

        var report = await server.Stack().ImportTilesAsync([tile], new ImportOptions { Bounds = bounds });

        Assert.Contains("from -1073741824 to 1073741823", Assert.Single(report.Rejected).Reason);
        Assert.Empty(server.Uploads);
    }

    [Fact]
    public async Task Progress_never_runs_backwards_and_ends_with_the_report()
    {
        var seen = new Recorder();

        var report = await server.Stack().ImportTilesAsync(
            Tiles(500).ToList(), new ImportOptions { MaxTilesPerRequest = 20 }, seen);

        Assert.True(seen.Values.Count >= 25);
        Assert.Equal(seen.Values.Select(value => value.TilesLanded).Order(), seen.Values.Select(value => value.TilesLanded));
        var last = seen.Values[^1];
        Assert.Equal(report.TilesLanded, last.TilesLanded);
        Assert.Equal(report.Bytes, last.Bytes);
        Assert.Equal(500, last.TilesExpected);
        Assert.Equal(TimeSpan.Zero, last.Remaining);
    }

    public static TheoryData<string> FaultyTiles() => [.. Faults.Keys];

    public static TheoryData<string> ReferenceTiles() => [.. Reference().Where(IsSupported).Select(entry => (string)entry["name"]!)];

    private static readonly Dictionary<string, Action<TileSpec>> Faults = new()
    {
        ["tileId"] = tile => tile.TileId = null!,
        ["no tileId"] = tile => tile.TileId = "",
        ["no width"] = tile => tile.Width = null,
        ["no height"] = tile => tile.Height = null,
        ["width is 0"] = tile => tile.Width = 0,
        ["height is NaN"] = tile => tile.Height = double.NaN,
        ["height is -1"] = tile => tile.Height = -1,
        ["width is Infinity"] = tile => tile.Width = double.PositiveInfinity,
        ["no z"] = tile => tile.Z = null,
        ["z is NaN"] = tile => tile.Z = double.NaN,
        ["minIntensity is NaN"] = tile => tile.MinIntensity = double.NaN,
        ["maxIntensity is Infinity"] = tile => tile.MaxIntensity = double.PositiveInfinity,
        ["layout.stageX is NaN"] = tile => tile.Layout = new LayoutData { StageX = double.NaN },
        ["meshCellSize is 0"] = tile => tile.MeshCellSize = 0,
        ["AffineModel2D expects"] = tile => tile.Transforms = Parsed("mpicbg.trakem2.transform.AffineModel2D", "1 0 0 1 x 0"),
        ["m00 m10 m01 m11 m02 m12"] = tile => tile.Transforms = Parsed("mpicbg.trakem2.transform.AffineModel2D", "1 0 0"),
        ["map it to x"] = tile => tile.Transforms = Parsed("mpicbg.trakem2.transform.AffineModel2D", "NaN 0 0 1 0 0"),
        ["beyond"] = tile => tile.Transforms = Parsed("mpicbg.trakem2.transform.AffineModel2D", "1 0 0 1 1e300 0"),
        ["no.such.Model"] = tile => tile.Transforms = Parsed("no.such.Model", "1"),
        ["TranslationModel2D"] = tile => tile.Transforms = Parsed("mpicbg.trakem2.transform.TranslationModel2D", null),
    };

    private static ListTransform Parsed(string className, string? data)
    {
        var leaf = new JsonObject { ["type"] = "leaf", ["className"] = className };
        if (data is not null)
            leaf["dataString"] = data;

        var list = new JsonObject { ["type"] = "list", ["specList"] = new JsonArray(leaf) };
        return JsonSerializer.Deserialize(list, RenderJson.TypeInfo<ListTransform>())!;
    }

    private static IEnumerable<JsonObject> Reference() => JsonNode
        .Parse(File.ReadAllBytes(Repository.Golden("tilespecs.json")))!
        .AsArray()
        .Select(entry => entry!.AsObject());

    // Boxes that end at the range of 32 bits are refused; boxes with preset sides or other cells are not what an import derives.
    private static bool IsSupported(JsonObject entry)
    {
        if (entry["expected"] is not JsonObject expected || (double)expected["minX"]! >= int.MaxValue || !(bool)entry["force"]!
            || (double)entry["meshCellSize"]! != ((double?)entry["tileSpec"]!["meshCellSize"] ?? 64))
            return false;

        var (tile, shared, _) = Read(entry);
        return (tile.Transforms?.Resolve(shared.ToDictionary(spec => spec.Id!)).Flatten() ?? []).All(IsKnown);
    }

    private static bool IsKnown(TransformSpec spec) => spec switch
    {
        UnknownTransform => false,
        InterpolatedTransform pair => pair.A.Flatten().All(IsKnown) && pair.B.Flatten().All(IsKnown),
        _ => true,
    };

    private static (TileSpec Tile, TransformSpec[] Shared, JsonObject Expected) ReferenceTile(string name) =>
        Read(Reference().Single(entry => (string)entry["name"]! == name));

    private static (TileSpec Tile, TransformSpec[] Shared, JsonObject Expected) Read(JsonObject entry) => (
        JsonSerializer.Deserialize(entry["tileSpec"], RenderJson.TypeInfo<TileSpec>())!,
        [.. JsonSerializer.Deserialize(entry["sharedTransforms"], RenderJson.TypeInfo<IReadOnlyList<TransformSpec>>()) ?? []],
        entry["expected"]!.AsObject());

    [Fact]
    public async Task Progress_that_throws_ends_the_import_with_its_report()
    {
        var cause = new OperationCanceledException("of the caller's own");

        var exception = await Assert.ThrowsAsync<ImportException>(
            () => server.Stack().ImportTilesAsync(Tiles(3), progress: new Thrower(cause)));

        Assert.Same(cause, exception.InnerException);
        Assert.Equal(3, exception.Report.TilesLanded);
        Assert.Equal(0, exception.Report.TilesUnknown);
        Assert.Equal(0, exception.Report.TilesNotSent);
    }

    [Fact]
    public async Task Requests_without_a_limit_of_tiles_are_closed_by_their_size()
    {
        var report = await server.Stack().ImportTilesAsync(Tiles(10_000), new ImportOptions { MaxTilesPerRequest = int.MaxValue, MaxBytesPerRequest = 100_000 });

        Assert.Equal(10_000, report.TilesLanded);
        Assert.All(server.Uploads, upload => Assert.InRange(upload.Length, 1, 101_000));
    }

    private sealed class Thrower(Exception exception) : IProgress<ImportProgress>
    {
        public void Report(ImportProgress value) => throw exception;
    }

    private sealed class Recorder : IProgress<ImportProgress>
    {
        public List<ImportProgress> Values { get; } = [];

        public void Report(ImportProgress value) => Values.Add(value);
    }
}
