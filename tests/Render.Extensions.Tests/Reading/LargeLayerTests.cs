using System.Globalization;
using System.Net;
using Render.Extensions.Tests.Support;
using Render.Transforms;

namespace Render.Extensions.Tests.Reading;

/// <summary>Layers of more tiles than the server gives at once.</summary>
public sealed class LargeLayerTests : OnEmbeddedServer
{
    private const int Columns = 260;
    private const int TileCount = 52_000;

    [Fact]
    public async Task They_are_read_exported_and_copied_whole()
    {
        var stack = await ImportAsync(
            "large",
            Enumerable.Range(0, TileCount).Select(Tile),
            new ImportOptions { SharedTransforms = [new TranslationModel2D(1, 2) { Id = "lens" }], Bounds = ImportBounds.Keep });
        var refusal = await Assert.ThrowsAsync<RenderBadRequestException>(() => Client.Api.Sections.GetLayerResolvedTilesAsync(Owner, Project, "large", 1));
        Assert.Contains("query too broad", refusal.ServerText);
        string[] ids = [.. Enumerable.Range(0, TileCount).Select(Id)];

        var layer = await stack.GetResolvedTilesAsync(1);
        Assert.Equal(ids, layer.TileIdToSpecMap!.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("lens", Assert.Single(layer.TransformIdToSpecMap!).Key);

        var streamed = await stack.ReadTilesAsync(1).ToListAsync();
        Assert.Equal(ids, streamed.Select(tile => tile.TileId).Order(StringComparer.Ordinal));
        Assert.All(streamed, tile => Assert.IsType<TranslationModel2D>(tile.Transforms!.Transforms[0]));

        using var folder = new ScratchFolder();
        Assert.Equal(TileCount, (await stack.ExportFilesAsync(folder.FullName)).TilesWritten);
        Assert.Equal(TileCount, (await stack.CopyToAsync(Client.Stack("copy"))).TilesLanded);
    }

    [Fact]
    public async Task Too_many_tiles_at_one_place_are_an_error_that_says_what_to_do()
    {
        using var server = Refusing(50_001);
        using var client = server.Connect();

        var error = await Assert.ThrowsAsync<RenderException>(() => client.Stack("s").GetResolvedTilesAsync(7));

        Assert.Equal(
            "More than 50,000 tiles lie at one place in layer 7 of o1/p1/s, and the server gives no more at once. Read them by their ids: GetTileIdsAsync(7, 7), then GetTilesAsync.",
            error.Message);
        Assert.IsType<RenderBadRequestException>(error.InnerException);
    }

    [Fact]
    public async Task What_is_refused_for_another_reason_stays_so()
    {
        using var server = Refusing(2);
        using var client = server.Connect();

        var error = await Assert.ThrowsAsync<RenderBadRequestException>(() => client.Stack("s").ReadTilesAsync(7).CountAsync().AsTask());

        Assert.Equal("no", error.ServerText);
    }

    [Fact]
    public async Task Tiles_that_go_away_meanwhile_are_not_passed_over()
    {
        using var server = new ScriptedServer()
            .Answers(HttpStatusCode.BadRequest, "no")
            .AnswersJson(Boxes(50_001, step: 100))
            .AnswersJson("""{"tileIdToSpecMap":{"t0":{"tileId":"t0","z":7.0}}}""")
            .AnswersJson("""{"tileIdToSpecMap":{"t1":{"tileId":"t1","z":7.0}}}""");
        using var client = server.Connect();

        var error = await Assert.ThrowsAsync<RenderException>(() => client.Stack("s").GetResolvedTilesAsync(7));

        Assert.Contains("49,999 tiles of layer 7 of o1/p1/s, such as 't2', went away", error.Message);
    }

    private static ScriptedServer Refusing(int tiles) =>
        new ScriptedServer().Answers(HttpStatusCode.BadRequest, "no").AnswersJson(Boxes(tiles, step: 0));

    private static string Boxes(int tiles, int step) => $"[{string.Join(',', Enumerable.Range(0, tiles).Select(i => string.Create(
        CultureInfo.InvariantCulture, $$"""{"tileId":"t{{i}}","minX":{{i * step}},"minY":0,"maxX":{{i * step + 10}},"maxY":10}""")))}]";

    private static string Id(int i) => $"t{i:D6}";

    private static TileSpec Tile(int i) => new()
    {
        TileId = Id(i),
        Z = 1,
        Width = 100,
        Height = 100,
        MinX = i % Columns * 90,
        MinY = i / Columns * 90,
        MaxX = i % Columns * 90 + 100,
        MaxY = i / Columns * 90 + 100,
        Transforms = new ListTransform(new ReferenceTransform("lens"), new TranslationModel2D(i % Columns * 90, i / Columns * 90)),
    };
}
