using System.Text;
using Render.Extensions.Tests.Support;

namespace Render.Extensions.Tests.Import;

/// <summary>Tiles of files with values that do not fit: each is rejected with its place, and the others land.</summary>
public sealed class FaultyTileTests : IDisposable
{
    private const string Affine = """{"type":"leaf","className":"mpicbg.trakem2.transform.AffineModel2D","dataString":"1 0 0 1 0 0"}""";

    private readonly StubServer server = new();
    private readonly ScratchFolder folder = new();

    public void Dispose()
    {
        server.Dispose();
        folder.Dispose();
    }

    [Theory]
    [InlineData("layout", """{"sectionId":"1.0","imageRow":4294967295,"imageCol":1}""", "layout.imageRow is 4294967295")]
    [InlineData("layout", """{"sectionId":"1.0","imageRow":"NaN"}""", "layout.imageRow is \"NaN\"")]
    [InlineData("layout", """{"sectionId":"1.0","imageCol":-1e300}""", "layout.imageCol is -1e300")]
    [InlineData("layout", """{"imageRow":"Infinity"}""", "layout.imageRow is \"Infinity\"")]
    [InlineData("layout", "[]", "layout")]
    [InlineData("layout", """{"stageX":"NaN"}""", "layout.stageX")]
    [InlineData("z", "\"high\"", "z is \"high\"")]
    [InlineData("z", "1e999", "z")]
    [InlineData("width", "{}", "width")]
    [InlineData("minX", "true", "minX is true")]
    [InlineData("mipmapLevels", """{"0":{"imageUrl":"a"},"1":7}""", "mipmapLevels.1 is 7")]
    [InlineData("mipmapLevels", """{"0":{"imageUrl":["a"]}}""", "mipmapLevels.0.imageUrl")]
    [InlineData("channels", """[{"name":"a"},{"minIntensity":{}}]""", "channels[1].minIntensity")]
    [InlineData("channels", """[{"name":"a","minIntensity":"NaN"}]""", "channels[0].minIntensity")]
    [InlineData("labels", """["a",["b"]]""", "labels[1]")]
    [InlineData("transforms", $$"""{"type":"list","specList":[{{Affine}},7]}""", "transforms.specList[1] is 7")]
    [InlineData("transforms", $$"""{"type":"list","specList":{{Affine}}}""", "transforms.specList")]
    [InlineData("transforms", """{"type":"list","specList":[{"type":"interpolated","a":{},"b":{},"lambda":1e999}]}""", "className")]
    [InlineData("imageColour\\ud800", "7", "Unicode")]
    public async Task A_value_that_does_not_fit_is_the_fault_of_its_tile(string member, string value, string problem)
    {
        // With references, tiles are read twice.
        foreach (string refersTo in (string[])["", """{"type":"ref","refId":"c1"},"""])
        {
            await File.WriteAllLinesAsync(folder["tiles.json"], ["[", Tile("t0") + ",", Tile("t1") + ",", Tile("t2"), "]"]);
            await File.WriteAllTextAsync(
                folder["transforms.json"], """[{"id":"c1","className":"mpicbg.trakem2.transform.TranslationModel2D","dataString":"5 5"}]""");

            var report = await server.Stack().ImportFilesAsync([folder["tiles.json"]], [folder["transforms.json"]]);

            Assert.Equal(["t0", "t2"], server.Tiles.Keys.Order());
            var rejected = Assert.Single(report.Rejected);
            Assert.Equal(("t1", 1L, folder["tiles.json"], 3L), (rejected.TileId, rejected.Index, rejected.File, rejected.Line!.Value));
            Assert.Contains(problem, rejected.Reason, StringComparison.Ordinal);
            Assert.DoesNotContain("Render.", rejected.Reason, StringComparison.Ordinal);
            Assert.DoesNotContain("System.", rejected.Reason, StringComparison.Ordinal);
            var fault = await Record.ExceptionAsync(async () => await SpecFiles.ReadTilesAsync(folder["tiles.json"]).ToListAsync());
            Assert.True(fault is null or SpecFileException { Line: 3 }, fault?.ToString());

            string Tile(string id) =>
                $$$"""{"tileId":"{{{id}}}","width":100,"height":80,"minX":0,"z":1,"transforms":{"type":"list","specList":[{{{refersTo}}}{{{Affine}}}]}"""
                + (id == "t1" ? $",\"{member}\":{value}}}" : "}");
        }
    }

    [Theory]
    [InlineData("imageUrl", "mipmapLevels.0.imageUrl")]
    [InlineData("maskUrl", "mipmapLevels.0.maskUrl")]
    [InlineData("note", "mipmapLevels.0.note")]
    public async Task Latin_1_is_named_with_tile_and_member(string member, string path)
    {
        string Tile(string id, string text) =>
            $$$$"""{"tileId":"{{{{id}}}}","width":100,"height":80,"z":1,"mipmapLevels":{"0":{"{{{{member}}}}":"file:/{{{{text}}}}"}}}""";
        await File.WriteAllTextAsync(folder["tiles.json"], $"[{Tile("t0", "a")},\n{Tile("t1", "données/Müller")},{Tile("t2", "b")}]", Encoding.Latin1);

        var report = await server.Stack().ImportFilesAsync([folder["tiles.json"]]);

        Assert.Equal(["t0", "t2"], server.Tiles.Keys.Order());
        var rejected = Assert.Single(report.Rejected);
        Assert.Equal(("t1", 2L), (rejected.TileId, rejected.Line!.Value));
        Assert.Contains(path, rejected.Reason, StringComparison.Ordinal);
        Assert.Contains("0xE9", rejected.Reason, StringComparison.Ordinal);
        Assert.Contains("Save the file as UTF-8", rejected.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lines_that_are_no_JSON_are_the_fault_of_their_tiles()
    {
        string good = """{"tileId":"a","width":100,"height":80,"z":1}""";
        await File.WriteAllLinesAsync(folder["tiles.jsonl"], [good, good.Replace("\"a\"", "\"b\"") + ",", good[..20], "", good.Replace("\"a\"", "\"d\"")]);

        var report = await server.Stack().ImportFilesAsync([folder["tiles.jsonl"]]);

        Assert.Equal(["a", "d"], server.Tiles.Keys.Order());
        Assert.Equal([("b", 2L), ("a", 3L)], report.Rejected.Select(tile => (tile.TileId, tile.Line!.Value)));
        Assert.Empty(report.UnreadableFiles);
    }

    [Fact]
    public async Task Ids_that_are_numbers_are_their_text()
    {
        await File.WriteAllTextAsync(
            folder["tiles.json"], """[{"tileId":104000000000000,"width":1,"height":1,"z":1},{"tileId":9007199254740993123,"width":1,"height":1,"z":1,"layout":{"sectionId":4000,"temca":3}}]""");
        await File.WriteAllTextAsync(
            folder["changes.json"], """[{"tileId":9007199254740993123,"transform":{"className":"mpicbg.trakem2.transform.TranslationModel2D","dataString":"1 2"}}]""");
        await File.WriteAllTextAsync(
            folder["pairs.json"], """{"renderParametersUrlTemplate":"u","neighborPairs":[{"p":{"groupId":4000,"id":104000000000000},"q":{"groupId":4000.0,"id":9007199254740993123}}]}""");
        await File.WriteAllTextAsync(
            folder["matches.json"], """[{"pGroupId":4000,"pId":1,"qGroupId":4000.0,"qId":9007199254740993123,"matches":{"p":[[1],[2]],"q":[[1],[2]],"w":[1]}}]""");

        var report = await server.Stack().ImportFilesAsync([folder["tiles.json"]]);

        Assert.True(report.EverythingLanded, report.ToString());
        Assert.Equal(["104000000000000", "9007199254740993123"], server.Tiles.Keys.Order());
        Assert.Equal("9007199254740993123", Assert.Single(await TransformChangeFiles.ReadAsync([folder["changes.json"]]).ToListAsync()).TileId);
        var pair = Assert.Single((await TilePairFile.ReadAsync(folder["pairs.json"])).Pairs);
        Assert.Equal((new CanvasId("4000", "104000000000000"), new CanvasId("4000.0", "9007199254740993123")), (pair.P, pair.Q));
        var matches = Assert.Single(await MatchFiles.ReadMatchesAsync(folder["matches.json"]).ToListAsync());
        Assert.Equal((new CanvasId("4000", "1"), new CanvasId("4000.0", "9007199254740993123")), (matches.P(), matches.Q()));
    }
}
