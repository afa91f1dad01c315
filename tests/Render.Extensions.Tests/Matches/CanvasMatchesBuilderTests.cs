using System.Text.Json;
using Render.Extensions.Tests.Support;
using Render.Generated.Tests.Recorded;
using Render.Transforms;

namespace Render.Extensions.Tests.Matches;

public class CanvasMatchesBuilderTests
{
    private static readonly TileSpec TileA = Tile("tileA", "1.0");
    private static readonly TileSpec TileB = Tile("tileB", "1.0");

    [Fact]
    public void Matches_of_two_tiles_are_built_as_the_server_stores_them()
    {
        var matches = new CanvasMatchesBuilder(TileB, TileA)
            .Add(new(1, 10), new(100, 200.5))
            .AddRange([new(2, 11), new(3, 12)], [new(101, 201.5), new(102, 202.5)], [0.75, 0.5])
            .Build();

        Assert.True(WireJson.AreSame(RecordedServer.BodyOf(411), JsonSerializer.Serialize([matches], RenderJson.TypeInfo<IReadOnlyList<CanvasMatches>>())));
    }

    [Theory]
    [InlineData("10.0", "a", "9.0", "a", true)]
    [InlineData("9.0", "a", "10.0", "a", false)]
    [InlineData("1.0", "a", "1.0", "B", false)]
    [InlineData("1.0", "ä", "1.0", "z", false)]
    public void Order_is_that_of_text_and_not_of_numbers_or_cultures(string pGroup, string pId, string qGroup, string qId, bool keeps)
    {
        var p = new CanvasId(pGroup, pId);

        var matches = new CanvasMatchesBuilder(p, new CanvasId(qGroup, qId)).Add(new(1, 2), new(3, 4)).Build();

        Assert.Equal(keeps, matches.P() == p);
        Assert.Equal(keeps ? new Point2D(1, 2) : new Point2D(3, 4), matches.PPoints()[0]);
    }

    [Fact]
    public void Swapping_twice_changes_nothing()
    {
        var matches = new CanvasMatchesBuilder(TileA, TileB).AddRange([new(1, 2), new(3, 4)], [new(5, 6), new(7, 8)]).Build();
        matches.ConsensusSetData = new ConsensusSetData { Index = 1, OriginalPId = "p", OriginalQId = "q" };

        var swapped = matches.Swap();

        Assert.Equal((matches.Q(), matches.P()), (swapped.P(), swapped.Q()));
        Assert.Equal(matches.QPoints(), swapped.PPoints());
        Assert.Equal("q", swapped.ConsensusSetData!.OriginalPId);
        Assert.Equal(Json(matches), Json(swapped.Swap()));
        Assert.Same(matches, matches.Normalize());
        Assert.Equal(Json(matches), Json(swapped.Normalize()));
    }

    [Fact]
    public void A_tile_without_a_section_is_named_with_what_to_set()
    {
        var exception = Assert.Throws<RenderException>(() => new CanvasMatchesBuilder(TileA, new TileSpec { TileId = "lost" }));

        Assert.Contains("'lost'", exception.Message, StringComparison.Ordinal);
        Assert.Contains("Layout.SectionId", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tile_does_not_match_itself() =>
        Assert.Contains("1.0/tileA", Assert.Throws<RenderException>(() => new CanvasMatchesBuilder(TileA, TileA)).Message, StringComparison.Ordinal);

    [Fact]
    public void What_cannot_be_stored_cannot_be_added()
    {
        var builder = new CanvasMatchesBuilder(TileA, TileB);

        Assert.Throws<ArgumentOutOfRangeException>(() => builder.Add(new(double.NaN, 0), new(0, 0)));
        Assert.Throws<ArgumentOutOfRangeException>(() => builder.Add(new(0, 0), new(0, double.PositiveInfinity)));
        Assert.Throws<ArgumentOutOfRangeException>(() => builder.Add(new(0, 0), new(0, 0), double.NaN));
        Assert.Throws<ArgumentException>(() => builder.AddRange([new(0, 0)], []));
        Assert.Throws<ArgumentException>(() => builder.AddRange([new(0, 0)], [new(0, 0)], [1, 2]));
        Assert.Equal(0, builder.Count);
    }

    [Theory]
    [InlineData(-0.9, 0, true)]
    [InlineData(100.9, 50.9, true)]
    [InlineData(-1.1, 0, false)]
    [InlineData(101.1, 0, false)]
    [InlineData(0, -1.1, false)]
    [InlineData(0, 51.1, false)]
    public void A_point_outside_of_its_tile_is_refused_on_either_side(double x, double y, bool isTaken)
    {
        var (a, b) = (Tile("tileA", "1.0"), Tile("tileB", "1.0"));
        (a.Width, a.Height, b.Width, b.Height) = (100, 50, 100, 50);
        var builder = new CanvasMatchesBuilder(a, b);
        if (isTaken)
        {
            Assert.Equal(2, builder.Add(new(x, y), new(0, 0)).Add(new(0, 0), new(x, y)).Count);
            return;
        }

        var ofP = Assert.Throws<ArgumentOutOfRangeException>(() => builder.AddRange([new(1, 1), new(x, y)], [new(0, 0), new(0, 0)]));
        var ofQ = Assert.Throws<ArgumentOutOfRangeException>(() => builder.Add(new(0, 0), new(x, y)));

        Assert.Contains("Point 1 of 1.0/tileA lies outside of the tile", ofP.Message, StringComparison.Ordinal);
        Assert.Contains("Point 0 of 1.0/tileB lies outside of the tile", ofQ.Message, StringComparison.Ordinal);
        Assert.Equal(0, builder.Count);
    }

    private static TileSpec Tile(string id, string sectionId) => new() { TileId = id, Layout = new LayoutData { SectionId = sectionId } };

    private static string Json(CanvasMatches matches) => JsonSerializer.Serialize(matches, RenderJson.TypeInfo<CanvasMatches>());
}
