using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Render.Transforms;
using static Render.Extensions.Tests.Import.TestTiles;

namespace Render.Extensions.Tests.Import;

public sealed class ImportFilesTests : IDisposable
{
    private readonly StubServer server = new();
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("render-import-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public async Task Arrays_of_tiles_are_imported_plain_compressed_and_from_archives()
    {
        string plain = Write("plain.json", ArrayOf(Tiles(10)));
        string gzip = WriteGzip("gzip.json.gz", ArrayOf(Tiles(20).Skip(10)));
        string zip = WriteZip("several.zip", ("a.json", ArrayOf(Tiles(30).Skip(20))), ("readme.txt", "no tiles"), ("b/c.json", ArrayOf(Tiles(40).Skip(30))));

        var report = await server.Stack().ImportFilesAsync([plain, gzip, zip]);

        Assert.True(report.EverythingLanded, report.ToString());
        Assert.Equal(Tiles(40).Select(tile => tile.TileId), server.Tiles.Keys.Order());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_resolved_tile_collection_brings_its_transforms_before_or_behind_the_tiles(bool transformsFirst)
    {
        string transforms = """ "transformIdToSpecMap": { "lens": { "type": "leaf", "id": "lens", "className": "mpicbg.trakem2.transform.TranslationModel2D", "dataString": "7 8" } } """;
        string tiles = $$""" "tileIdToSpecMap": { "a": {{Json(Tile("a", 1, new ReferenceTransform("lens")))}}, "b": {{Json(Tile("b"))}} } """;
        string file = Write("resolved.json", $$"""{ "other": [1, {"x": []}], {{(transformsFirst ? transforms : tiles)}}, {{(transformsFirst ? tiles : transforms)}} }""");

        var report = await server.Stack().ImportFilesAsync([file]);

        Assert.Equal(2, report.TilesLanded);
        Assert.Equal(7, (double)server.Tiles["a"]["minX"]!);
        Assert.Equal("lens", Assert.Single(Assert.Single(server.Uploads).Transforms).Key);
    }

    [Fact]
    public async Task Tiles_find_their_transforms_in_transform_files_and_options()
    {
        string tiles = Write("tiles.json", ArrayOf([Tile("a", 1, new ReferenceTransform("fromFile")), Tile("b", 1, new ReferenceTransform("fromOptions"))]));
        string transforms = Write("transforms.json", """[{ "id": "fromFile", "className": "mpicbg.trakem2.transform.TranslationModel2D", "dataString": "7 8" }]""");

        var report = await server.Stack().ImportFilesAsync(
            [tiles], [transforms], new ImportOptions { SharedTransforms = [new TranslationModel2D(1, 2) { Id = "fromOptions" }] });

        Assert.True(report.EverythingLanded, report.ToString());
        Assert.Equal(2, Assert.Single(server.Uploads).Transforms.Count);
    }

    [Fact]
    public async Task Large_files_are_cut_anywhere_and_lose_nothing()
    {
        // Sizes from nothing to more than the read buffer, so that its end falls on every kind of place.
        var random = new Random(5);
        var tiles = Tiles(6_000).Select((tile, i) =>
        {
            int size = i % 1_000 == 500 ? random.Next(1_000_000, 2_500_000) : random.Next(0, 1_500);
            tile.AdditionalProperties = new Dictionary<string, JsonElement> { ["note"] = JsonSerializer.SerializeToElement(new string('ü', size)) };
            return tile;
        }).ToList();
        string file = Write("large.json", ArrayOf(tiles, separator: ",\n"));

        var report = await server.Stack().ImportFilesAsync([file]);

        Assert.True(report.EverythingLanded, report.ToString());
        Assert.Equal(6_000, server.Tiles.Count);
        Assert.All(tiles, tile => Assert.Equal(
            tile.AdditionalProperties!["note"].GetString(), (string)server.Tiles[tile.TileId]["note"]!));
    }

    [Fact]
    public async Task A_byte_order_mark_is_no_fault()
    {
        string file = Path.Combine(folder.FullName, "bom.json");
        await File.WriteAllTextAsync(file, ArrayOf(Tiles(3)), new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));

        Assert.Equal(3, (await server.Stack().ImportFilesAsync([file])).TilesLanded);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{\"tileIdToSpecMap\":{}}")]
    [InlineData("{\"tileIdToSpecMap\":null,\"transformIdToSpecMap\":{}}")]
    public async Task A_file_without_tiles_is_no_fault(string text)
    {
        var report = await server.Stack().ImportFilesAsync([Write("empty.json", text)]);

        Assert.True(report.EverythingLanded, report.ToString());
        Assert.Equal(0, report.TilesRead);
    }

    [Fact]
    public async Task Malformed_JSON_names_file_line_and_byte_and_what_stands_before_and_in_other_files_lands()
    {
        string broken = Write("broken.json", $"[\n{Json(Tile("a"))},\n{Json(Tile("b"))},\n  {{\"tileId\": \"c\", \"z\": NaN}}\n]");
        string whole = Write("whole.json", ArrayOf([Tile("d")]));

        var report = await server.Stack().ImportFilesAsync([broken, whole], options: new ImportOptions { Complete = true });

        Assert.Equal(["a", "b", "d"], server.Tiles.Keys.Order());
        var fault = Assert.Single(report.UnreadableFiles);
        Assert.Equal((broken, 4, 24), (fault.File, fault.Line, fault.BytePosition));
        Assert.Contains("import it again", fault.Message);
        Assert.False(report.EverythingLanded);
        Assert.False(report.Completed);
        Assert.Contains("broken.json, line 4", Assert.Throws<ImportException>(report.EnsureEverythingLanded).Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[")]
    [InlineData("[{\"tileId\":\"a\"")]
    [InlineData("[] []")]
    [InlineData("7")]
    [InlineData("{}")]
    [InlineData("{\"tileId\":\"a\"}")]
    [InlineData("\u001f\u008b")]
    public async Task A_file_that_is_no_list_of_tiles_is_reported(string text)
    {
        string file = Write("odd.json", text);

        var report = await server.Stack().ImportFilesAsync([file, Write("whole.json", ArrayOf([Tile("d")]))]);

        Assert.Equal(file, Assert.Single(report.UnreadableFiles).File);
        Assert.Equal(1, report.TilesLanded);
    }

    [Fact]
    public async Task Damaged_compression_is_reported()
    {
        string gzip = WriteGzip("cut.json.gz", ArrayOf(Tiles(5_000)));
        await using (var file = File.OpenWrite(gzip))
            file.SetLength(file.Length / 2);
        string zip = Write("no.zip", "PK no archive");
        string plain = Write("plain.json.gz", "[]");

        var report = await server.Stack().ImportFilesAsync([gzip, zip, plain]);

        Assert.Equal([gzip, zip, plain], report.UnreadableFiles.Select(fault => fault.File));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_archive_with_a_damaged_directory_is_reported_and_the_next_file_imported(bool checkReferencesFirst)
    {
        string zip = WriteZip("damaged.zip", ("a.json", ArrayOf([Tile("a")])));
        byte[] bytes = await File.ReadAllBytesAsync(zip);
        bytes[bytes.AsSpan().LastIndexOf("PK\u0001\u0002"u8) + 1] = 0;
        await File.WriteAllBytesAsync(zip, bytes);

        var report = await server.Stack().ImportFilesAsync(
            [zip, Write("whole.json", ArrayOf([Tile("b")]))], options: new ImportOptions { CheckReferencesFirst = checkReferencesFirst });

        Assert.Contains("directory of the archive is damaged", Assert.Single(report.UnreadableFiles).Message);
        Assert.Equal(zip, report.UnreadableFiles[0].File);
        Assert.Equal(["b"], server.Tiles.Keys);
    }

    [Fact]
    public async Task An_archive_without_specs_is_reported_with_the_remedy()
    {
        string[] archives =
        [
            WriteZip("empty.zip"),
            WriteZip("other.zip", ("tiles.txt", ArrayOf([Tile("a")]))),
            WriteZip("mac.zip", ("__MACOSX/._tiles.json", "Mac OS X"), ("tiles/._more.json", "Mac OS X")),
        ];

        var report = await server.Stack().ImportFilesAsync(archives);

        Assert.False(report.EverythingLanded);
        Assert.Equal(archives, report.UnreadableFiles.Select(fault => fault.File));
        Assert.All(report.UnreadableFiles, fault => Assert.Contains("ends in .json or .json.gz", fault.Reason));
    }

    [Fact]
    public async Task What_macOS_adds_to_an_archive_is_skipped()
    {
        string zip = WriteZip("mac.zip", ("tiles.json", ArrayOf([Tile("a")])), ("__MACOSX/._tiles.json", "Mac OS X"), ("sub/._b.json", "Mac OS X"));

        var report = await server.Stack().ImportFilesAsync([zip]);

        Assert.True(report.EverythingLanded, report.ToString());
        Assert.Equal(1, report.TilesLanded);
    }

    [Theory]
    [InlineData("tileIdToSpecMap", "[{\"tileId\": \"a\"}]")]
    [InlineData("tileIdToSpecMap", "7")]
    [InlineData("transformIdToSpecMap", "[]")]
    public async Task A_map_that_is_no_object_is_reported_with_its_line(string map, string value)
    {
        string file = Write("collection.json", $"{{\n\"other\": [],\n\"{map}\": {value} }}");

        var report = await server.Stack().ImportFilesAsync([file]);

        var fault = Assert.Single(report.UnreadableFiles);
        Assert.Equal((file, 3L), (fault.File, fault.Line));
        Assert.StartsWith($"{file}, line 3: the value of {map} is no object", fault.Message);
    }

    [Fact]
    public async Task A_map_that_is_null_is_one_that_is_not_there()
    {
        string file = Write("collection.json", $$"""{ "transformIdToSpecMap": null, "tileIdToSpecMap": { "a": {{Json(Tile("a"))}} } }""");
        string none = Write("none.json", """{ "tileIdToSpecMap": null }""");

        var report = await server.Stack().ImportFilesAsync([file, none]);

        Assert.Equal(1, report.TilesLanded);
        Assert.Equal(none, Assert.Single(report.UnreadableFiles).File);
    }

    [Fact]
    public async Task A_tile_that_does_not_fit_the_model_is_reported_with_its_line_and_the_others_land()
    {
        string file = Write(
            "tiles.json",
            $"[\n{Json(Tile("a"))},\n17,\n{{\"tileId\": \"b\", \"width\": \"wide\"}},\nnull,\n{{\"tileId\": \"c\"}},\n{Json(Tile("d"))}]");

        var report = await server.Stack().ImportFilesAsync([file]);

        Assert.Equal(["a", "d"], server.Tiles.Keys.Order());
        Assert.Equal([(1L, 3L), (2, 4), (3, 5), (4, 6)], report.Rejected.Select(tile => (tile.Index, tile.Line!.Value)));
        Assert.All(report.Rejected, tile => Assert.Equal(file, tile.File));
        Assert.Empty(report.UnreadableFiles);
        Assert.Contains($"tile 'c' ({file}, line 6): it has no width", report.Rejected[3].ToString());
    }

    [Fact]
    public async Task A_reference_to_a_missing_transform_names_tile_transform_and_file()
    {
        string file = Write("tiles.json", ArrayOf([Tile("a", 1, new ReferenceTransform("lens9"))]));

        var rejected = Assert.Single(
            (await server.Stack().ImportFilesAsync([file], options: new ImportOptions { CheckReferencesFirst = false })).Rejected);

        Assert.Equal(("a", file, 1), (rejected.TileId, rejected.File, rejected.Line));
        Assert.Contains("'lens9'", rejected.Reason);
    }

    [Fact]
    public async Task A_file_that_does_not_exist_is_an_error_before_anything_is_sent()
    {
        string tiles = Write("tiles.json", ArrayOf(Tiles(3)));
        string missing = Path.Combine(folder.FullName, "missing.json");

        var exception = await Assert.ThrowsAsync<FileNotFoundException>(() => server.Stack().ImportFilesAsync([tiles, missing]));

        Assert.Equal(missing, exception.FileName);
        Assert.Empty(server.Calls);
    }

    [Theory]
    [InlineData("[\n{\"id\":\"a\",", 2)]
    [InlineData("[\n\n{\"type\":\"ref\",\"id\":\"a\"}]", 3)]
    [InlineData("[{\"className\":\"mpicbg.trakem2.transform.AffineModel2D\",\"dataString\":\"1 0 0 1 0 0\"}]", 1)]
    public async Task A_faulty_transform_file_is_an_error_before_anything_is_sent(string text, int line)
    {
        string tiles = Write("tiles.json", ArrayOf(Tiles(3)));
        string transforms = Write("transforms.json", text);

        var exception = await Assert.ThrowsAsync<SpecFileException>(() => server.Stack().ImportFilesAsync([tiles], [transforms]));

        Assert.Equal((transforms, line), (exception.File, exception.Line));
        Assert.Empty(server.Calls);
    }

    private static string Json(TileSpec tile) => JsonSerializer.Serialize(tile, RenderJson.TypeInfo<TileSpec>());

    [Fact]
    public async Task What_stands_before_damage_in_a_gzip_file_is_imported()
    {
        var random = new Random(7);
        var tiles = Tiles(300).Select(tile =>
        {
            byte[] noise = new byte[1_000];
            random.NextBytes(noise);
            tile.AdditionalProperties = new Dictionary<string, JsonElement> { ["note"] = JsonSerializer.SerializeToElement(noise) };
            return tile;
        });
        string gzip = WriteGzip("damaged.json.gz", ArrayOf(tiles, separator: ",\n"));
        byte[] bytes = await File.ReadAllBytesAsync(gzip);
        bytes[^8] ^= 1;
        await File.WriteAllBytesAsync(gzip, bytes);

        var report = await server.Stack().ImportFilesAsync([gzip]);

        Assert.InRange(report.TilesLanded, 200, 299);
        Assert.Equal(report.TilesLanded, server.Tiles.Count);
        Assert.Contains("its gzip data is damaged", Assert.Single(report.UnreadableFiles).Reason);
    }

    [Theory]
    [InlineData("archive.json.gz", "compressed.json", "it is gzip. Let its name end in .gz.")]
    [InlineData("archive.zip", "archive.json", "it is a zip archive. Let its name end in .zip.")]
    [InlineData("plain.json", "plain.json.gz", "its gzip data is damaged, or it is no gzip at all")]
    [InlineData("empty.json", "empty.json", "it is empty.")]
    public async Task Files_of_another_kind_than_their_names_say_are_recognised(string source, string name, string reason)
    {
        string text = ArrayOf(Tiles(3));
        string path = source switch
        {
            "archive.json.gz" => WriteGzip(source, text),
            "archive.zip" => WriteZip(source, ("a.json", text)),
            "empty.json" => Write(source, ""),
            _ => Write(source, text),
        };
        string renamed = Path.Combine(folder.FullName, name);
        File.Move(path, renamed, overwrite: true);

        var report = await server.Stack().ImportFilesAsync([renamed]);

        Assert.Contains(reason, Assert.Single(report.UnreadableFiles).Reason);
    }

    [Fact]
    public async Task Transform_files_that_give_one_id_to_different_transforms_stop_the_import()
    {
        string tiles = Write("tiles.json", ArrayOf([Tile("a", 1, new ReferenceTransform("lens"))]));
        string first = Write("first.json", Lens("7 8"));
        string second = Write("second.json", Lens("9 9"));

        var ofAll = await Assert.ThrowsAsync<ConflictingTransformsException>(() => server.Stack().ImportFilesAsync([tiles], [first, second]));
        var ofOne = await Assert.ThrowsAsync<ConflictingTransformsException>(() => server.Stack().ImportFilesAsync([new TileFile(tiles, first, second)]));

        Assert.Equal(["lens"], ofAll.ConflictingIds);
        Assert.Contains(first, ofAll.Message);
        Assert.Contains(second, ofAll.Message);
        Assert.Equal(ofAll.Message, ofOne.Message);
        Assert.Empty(server.Uploads);
    }

    [Fact]
    public async Task Transform_files_that_agree_may_say_a_thing_twice()
    {
        string tiles = Write("tiles.json", ArrayOf([Tile("a", 1, new ReferenceTransform("lens"))]));

        var report = await server.Stack().ImportFilesAsync([tiles], [Write("first.json", Lens("7 8")), Write("second.json", Lens("7 8"))]);

        Assert.True(report.EverythingLanded, report.ToString());
    }

    [Fact]
    public async Task Unchecked_files_whose_transform_files_disagree_are_reported()
    {
        string tiles = Write("tiles.json", ArrayOf([Tile("a", 1, new ReferenceTransform("lens"))]));
        string first = Write("first.json", Lens("7 8"));
        string second = Write("second.json", Lens("9 9"));

        var report = await server.Stack().ImportFilesAsync(
            [new TileFile(tiles, first, second), new TileFile(Write("other.json", ArrayOf([Tile("b")])))],
            new ImportOptions { CheckReferencesFirst = false });

        Assert.Equal(["b"], server.Tiles.Keys);
        Assert.Contains("'lens'", Assert.Single(report.UnreadableFiles).Reason);
    }

    [Fact]
    public async Task A_folder_is_named_as_such()
    {
        var exception = await Assert.ThrowsAsync<FileNotFoundException>(() => server.Stack().ImportFilesAsync([folder.FullName]));

        Assert.StartsWith($"{folder.FullName} is a folder. Name the files in it.", exception.Message);
        Assert.Empty(server.Calls);
    }

    private static string Lens(string offset) =>
        $$"""[{ "id": "lens", "className": "mpicbg.trakem2.transform.TranslationModel2D", "dataString": "{{offset}}" }]""";

    private static string ArrayOf(IEnumerable<TileSpec> tiles, string separator = ",") => $"[{string.Join(separator, tiles.Select(Json))}]";

    private string Write(string name, string text)
    {
        string path = Path.Combine(folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }

    private string WriteGzip(string name, string text)
    {
        string path = Path.Combine(folder.FullName, name);
        using var gzip = new GZipStream(File.Create(path), CompressionLevel.Fastest);
        gzip.Write(Encoding.UTF8.GetBytes(text));
        return path;
    }

    private string WriteZip(string name, params (string Name, string Text)[] entries)
    {
        string path = Path.Combine(folder.FullName, name);
        using var zip = new ZipArchive(File.Create(path), ZipArchiveMode.Create);
        foreach (var (entry, text) in entries)
        {
            using var stream = zip.CreateEntry(entry).Open();
            stream.Write(Encoding.UTF8.GetBytes(text));
        }

        return path;
    }
}
