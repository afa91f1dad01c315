using System.Net;
using System.Text;
using Render.Extensions.Tests.Support;
using Render.Transforms;

namespace Render.Extensions.Tests.Coordinates;

/// <summary>The client's mapping and the server's, side by side.</summary>
public sealed class StackGeometryTests : OnEmbeddedServer
{
    [RealDataTheory]
    [InlineData("flytem/section-2119-montage.json", null)]
    [InlineData("example_1/cycle1_step1_acquire_tiles.json", "example_1/cycle1_step1_acquire_transforms.json")]
    public async Task Real_layers_map_as_on_the_server(string tiles, string? transforms)
    {
        var stack = Client.Stack("real");
        await stack.ImportFilesAsync(
            [RealData.File(tiles)],
            transforms is null ? [] : [RealData.File(transforms)],
            new ImportOptions { CreateStack = new StackVersion(), Complete = true });
        var specs = await stack.ReadTilesAsync().ToListAsync();
        var random = new Random(1);
        TilePoint[] local = [.. Enumerable.Range(0, 4000).Select(_ => specs[random.Next(specs.Count)]).Select(tile => new TilePoint(
            tile.TileId, new Point2D(random.NextDouble() * tile.Width!.Value, random.NextDouble() * tile.Height!.Value)))];
        var geometry = stack.Geometry();

        var world = await geometry.LocalToWorldAsync(local);

        var worldOfServer = await stack.LocalToWorldAsync(local);
        Assert.Equal(worldOfServer.Select(one => (one.TileId, one.Z)), world.Select(one => (one.TileId, one.Z)));
        Near.AssertEqual(worldOfServer.Select(one => one.Point), world.Select(one => one.Point));
        foreach (var layer in world.GroupBy(one => one.Z!.Value))
        {
            // Some points are moved off the tiles, so that refusals are compared as well.
            Point2D[] points = [.. layer.Select((one, i) => i % 5 == 0 ? new Point2D(one.Point.X + 900, one.Point.Y + 5000) : one.Point)];
            var byServer = await stack.WorldToLocalAsync(layer.Key, points);
            var byClient = await geometry.WorldToLocalAsync(layer.Key, points);
            Assert.Equal(byServer.Select(one => (one.IsMapped, one.TileId, one.Z, one.IsVisible)), byClient.Select(one => (one.IsMapped, one.TileId, one.Z, one.IsVisible)));
            Assert.Contains(byServer, one => !one.IsMapped);
            Near.AssertEqual(byServer.Where(one => one.IsMapped).Select(one => one.Point), byClient.Where(one => one.IsMapped).Select(one => one.Point));

            // What maps accurately comes back to where it was.
            var accurate = await stack.Geometry(new() { Inverse = InverseMapping.Accurate }).WorldToLocalAsync(layer.Key, points);
            var again = await geometry.LocalToWorldAsync(accurate.Where(one => one.IsMapped).Select(one => new TilePoint(one.TileId!, one.Point)).ToArray());
            Assert.True(accurate.Count(one => one.IsMapped) >= byServer.Count(one => one.IsMapped));
            Assert.All(points.Zip(accurate).Where(pair => pair.Second.IsMapped).Select(pair => pair.First).Zip(again), pair =>
            {
                Assert.Equal(pair.First.X, pair.Second.Point.X, 1e-8);
                Assert.Equal(pair.First.Y, pair.Second.Point.Y, 1e-8);
            });
        }
    }

    [Fact]
    public async Task Points_of_many_layers_stream_through_a_small_cache_in_order()
    {
        var stack = await ImportAsync("many", Enumerable.Range(0, 60).Select(i => Tile($"t{i:D2}", i / 3, 90 * (i % 3))));
        var geometry = stack.Geometry(new() { MaxCachedTiles = 6, PointsPerBatch = 100 });
        WorldPoint[] world = [.. Enumerable.Range(0, 1000).Select(i => new WorldPoint(i % 21, new Point2D(i % 270, 10)))];

        var local = await geometry.WorldToLocalAsync(world.ToAsyncEnumerable()).ToListAsync();

        Assert.Equal(world.Select(point => point.Z < 20 ? (double?)point.Z : null), local.Select(point => point.Z));
        Assert.InRange(geometry.CachedLayers, 1, 3);
        foreach (double z in Enumerable.Range(0, 20))
        {
            Point2D[] points = [.. world.Where(point => point.Z.Equals(z)).Select(point => point.World)];
            var expected = await stack.WorldToLocalAsync(z, points);
            var actual = local.Where((_, i) => world[i].Z.Equals(z)).ToList();
            Assert.Equal(expected.Select(one => (one.IsMapped, one.TileId, one.IsVisible)), actual.Select(one => (one.IsMapped, one.TileId, one.IsVisible)));
            Near.AssertEqual(expected.Select(one => one.Point), actual.Select(one => one.Point));
        }

        TilePoint[] back = [.. local.Where(point => point.IsMapped).Select(point => new TilePoint(point.TileId!, point.Point))];
        var again = await geometry.LocalToWorldAsync(back.ToAsyncEnumerable()).ToListAsync();
        Near.AssertEqual((await stack.LocalToWorldAsync(back)).Select(one => one.Point), again.Select(one => one.Point));
        Assert.InRange(geometry.CachedTiles, 1, 6);
    }

    [Fact]
    public async Task Tiles_are_read_once_until_they_are_forgotten()
    {
        var stack = await ImportAsync("moving", [Tile("a", 1, 0)], new ImportOptions());
        var geometry = stack.Geometry();
        Assert.Equal(new Point2D(5, 5), (await geometry.WorldToLocalAsync(1, new Point2D[] { new(5, 5) }))[0].Point);
        await stack.ImportTilesAsync([Tile("a", 1, 2)], new ImportOptions { Reopen = true });

        Assert.Equal(new Point2D(5, 5), (await geometry.WorldToLocalAsync(1, new Point2D[] { new(5, 5) }))[0].Point);
        geometry.Clear();
        Assert.Equal(3, (await geometry.WorldToLocalAsync(1, new Point2D[] { new(5, 5) }))[0].Point.X, 1e-12);
    }

    [Fact]
    public async Task Missing_tiles_and_layers_are_errors_of_points_and_a_missing_stack_is_one_of_the_call()
    {
        var stack = await ImportAsync("some", [Tile("a", 1, 0)]);
        var geometry = stack.Geometry();

        var local = await geometry.LocalToWorldAsync(new TilePoint[] { new("nope", default), new("a", new(1, 1)), new("", default) });
        var world = await geometry.WorldToLocalAsync([new(1, new(1, 1)), new(2, new(1, 1)), new(double.NaN, new(1, 1))]);

        Assert.Equal([false, true, false], local.Select(one => one.IsMapped));
        Assert.Contains("'nope'", local[0].Error, StringComparison.Ordinal);
        Assert.Equal([true, false, false], world.Select(one => one.IsMapped));
        var missing = Client.Stack("missing").Geometry();
        await Assert.ThrowsAsync<RenderNotFoundException>(() => missing.LocalToWorldAsync(new TilePoint[] { new("a", default) }));
        await Assert.ThrowsAsync<RenderNotFoundException>(() => missing.WorldToLocalAsync(1, new Point2D[1]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task As_many_layers_are_read_side_by_side_as_the_options_say(int parallelism)
    {
        using var handler = new CountingHandler(parallelism);
        using var client = Connect(handler);
        var geometry = client.Stack("s").Geometry(new() { ReadParallelism = parallelism });

        await geometry.WorldToLocalAsync([.. Enumerable.Range(1000, 16).Select(z => new WorldPoint(z, default))]);

        Assert.Equal((16, parallelism), (handler.Requests, handler.MostUnderWay));
    }

    [Fact]
    public async Task Who_asks_for_a_layer_that_is_being_read_waits_for_it()
    {
        using var handler = new CountingHandler(2);
        using var client = Connect(handler);
        var geometry = client.Stack("s").Geometry();

        var layers = await Task.WhenAll(new double[] { 1, 2, 1, 2, 1 }.Select(z => geometry.GetLayerAsync(z).AsTask()));

        Assert.Equal(2, handler.Requests);
        Assert.Same(layers[0], layers[4]);
        geometry.Clear();
        await geometry.GetLayerAsync(1);
        Assert.Equal(3, handler.Requests);
    }

    [Fact]
    public async Task A_stream_that_is_cancelled_hands_out_no_more_points()
    {
        var stack = await ImportAsync("some", [Tile("a", 1, 0)]);
        using var stop = new CancellationTokenSource();
        var points = Enumerable.Range(0, 5000).Select(i => new TilePoint("a", new(i % 100, 1))).ToAsyncEnumerable();
        int taken = 0;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in stack.Geometry(new() { PointsPerBatch = 1000 }).LocalToWorldAsync(points, stop.Token))
            {
                if (++taken == 10)
                    await stop.CancelAsync();
            }
        });

        Assert.Equal(10, taken);
    }

    private static RenderClient Connect(HttpMessageHandler handler) => RenderClient.Connect(
        new RenderClientOptions { Host = "host:8080", Owner = "o1", Project = "p1" }, handler, TimeProvider.System);

    /// <summary>Answers with layers without tiles, the first ones when so many are asked for that they fill the line.</summary>
    private sealed class CountingHandler(int expected) : HttpMessageHandler
    {
        private readonly TaskCompletionSource isFull = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly Lock gate = new();
        private int underWay;

        public int Requests { get; private set; }

        public int MostUnderWay { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            lock (gate)
            {
                Requests++;
                MostUnderWay = Math.Max(MostUnderWay, ++underWay);
                if (underWay == expected)
                    isFull.TrySetResult();
            }

            await Task.WhenAny(isFull.Task, Task.Delay(TimeSpan.FromSeconds(2), cancellationToken));
            lock (gate)
                underWay--;

            return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("{}", Encoding.UTF8, "application/json") };
        }
    }

    private static TileSpec Tile(string id, double z, double x) => new()
    {
        TileId = id,
        Z = z,
        Width = 100,
        Height = 50,
        Layout = new LayoutData { SectionId = $"{z}.0" },
        Transforms = new ListTransform(new TranslationModel2D(x, 0)),
    };
}
