using System.Text.RegularExpressions;
using Render.Transforms;

namespace Render.Extensions.Tests.Pairs;

/// <summary>Which tiles are neighbours, on boxes whose distances are computed by hand.</summary>
public class TilePairTests
{
    // Boxes of 100 x 100: the radius is 90 around the centre, so that it reaches 40 pixels beyond the box.
    private static readonly TilePairOptions Within = new() { ZDistance = 0 };

    [Theory]
    [InlineData(90, true)]
    [InlineData(139, true)]
    [InlineData(140, true)]
    [InlineData(140.5, false)]
    public async Task A_circle_of_nine_tenths_of_the_side_reaches_its_neighbours(double x, bool isNeighbour) =>
        Assert.Equal(isNeighbour ? 1 : 0, (await FindAsync(Within, Tile("a", 0, 0), Tile("b", x, 0))).Length);

    [Theory]
    [InlineData(0.5, false)]
    [InlineData(0.7, true)]
    public async Task The_factor_sets_the_radius(double factor, bool isNeighbour) =>
        Assert.Equal(
            isNeighbour ? 1 : 0, (await FindAsync(Within with { RadiusFactor = factor }, Tile("a", 0, 0), Tile("b", 120, 0))).Length);

    [Fact]
    public async Task The_longer_side_counts_and_either_of_two_tiles_may_reach_the_other()
    {
        // 200 wide: reaches 180 from its centre at 100, to x = 280; the small one at 270 reaches 9 from its centre at 275.
        var wide = Tile("wide", 0, 0, width: 200, height: 10);
        var small = Tile("small", 270, 0, width: 10, height: 10);

        Assert.Equal(["small-wide"], await FindAsync(Within, wide, small));
    }

    [Fact]
    public async Task The_circle_is_round()
    {
        // The corner at (140, 140) is 127 pixels from the centre at (50, 50), the one at (110, 110) 85.
        var options = Within with { ExcludeCorners = false };

        Assert.Empty(await FindAsync(options, Tile("a", 0, 0), Tile("b", 140, 140)));
        Assert.Equal(["a-b"], await FindAsync(options, Tile("a", 0, 0), Tile("b", 110, 110)));
    }

    [Fact]
    public async Task Neighbours_across_a_corner_are_left_out_unless_wanted()
    {
        TileBounds[] square = [Tile("a", 0, 0), Tile("b", 90, 0), Tile("c", 0, 90), Tile("d", 90, 90)];

        Assert.Equal(["a-b", "a-c", "b-d", "c-d"], await FindAsync(Within, square));
        Assert.Equal(["a-b", "a-c", "a-d", "b-c", "b-d", "c-d"], await FindAsync(Within with { ExcludeCorners = false }, square));
    }

    [Fact]
    public async Task A_centre_within_the_rows_or_the_columns_of_the_tile_is_not_across_a_corner()
    {
        // The centre at (140, 99) lies beside the tile; at (140, 101) it lies across its corner.
        Assert.Equal(["a-b"], await FindAsync(Within, Tile("a", 0, 0), Tile("b", 90, 49)));
        Assert.Empty(await FindAsync(Within, Tile("a", 0, 0), Tile("b", 90, 51)));
    }

    [Fact]
    public async Task Relative_positions_say_on_which_side_p_is()
    {
        var pairs = await TilePairs
            .FindAsync([Tile("a", 0, 0), Tile("b", 90, 5), Tile("c", 5, 90), Tile("A", 90, -90)], Within)
            .ToListAsync();

        Assert.Equal(
            [("A-b", MontageRelativePosition.Top), ("a-b", MontageRelativePosition.Left), ("a-c", MontageRelativePosition.Top)],
            pairs.Select(pair => (Name(pair), pair.PPosition!.Value)));
        Assert.Equal(
            [MontageRelativePosition.Bottom, MontageRelativePosition.Right, MontageRelativePosition.Bottom],
            pairs.Select(pair => pair.QPosition!.Value));
        var mirrored = await TilePairs.FindAsync([Tile("b", 0, 0), Tile("a", 90, 0)], Within).SingleAsync();
        Assert.Equal(MontageRelativePosition.Right, mirrored.PPosition);
    }

    [Fact]
    public async Task Relative_positions_go_by_the_upper_left_corners_also_between_sections_of_a_layer()
    {
        // The centres would say left: (50, 40) and (150, 60).
        var pair = await TilePairs.FindAsync([Tile("a", 0, 0, 100, 80), Tile("b", 30, 40, 240, 40)], Within).SingleAsync();
        Assert.Equal(MontageRelativePosition.Top, pair.PPosition);

        var between = await TilePairs
            .FindAsync([Tile("a", 90, 0, section: "1.0"), Tile("b", 0, 5, section: "1.1")], Within)
            .SingleAsync();
        Assert.Equal((MontageRelativePosition.Right, MontageRelativePosition.Left), (between.PPosition!.Value, between.QPosition!.Value));
    }

    [Fact]
    public async Task Named_tiles_are_those_that_look()
    {
        // The small tile's circle does not reach the large one, whose own circle reaches the small one.
        TileBounds[] tiles = [Tile("large", 0, 0, 200, 200), Tile("small", 240, 90, 20, 20), Tile("above", 240, 90, 20, 20, z: 2)];
        TilePairOptions Near(string id) => new() { NearTiles = new HashSet<string> { id } };

        Assert.Equal(["large-small", "large-above"], await FindAsync(Near("large"), tiles));
        Assert.Equal(["small-above"], await FindAsync(Near("small"), tiles));
        Assert.Empty(await FindAsync(Near("above"), tiles));
        Assert.Empty(await FindAsync(Near("missing"), tiles));
    }

    [Fact]
    public async Task A_tile_that_later_ids_cover_completely_is_left_out()
    {
        // b and c cover a together; d covers half of b.
        TileBounds[] tiles = [Tile("a", 0, 0), Tile("b", -10, 0, width: 70), Tile("c", 60, 0, width: 70), Tile("d", -60, 0)];

        Assert.Equal(["b-c", "b-d", "c-d"], await FindAsync(Within with { RadiusFactor = 2 }, tiles));
        Assert.Equal(
            ["a-b", "a-c", "a-d", "b-c", "b-d", "c-d"], await FindAsync(Within with { RadiusFactor = 2, ExcludeObscured = false }, tiles));
    }

    [Fact]
    public async Task A_strip_of_one_pixel_that_is_seen_keeps_a_tile()
    {
        TileBounds[] tiles = [Tile("a", 0, 0), Tile("b", 0, 1), Tile("c", 200, 0)];

        Assert.Contains("a-c", await FindAsync(Within with { RadiusFactor = 2 }, tiles));
    }

    [Fact]
    public async Task Of_two_equal_boxes_the_larger_id_is_seen()
    {
        Assert.Equal(["b-c"], await FindAsync(Within, Tile("a", 0, 0), Tile("b", 0, 0), Tile("c", 90, 0)));
    }

    [Fact]
    public async Task Layers_within_reach_are_paired_across_gaps()
    {
        TileBounds[] tiles = [Tile("a", 0, 0, z: 1), Tile("b", 0, 0, z: 2), Tile("c", 0, 0, z: 3.5), Tile("d", 0, 0, z: 7)];

        Assert.Equal(["a-b", "b-c"], await FindAsync(new TilePairOptions(), tiles));
        Assert.Equal(["a-b", "a-c", "b-c"], await FindAsync(new TilePairOptions { ZDistance = 2.5 }, tiles));
        Assert.Empty(await FindAsync(new TilePairOptions { ZDistance = 0 }, tiles));
    }

    [Fact]
    public async Task P_comes_first_as_text_and_only_montage_pairs_have_positions()
    {
        var pair = await TilePairs.FindAsync([Tile("x", 0, 0, z: 9), Tile("y", 0, 0, z: 10)]).SingleAsync();

        Assert.Equal((new CanvasId("10.0", "y"), new CanvasId("9.0", "x")), (pair.P, pair.Q));
        Assert.Null(pair.PPosition);
        Assert.Null(pair.QPosition);
    }

    [Fact]
    public async Task The_same_layer_and_the_same_section_can_be_left_out()
    {
        TileBounds[] tiles =
        [
            Tile("a", 0, 0, z: 1, section: "1.0"), Tile("b", 90, 0, z: 1, section: "1.0"), Tile("c", 0, 90, z: 1, section: "1.1"),
            Tile("d", 0, 0, z: 2, section: "1.0"),
        ];

        Assert.Equal(
            ["a-b", "a-c", "a-d", "b-d", "d-c"], await FindAsync(new TilePairOptions(), tiles));
        Assert.Equal(["a-d", "b-d", "d-c"], await FindAsync(new TilePairOptions { ExcludeSameLayer = true }, tiles));
        Assert.Equal(["a-c", "d-c"], await FindAsync(new TilePairOptions { ExcludeSameSection = true }, tiles));
    }

    [Fact]
    public async Task Pattern_area_range_and_names_choose_tiles()
    {
        TileBounds[] tiles = [Tile("a", 0, 0, z: 1), Tile("b", 90, 0, z: 1), Tile("c", 180, 0, z: 1), Tile("d", 0, 0, z: 2), Tile("e", 0, 0, z: 3)];

        Assert.Equal(["a-b"], await FindAsync(Within with { TileIdPattern = new Regex("^[ab]") }, tiles));
        Assert.Equal(["b-c"], await FindAsync(Within with { Area = new BoundingBox(150, 0, 400, 10) }, tiles));
        Assert.Equal(["d-e"], await FindAsync(new TilePairOptions { MinZ = 2 }, tiles));
        Assert.Equal(["a-d", "b-d"], (await FindAsync(new TilePairOptions { MaxZ = 2, ExcludeSameLayer = true }, tiles))[..2]);
        Assert.Equal(["b-c"], await FindAsync(Within with { NearTiles = new HashSet<string> { "c" } }, tiles));
    }

    [Fact]
    public async Task What_is_not_of_interest_hides_tiles_all_the_same() =>
        Assert.Empty(await FindAsync(
            Within with { TileIdPattern = new Regex("^[ac]") }, Tile("a", 0, 0), Tile("b", 0, 0), Tile("c", 90, 0)));

    [Fact]
    public async Task The_index_finds_what_comparing_all_tiles_finds()
    {
        var random = new Random(5);
        TileBounds[] tiles = [.. Enumerable.Range(0, 400).Select(i => Tile(
            $"{i:D3}", random.Next(-5000, 5000), random.Next(-20, 900), 20 + random.Next(200), 20 + random.Next(200), z: i % 3))];
        var options = new TilePairOptions { ZDistance = 1, ExcludeObscured = false };

        var expected =
            from p in tiles
            from q in tiles
            where string.CompareOrdinal(p.TileId, q.TileId) < 0 && Math.Abs(p.Z!.Value - q.Z!.Value) <= 1
            let first = p.Z <= q.Z ? p : q
            let second = p.Z <= q.Z ? q : p
            where Reaches(first, second) || (p.Z == q.Z && Reaches(second, first))
            select p.Z == q.Z || p.Z < q.Z ? $"{p.TileId}-{q.TileId}" : $"{q.TileId}-{p.TileId}";

        Assert.Equal(expected.Order(), (await FindAsync(options, tiles)).Order());
    }

    [Fact]
    public async Task Faulty_tiles_and_options_are_named()
    {
        TileBounds[] lacksSection = [new() { TileId = "t", Z = 1, MinX = 0, MinY = 0, MaxX = 1, MaxY = 1 }];
        TileBounds[] lacksBox = [new() { TileId = "t", Z = 1, SectionId = "1.0" }];
        TileBounds[] lacksZ = [new() { TileId = "t", SectionId = "1.0" }];

        foreach (var tiles in new[] { lacksSection, lacksBox, lacksZ })
            Assert.Contains("'t'", (await Assert.ThrowsAsync<RenderException>(() => FindAsync(Within, tiles))).Message, StringComparison.Ordinal);

        Assert.Throws<ArgumentOutOfRangeException>(() => TilePairs.FindAsync([], new TilePairOptions { RadiusFactor = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => TilePairs.FindAsync([], new TilePairOptions { ZDistance = double.NaN }));
        Assert.Throws<ArgumentException>(() => TilePairs.FindAsync([], new TilePairOptions { ZDistance = 0, ExcludeSameLayer = true }));
        Assert.Throws<ArgumentException>(() => TilePairs.FindAsync([], new TilePairOptions { UseRowsAndColumns = true }));
    }

    public static TheoryData<TilePairOptions, string> ThatLeaveNothing => new()
    {
        { new() { MinZ = double.NaN }, nameof(TilePairOptions.MinZ) },
        { new() { MaxZ = double.NaN }, nameof(TilePairOptions.MaxZ) },
        { new() { MinZ = 10, MaxZ = 5 }, nameof(TilePairOptions.MaxZ) },
        { new() { Area = new BoundingBox(10, 0, 0, 10) }, nameof(TilePairOptions.Area) },
        { new() { Area = new BoundingBox(0, 10, 10, 0) }, nameof(TilePairOptions.Area) },
        { new() { Area = new BoundingBox(0, 0, double.NaN, 10) }, nameof(TilePairOptions.Area) },
    };

    [Theory]
    [MemberData(nameof(ThatLeaveNothing))]
    public void Options_that_leave_nothing_are_named(TilePairOptions options, string name) =>
        Assert.Equal(name, Assert.Throws<ArgumentOutOfRangeException>(() => TilePairs.FindAsync([], options)).ParamName);

    // The rule as it is described, on two boxes.
    private static bool Reaches(TileBounds tile, TileBounds other)
    {
        double x = (tile.MinX!.Value + tile.MaxX!.Value) / 2;
        double y = (tile.MinY!.Value + tile.MaxY!.Value) / 2;
        double radius = 0.9 * Math.Max(tile.MaxX.Value - tile.MinX.Value, tile.MaxY.Value - tile.MinY.Value);
        double nearX = Math.Clamp(x, other.MinX!.Value, other.MaxX!.Value);
        double nearY = Math.Clamp(y, other.MinY!.Value, other.MaxY!.Value);
        double otherX = (other.MinX.Value + other.MaxX.Value) / 2;
        double otherY = (other.MinY.Value + other.MaxY.Value) / 2;
        bool isBeside = (otherX >= tile.MinX && otherX <= tile.MaxX) || (otherY >= tile.MinY && otherY <= tile.MaxY);
        return isBeside && double.Hypot(nearX - x, nearY - y) <= radius;
    }

    private static async Task<string[]> FindAsync(TilePairOptions options, params TileBounds[] tiles) =>
        [.. await TilePairs.FindAsync(tiles, options).Select(Name).ToListAsync()];

    private static string Name(TilePair pair) => $"{pair.P.Id}-{pair.Q.Id}";

    private static TileBounds Tile(
        string id, double x, double y, double width = 100, double height = 100, double z = 1, string? section = null) => new()
        {
            TileId = id,
            SectionId = section ?? $"{z}.0",
            Z = z,
            MinX = x,
            MinY = y,
            MaxX = x + width,
            MaxY = y + height,
        };
}
