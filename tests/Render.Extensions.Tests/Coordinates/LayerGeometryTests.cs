using System.Globalization;
using System.Text.Json;
using Render.Extensions.Tests.Support;
using Render.Generated.Tests.Contract;
using Render.Transforms;

namespace Render.Extensions.Tests.Coordinates;

/// <summary>Points that are mapped on the client, compared with what the reference server answered.</summary>
public class LayerGeometryTests
{
    private static readonly JsonElement[] Cases =
        [.. JsonDocument.Parse(File.ReadAllBytes(Repository.Golden("tilespecs.json"))).RootElement.EnumerateArray()];

    public static TheoryData<string> Names => [.. Cases.Select(one => one.GetProperty("name").GetString()!)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Whole_tile_specs_map_as_the_reference_maps_them(string name)
    {
        var golden = Cases.Single(one => one.GetProperty("name").GetString() == name);
        var tile = golden.GetProperty("tileSpec").Deserialize(RenderJson.TypeInfo<TileSpec>())!;
        var shared = golden.GetProperty("sharedTransforms").EnumerateArray().Select(one => one.Deserialize<TransformSpec>()!).ToDictionary(one => one.Id!);
        List<string> references = [];
        tile.Transforms?.CollectReferences(references);
        if (references.All(shared.ContainsKey))
            tile.Transforms = (ListTransform?)tile.Transforms?.Resolve(shared);

        // The boxes of the reference are part of other tests: here the whole layer is the tile's.
        (tile.MinX, tile.MinY, tile.MaxX, tile.MaxY) = (-1e12, -1e12, 1e12, 1e12);
        var layer = LayerGeometry.Of([tile]);
        int compared = 0;
        foreach (var sample in Samples(golden, "localToWorld"))
        {
            var mapped = layer.LocalToWorld(new TilePoint[] { new(tile.TileId, Point(sample.GetProperty("local"))) })[0];
            Compare(sample, "world", mapped, 1e-9);
            compared++;
        }

        foreach (var sample in Samples(golden, "worldToLocal"))
        {
            Compare(sample, "local", layer.WorldToLocal(Point(sample.GetProperty("world"))), 1e-6);
            compared++;
        }

        Assert.True(compared > 0 || !golden.TryGetProperty("localToWorld", out _), name);
    }

    [Theory]
    [InlineData(244)]
    [InlineData(245)]
    [InlineData(246)]
    [InlineData(247)]
    [InlineData(248)]
    [InlineData(249)]
    public void Recorded_answers_of_the_server_are_those_of_its_tiles(int number)
    {
        var exchange = RecordedExchange.All.Single(one => one.Number == number);
        string[] path = exchange.Path.Split('/');
        double z = double.Parse(path[^3], CultureInfo.InvariantCulture);
        double[] xy = [.. path[^1].Split(',').Select(text => double.Parse(text, CultureInfo.InvariantCulture))];

        var all = LayerGeometry.Of(RecordedTiles(z)).WorldToAllLocal(new Point2D(xy[0], xy[1]));

        if (exchange.Status != 200)
        {
            Assert.False(Assert.Single(all).IsMapped);
            return;
        }

        var expected = JsonSerializer.Deserialize(exchange.Body.GetString()!, RenderJson.TypeInfo<IReadOnlyList<TileCoordinates>>())!;
        Assert.Equal(expected.Select(one => (one.TileId, one.Visible ?? false)), all.Select(one => (one.TileId, one.IsVisible)));
        Assert.All(expected.Zip(all), pair =>
        {
            Assert.Equal(pair.First.Local![0], pair.Second.Point.X, 1e-12);
            Assert.Equal(pair.First.Local[1], pair.Second.Point.Y, 1e-12);
            Assert.Equal(pair.First.Local[2], pair.Second.Z);
        });
    }

    [Fact]
    public void Errors_are_values_and_name_tile_or_layer()
    {
        var layer = LayerGeometry.Of([Tile("a", 0), Tile("b", 100)]);

        var local = layer.LocalToWorld(new TilePoint[] { new("a", new(1, 2)), new("x", default), new("b", new(double.NaN, 0)), new(null!, default), new("b", new(3, 4)) });
        var world = layer.WorldToLocal(new Point2D[] { new(5, 5), new(5000, 5), new(double.PositiveInfinity, 0), new(103, 4) });

        Assert.Equal([true, false, false, false, true], local.Select(one => one.IsMapped));
        Assert.Contains("'x'", local[1].Error, StringComparison.Ordinal);
        Assert.Equal((new Point2D(1, 2), new Point2D(103, 4)), (local[0].Point, local[4].Point));
        Assert.Equal(["a", null, null, "b"], world.Select(one => one.TileId));
        Assert.Contains("z 7", world[1].Error, StringComparison.Ordinal);
        Assert.Contains("finite", world[2].Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tile_that_cannot_be_computed_fails_its_own_points_only()
    {
        var unknown = Tile("c", 200);
        unknown.Transforms = new ListTransform(JsonSerializer.Deserialize<TransformSpec>("""{"className":"org.example.Unknown","dataString":"1"}""")!);
        (unknown.MinX, unknown.MinY, unknown.MaxX, unknown.MaxY) = (200, 0, 300, 50);
        var reference = Tile("d", 400);
        reference.Transforms = new ListTransform(new ReferenceTransform("lens"));

        var layer = LayerGeometry.Of([Tile("a", 0), unknown, reference]);
        var mapped = layer.LocalToWorld(new TilePoint[] { new("a", new(1, 2)), new("c", default), new("d", default) });

        Assert.Equal([true, false, false], mapped.Select(one => one.IsMapped));
        Assert.Contains("org.example.Unknown", mapped[1].Error, StringComparison.Ordinal);
        Assert.Contains("lens", mapped[2].Error, StringComparison.Ordinal);
        Assert.Contains("org.example.Unknown", layer.WorldToLocal(new Point2D(250, 10)).Error, StringComparison.Ordinal);
        Assert.True(layer.WorldToLocal(new Point2D(50, 10)).IsMapped);
    }

    [Theory]
    [InlineData(InverseMapping.AsServer, null)]
    [InlineData(InverseMapping.Accurate, null)]
    [InlineData(InverseMapping.AsServer, 0.0)]
    [InlineData(InverseMapping.Accurate, 0.0)]
    public void What_cannot_be_mapped_back_maps_to_the_world_whatever_was_asked_before(InverseMapping inverse, double? width)
    {
        var tile = Tile("a", 0);
        (tile.Width, tile.MinX, tile.MinY, tile.MaxX, tile.MaxY) = (width, 0, 0, 10, 10);
        var layer = LayerGeometry.Of([tile], inverse);
        TilePoint[] local = [new("a", new(1, 2))];

        var before = layer.LocalToWorld(local)[0];
        var back = layer.WorldToLocal(new Point2D(1, 2));
        var after = layer.LocalToWorld(local)[0];

        Assert.Equal(new Point2D(1, 2), before.Point);
        Assert.Equal(before, after);
        Assert.Contains("width", back.Error, StringComparison.Ordinal);
        Assert.Equal(back, Assert.Single(layer.WorldToAllLocal(new Point2D(1, 2))));
    }

    [Fact]
    public void The_accurate_way_reaches_the_last_row_and_column_and_mirrored_tiles()
    {
        var mirrored = Tile("m", 0);
        mirrored.Transforms = new ListTransform(new AffineModel2D(-1, 0, 0, 1, 100, 0));
        var asServer = LayerGeometry.Of([Tile("a", 200), mirrored]);
        var accurate = LayerGeometry.Of([Tile("a", 200), mirrored], InverseMapping.Accurate);

        Assert.False(asServer.WorldToLocal(new Point2D(299.5, 49.5)).IsMapped);
        Assert.Equal(new Point2D(99.5, 49.5), accurate.WorldToLocal(new Point2D(299.5, 49.5)).Point);
        Assert.False(asServer.WorldToLocal(new Point2D(30, 10)).IsMapped);
        Assert.Equal(new Point2D(70, 10), accurate.WorldToLocal(new Point2D(30, 10)).Point);
    }

    [Fact]
    public void Many_points_in_any_order_are_those_of_their_tiles()
    {
        var random = new Random(3);
        TileSpec[] tiles = [.. Enumerable.Range(0, 50).Select(i => Tile($"t{i:D2}", 90 * i))];
        var byId = tiles.ToDictionary(tile => tile.TileId);
        TilePoint[] points = [.. Enumerable.Range(0, 60_000).Select(_ => new TilePoint(
            $"t{random.Next(60):D2}", new Point2D(random.Next(99), random.Next(49))))];
        var layer = LayerGeometry.Of(tiles);

        var world = layer.LocalToWorld(points);

        Assert.All(points.Zip(world), pair => Assert.Equal(
            byId.TryGetValue(pair.First.TileId, out var tile) ? tile.LocalToWorld(pair.First.Local) : (Point2D?)null,
            pair.Second.IsMapped ? pair.Second.Point : (Point2D?)null));
        var back = layer.WorldToLocal(world.Where(one => one.IsMapped).Select(one => one.Point).ToArray());
        Assert.All(back, one => Assert.True(one.IsMapped && one.IsVisible));
        Assert.All(back.Zip(world.Where(one => one.IsMapped)), pair =>
        {
            var again = byId[pair.First.TileId!].LocalToWorld(pair.First.Point);
            Assert.Equal(pair.Second.Point.X, again.X, 1e-9);
            Assert.True(string.CompareOrdinal(pair.First.TileId, pair.Second.TileId) >= 0, "the last by id is seen");
        });
    }

    [Fact]
    public void Tiles_of_different_layers_or_of_the_same_id_are_refused()
    {
        var other = Tile("b", 0);
        other.Z = 8;
        Assert.Throws<ArgumentException>(() => LayerGeometry.Of([Tile("a", 0), other]));
        Assert.Throws<ArgumentException>(() => LayerGeometry.Of([Tile("a", 0), Tile("a", 0)]));
        Assert.Throws<ArgumentException>(() => LayerGeometry.Of([]).WorldToLocal(new Point2D[2], new MappedPoint[1]));
        Assert.ThrowsAny<OperationCanceledException>(() => LayerGeometry.Of([Tile("a", 0)]).WorldToLocal(new Point2D[2], new CancellationToken(true)));
    }

    private static JsonElement[] Samples(JsonElement golden, string name) =>
        golden.TryGetProperty(name, out var samples) && samples.ValueKind == JsonValueKind.Array ? [.. samples.EnumerateArray()] : [];

    private static void Compare(JsonElement sample, string side, MappedPoint mapped, double tolerance)
    {
        if (!sample.TryGetProperty(side, out var expected))
        {
            Assert.False(mapped.IsMapped, sample.ToString());
            return;
        }

        Assert.True(mapped.IsMapped, $"{sample}: {mapped.Error}");
        var point = Point(expected);
        Assert.True(
            Math.Abs(point.X - mapped.Point.X) <= tolerance * Math.Max(1, Math.Abs(point.X))
            && Math.Abs(point.Y - mapped.Point.Y) <= tolerance * Math.Max(1, Math.Abs(point.Y)),
            $"{sample}: {mapped.Point}");
    }

    private static Point2D Point(JsonElement xy) => new(xy[0].GetDouble(), xy[1].GetDouble());

    // The tiles that were saved before the recorded server was asked; those that were saved again count as they were then.
    private static TileSpec[] RecordedTiles(double z) => [.. RecordedExchange.All
        .Where(one => one.Number is 149 or 151 or 153)
        .SelectMany(one => JsonSerializer.Deserialize(one.RequestBody!, RenderJson.TypeInfo<ResolvedTileSpecCollection>())!.Resolve())
        .Where(tile => tile.Z.Equals(z))
        .Reverse()
        .DistinctBy(tile => tile.TileId)];

    private static TileSpec Tile(string id, double x) => new()
    {
        TileId = id,
        Z = 7,
        Width = 100,
        Height = 50,
        Transforms = new ListTransform(new TranslationModel2D(x, 0)),
    };
}
