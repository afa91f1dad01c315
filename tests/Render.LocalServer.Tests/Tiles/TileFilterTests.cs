namespace Render.LocalServer.Tests.Tiles;

/// <summary>Tiles that are searched for with indexes are those that a look at each of them finds.</summary>
public sealed class TileFilterTests
{
    private static readonly StackKey Key = new("o", "p", "s");

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Any_combination_of_limits_finds_what_a_look_at_each_tile_finds(int seed)
    {
        var random = new Random(seed);
        List<TileRow> tiles = [.. Enumerable.Range(0, 400).Select(i => RandomTile(random, i))];
        await using var database = Database.Open(null);
        var found = await database.WriteAsync(
            session =>
            {
                var other = session.Insert(new StackKey("o", "p", "other"), new StackMetaData());
                session.Save(other, tiles);
                var stack = session.Insert(Key, new StackMetaData());

                // In two steps, so that the first tiles know nothing of wider ones to come.
                session.Save(stack, tiles[..200]);
                session.Save(session.Require(Key), tiles[200..]);
                return Enumerable.Range(0, 500).Select(_ => Compare(session, session.Require(Key), tiles, random)).ToList();
            },
            CancellationToken.None);

        Assert.All(found, pair => Assert.Equal(pair.Expected, pair.Found));
        Assert.InRange(found.Count(pair => pair.Expected.Count > 0), 100, 500);
    }

    [Fact]
    public async Task A_box_that_only_touches_a_tile_of_fractional_width_finds_it()
    {
        await using var database = Database.Open(null);
        var random = new Random(5);
        List<TileRow> tiles = [.. Enumerable.Range(0, 2000).Select(i => Tile(i, 1, random.NextDouble() * 1e-3, random.NextDouble() * 1e7))];
        await database.WriteAsync(
            session =>
            {
                foreach (var tile in tiles)
                {
                    // Each tile is the widest of its stack: nothing but the rounding of its width is to spare.
                    var stack = session.Insert(new StackKey("o", "p", tile.TileId), new StackMetaData());
                    session.Save(stack, [tile]);
                    Assert.Equal(1, session.CountTiles(stack, 1, tile.MaxX!.Value, 0, 1, 1));
                }
            },
            CancellationToken.None);
    }

    private static (List<string> Expected, List<string> Found) Compare(Session session, StackRow stack, List<TileRow> tiles, Random random)
    {
        ZRange range = new(Maybe(random, 0, 6), Maybe(random, 0, 6));
        if (random.Next(3) == 0)
            range = ZRange.Of(random.Next(6));

        var group = random.Next(3) == 0 ? $"g{random.Next(3)}" : null;
        var (minX, maxX, minY, maxY) = (Maybe(random, 0, 200), Maybe(random, 0, 200), Maybe(random, 0, 200), Maybe(random, 0, 200));
        var filter = TileFilter.Of(range, group, minX, maxX, minY, maxY);
        var expected = tiles
            .Where(tile => (range.Min is null || tile.Z >= range.Min) && (range.Max is null || tile.Z <= range.Max))
            .Where(tile => group is null || tile.GroupId == group)
            .Where(tile => (minX is null || tile.MaxX >= minX) && (maxX is null || tile.MinX <= maxX))
            .Where(tile => (minY is null || tile.MaxY >= minY) && (maxY is null || tile.MinY <= maxY))
            .Select(tile => tile.TileId)
            .Order(StringComparer.Ordinal);
        return ([.. expected], session.Query(filter.SelectSorted("tile_id"), row => row.GetString(0), filter.Values(stack)));
    }

    private static double? Maybe(Random random, int from, int to) => random.Next(2) == 0 ? null : random.Next(from, to);

    private static TileRow RandomTile(Random random, int i)
    {
        double width = random.Next(40) switch
        {
            0 => 150,
            1 => double.PositiveInfinity,
            _ => random.Next(1, 12),
        };
        double? z = random.Next(20) == 0 ? null : random.Next(6) + (random.Next(8) == 0 ? 0.5 : 0);
        return Tile(i, z, random.Next(200), width) with { GroupId = random.Next(2) == 0 ? $"g{random.Next(3)}" : null };
    }

    private static TileRow Tile(int i, double? z, double x, double width) =>
        new($"t{i}", z, "s", null, x, x / 2, x + width, (x / 2) + 10, null, "{}"u8.ToArray());
}
