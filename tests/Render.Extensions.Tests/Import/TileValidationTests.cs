using System.Text.Json;
using Render.Transforms;
using static Render.Extensions.Tests.Import.TestTiles;

namespace Render.Extensions.Tests.Import;

public sealed class TileValidationTests : IDisposable
{
    private readonly StubServer server = new();

    public void Dispose() => server.Dispose();

    [Theory]
    [InlineData(2_000, 2_000, -500, 0, null)]
    [InlineData(2_000, 2_000, -501, 0, "minX is -501, but should be -500 to 100000")]
    [InlineData(2_000, 2_000, 0, -501, "minY is -501")]
    [InlineData(2_000, 2_000, 98_000, 0, null)]
    [InlineData(2_000, 2_000, 98_001, 0, "maxX is 100001")]
    [InlineData(2_000, 2_000, 0, 98_001, "maxY is 100001")]
    [InlineData(500, 10_000, 0, 0, null)]
    [InlineData(499, 10_000, 0, 0, "width is 499, but should be 500 to 10000")]
    [InlineData(500, 10_001, 0, 0, "height is 10001")]
    public async Task The_limits_of_render_python_hold(double width, double height, double x, double y, string? reason)
    {
        foreach (var bounds in new[] { ImportBounds.Client, ImportBounds.Server })
        {
            var tile = Tile("a", 1, new TranslationModel2D(x, y));
            (tile.Width, tile.Height) = (width, height);

            var report = await server.Stack().ImportTilesAsync([tile], new ImportOptions { Validation = TileValidation.RenderPythonTem, Bounds = bounds });

            if (reason is null)
                Assert.True(report.EverythingLanded, report.ToString());
            else
                Assert.Contains(reason, Assert.Single(report.Rejected).Reason);
        }
    }

    [Theory]
    [InlineData(5_000, 0, true)]
    [InlineData(8_192, 0, false)]
    [InlineData(5_000, -1, false)]
    public async Task The_limits_of_Java_are_narrower(double size, double x, bool passes)
    {
        var tile = Tile("a", 1, new TranslationModel2D(x, 0));
        (tile.Width, tile.Height) = (size, size);

        var report = await server.Stack().ImportTilesAsync([tile], new ImportOptions { Validation = TileValidation.Tem });

        Assert.Equal(passes, report.EverythingLanded);
    }

    [Fact]
    public async Task Own_rules_see_tiles_with_bounds_and_give_the_reason()
    {
        var validation = new TileValidation
        {
            Rules = [tile => tile.MinX > 10 ? $"it lies at {tile.MinX}" : null, tile => tile.Z == 7 ? "section 7 is lost" : null],
        };

        var report = await server.Stack().ImportTilesAsync(
            [Tile("a"), Tile("b", 1, new TranslationModel2D(11, 0)), Tile("c", 7)], new ImportOptions { Validation = validation });

        Assert.Equal(["a"], server.Tiles.Keys);
        Assert.Equal(["b: it lies at 11", "c: section 7 is lost"], report.Rejected.Select(tile => $"{tile.TileId}: {tile.Reason}"));
    }

    [Fact]
    public async Task A_rule_that_throws_stops_the_import()
    {
        var validation = new TileValidation { Rules = [_ => throw new ArgumentOutOfRangeException("rule")] };

        var exception = await Assert.ThrowsAsync<ImportException>(
            () => server.Stack().ImportTilesAsync([Tile("a")], new ImportOptions { Validation = validation }));

        Assert.IsType<ArgumentOutOfRangeException>(exception.InnerException);
    }

    [Fact]
    public async Task Whatever_a_rule_throws_is_not_blamed_on_the_tile()
    {
        var validation = new TileValidation { Rules = [_ => throw new JsonException("of a rule that parses")] };

        var exception = await Assert.ThrowsAsync<ImportException>(
            () => server.Stack().ImportTilesAsync([Tile("a")], new ImportOptions { Validation = validation }));

        Assert.IsType<JsonException>(exception.InnerException);
        Assert.Empty(exception.Report.Rejected);
    }

    [Fact]
    public async Task Own_rules_see_the_bounds_that_the_server_will_derive()
    {
        var validation = new TileValidation { Rules = [tile => tile.MinX > 10 ? $"it lies at {tile.MinX}" : null] };

        var report = await server.Stack().ImportTilesAsync(
            [Tile("a"), Tile("b", 1, new TranslationModel2D(11, 0))],
            new ImportOptions { Validation = validation, Bounds = ImportBounds.Server });

        Assert.Equal("b: it lies at 11", Assert.Single(report.Rejected.Select(tile => $"{tile.TileId}: {tile.Reason}")));
    }
}
