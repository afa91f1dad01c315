using System.Diagnostics;
using System.Globalization;
using Render.Benchmarks.Transforms;
using Render.Transforms;

namespace Render.Benchmarks.Coordinates;

/// <summary>
/// Maps 10^6 points over 1,000 tiles with lens corrections, in both directions: on the client, and with the bulk calls of the embedded server on
/// the same machine. Tiles are read before the clock starts on either side.
/// </summary>
internal static class MappingMeasurement
{
    // TileSpec.getLocalCoordinates of the Java server with a mesh that is there already, lens and affine, one thread: see the reference.
    private const double JavaInversesPerSecond = 10_890;

    private const int Columns = 40;
    private const int Rows = 25;
    private const int Points = 1_000_000;
    private const int ServerPoints = 100_000;
    private const int Runs = 5;
    private const double Wanted = 50;

    /// <summary>Measures both directions.</summary>
    /// <returns>0 if the client is as much faster as it should be.</returns>
    public static async Task<int> RunAsync()
    {
        await using var server = await RenderLocalServer.StartAsync();
        using var client = RenderClient.Connect(server.BaseAddress, "bench", "mapping");
        var stack = client.Stack("montage");
        var import = new ImportOptions { CreateStack = new StackVersion(), Complete = true };
        (await stack.ImportTilesAsync(Tiles(), import)).EnsureEverythingLanded();

        var random = new Random(7);
        string[] ids = [.. Tiles().Select(tile => tile.TileId)];
        TilePoint[] local = [.. Enumerable.Range(0, Points).Select(_ => new TilePoint(
            ids[random.Next(ids.Length)],
            new Point2D(random.NextDouble() * (TransformInputs.Width - 1), random.NextDouble() * (TransformInputs.Height - 1))))];
        var geometry = stack.Geometry();
        Point2D[] world = [.. (await geometry.LocalToWorldAsync(local)).Select(one => one.Point)];
        TilePoint[] fewLocal = local[..ServerPoints];
        Point2D[] fewWorld = world[..ServerPoints];
        var layer = await geometry.GetLayerAsync(1);

        double serverOut = await BestAsync(ServerPoints, () => stack.LocalToWorldAsync(fewLocal), runs: 3);
        double serverBack = await BestAsync(ServerPoints, () => stack.WorldToLocalAsync(1, fewWorld), runs: 3);
        double clientOut = await BestAsync(Points, () => geometry.LocalToWorldAsync(local));
        double clientBack = await BestAsync(Points, () => geometry.WorldToLocalAsync(1, world));
        var results = new MappedPoint[Points];
        double intoMemory = await BestAsync(Points, () => Task.Run(() => layer.WorldToLocal(world, results)));
        var accurate = stack.Geometry(new() { Inverse = InverseMapping.Accurate });
        double accurateBack = await BestAsync(Points, () => accurate.WorldToLocalAsync(1, world), runs: 2);

        Print($"local to world: client {clientOut:N0}/s, embedded server's bulk call {serverOut:N0}/s: {clientOut / serverOut:0} x (wanted: {Wanted:0})");
        Print($"world to local: client {clientBack:N0}/s, embedded server's bulk call {serverBack:N0}/s: {clientBack / serverBack:0} x (wanted: {Wanted:0})");
        Print($"world to local, results in memory that is there: {intoMemory:N0}/s: {intoMemory / serverBack:0} x");
        Print($"world to local, accurate: {accurateBack:N0}/s: {accurateBack / serverBack:0} x");
        Print($"Java's inverse through a mesh that is there, without HTTP and JSON, {JavaInversesPerSecond:N0}/s on one thread: {clientBack / JavaInversesPerSecond:0} x");
        return clientOut / serverOut >= Wanted && clientBack / serverBack >= Wanted ? 0 : 1;
    }

    private static async Task<double> BestAsync(int points, Func<Task> map, int runs = Runs)
    {
        double best = 0;
        for (int run = 0; run <= runs; run++)
        {
            var clock = Stopwatch.StartNew();
            await map();
            best = Math.Max(best, points / clock.Elapsed.TotalSeconds);
        }

        return best;
    }

    private static IEnumerable<TileSpec> Tiles() =>
        from row in Enumerable.Range(0, Rows)
        from column in Enumerable.Range(0, Columns)
        select new TileSpec
        {
            TileId = string.Create(CultureInfo.InvariantCulture, $"{row:D3}_{column:D3}_acquisition.1.0"),
            Z = 1,
            Width = TransformInputs.Width,
            Height = TransformInputs.Height,
            Layout = new LayoutData { SectionId = "1.0" },
            Transforms = new ListTransform(
                TransformInputs.LensAndAffine.Transforms[0], new AffineModel2D(0.99, 0.01, -0.01, 1.01, 2300 * column, 1950 * row)),
        };

    private static void Print(FormattableString line) => Console.WriteLine(line.ToString(CultureInfo.InvariantCulture));
}
