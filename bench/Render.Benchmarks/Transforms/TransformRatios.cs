using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Render.Transforms;

namespace Render.Benchmarks.Transforms;

/// <summary>
/// How fast transforms are computed, fitted and inverted, on one thread unless said, against copying the points, against the same formulas in
/// Java, or against what the reference library did (the figures are in bench/README.md).
/// </summary>
internal static class TransformRatios
{
    private const int Runs = 9;
    private const int Count = 1_000_000;
    private const int FitCount = 100_000;
    private const int TileCount = 10_000;

    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(60);

    private static readonly Point2D[] Source = TransformInputs.Points(Count);
    private static readonly Point2D[] Destination = new Point2D[Count];

    public static async Task<int> RunAsync()
    {
        var java = await JavaPeers.MeasureAsync();
        bool holds = true;
        double copy = Rate(Count, () => Source.AsSpan().CopyTo(Destination));
        holds &= Report("affine", Apply(TransformInputs.Affine, Count), copy, "copying", 1 / 1.3);
        holds &= Report(
            "four affines, collapsed", Apply(new ListTransform(Enumerable.Repeat(TransformInputs.Affine, 4)).Collapse(), Count), copy, "copying", 1 / 1.3);

        foreach (var (name, transform, aim) in Peered())
            holds &= Report(name, Apply(transform, Count / (name.EndsWith("500", StringComparison.Ordinal) ? 50 : 10)), java, aim);

        var matches = TransformInputs.Matches(FitCount);
        holds &= Report("fit affine", Rate(FitCount, () => AffineModel2D.Estimate(matches)), java, 1);
        holds &= Report("fit rigid", Rate(FitCount, () => RigidModel2D.Estimate(matches)), java, 1);
        holds &= Report("fit similarity", Rate(FitCount, () => SimilarityModel2D.Estimate(matches)), java, 1);
        holds &= Report("fit translation", Rate(FitCount, () => TranslationModel2D.Estimate(matches)), java, 1);
        var controls = TransformInputs.Matches(500);
        double solve = Rate(1, () => ThinPlateSpline.Fit(controls));
        Report("solve spline 500", solve, java, null);
        holds &= Report("solve spline 500", solve, 5.591, "the reference", 2);

        var affine = new ListTransform(TransformInputs.Affine);
        var lens = TransformInputs.LensAndAffine;
        holds &= Report("bounds affine", Rate(1, () => Bounds(affine)), 133_000, "the reference", 20);
        Report("bounds lens", Rate(1, () => Bounds(lens)), java, null);
        holds &= Report("bounds lens", Rate(1, () => Bounds(lens)), 8_000, "the reference", 10);
        holds &= ReportInverse(lens, java);
        holds &= ReportBothCores(lens);
        return holds ? 0 : 1;
    }

    private static IEnumerable<(string Name, TransformSpec Transform, double Aim)> Peered()
    {
        yield return ("polynomial 3", TransformInputs.Polynomial(3), 5);
        yield return ("polynomial 5", TransformInputs.Polynomial(5), 5);
        yield return ("spline 50", ThinPlateSplineTransform.Estimate(TransformInputs.Matches(50)), 8);
        yield return ("spline 500", ThinPlateSplineTransform.Estimate(TransformInputs.Matches(500)), 8);
        var matches = TransformInputs.Matches(20);
        yield return ("moving affine 20", new MovingLeastSquaresTransform(new(MovingLeastSquaresModel.Affine, 1, matches)), 5);
        yield return ("moving rigid 20", new MovingLeastSquaresTransform(new(MovingLeastSquaresModel.Rigid, 1, matches)), 5);
        yield return ("moving similarity 20", new MovingLeastSquaresTransform(new(MovingLeastSquaresModel.Similarity, 1, matches)), 5);
        yield return ("moving 2 affine 20", new MovingLeastSquaresTransform2(new(MovingLeastSquaresModel.Affine, 1, matches)), 5);
    }

    private static bool ReportInverse(ListTransform lens, IReadOnlyDictionary<string, double> java)
    {
        const int Points = 1000;
        var world = TransformInputs.Points(Points);
        lens.Apply(world, world);
        var mesh = new TransformMesh(lens, TransformInputs.Width, TransformInputs.Height);
        var inverter = new TransformInverter(lens, TransformInputs.Width, TransformInputs.Height);
        double rate = Rate(Points, () =>
        {
            foreach (var point in world)
                mesh.TryInvert(point, out _);
        });
        Report("world to local lens", rate, java, null);
        bool holds = Report("world to local lens", rate, 11_000, "the reference", 10);
        double accurate = Rate(Points, () =>
        {
            foreach (var point in world)
                inverter.TryInvert(point, out _);
        });
        return Report("world to local lens, accurate", accurate, 11_000, "the reference", 10) && holds;
    }

    private static bool ReportBothCores(ListTransform lens)
    {
        const int Share = 10_000;
        int cores = Environment.ProcessorCount;
        double aim = 0.9 * Math.Min(2, cores);
        var spline = ThinPlateSplineTransform.Estimate(TransformInputs.Matches(50));
        double points = Rate(Count, () => InParallel(spline));
        bool holds = Report($"spline 50 on {cores} cores", points, Apply(spline, Count), "one core", aim);
        double affine = Rate(Count, () => InParallel(TransformInputs.Affine));
        Report($"affine on {cores} cores", affine, Apply(TransformInputs.Affine, Count), "one core", null);
        double tiles = Rate(TileCount, () => Parallel.For(0, TileCount, _ => Bounds(lens)));
        double alone = Rate(TileCount, () =>
        {
            for (int i = 0; i < TileCount; i++)
                Bounds(lens);
        });
        return Report($"bounds of 10,000 tiles on {cores} cores", tiles, alone, "one core", aim) && holds;

        static void InParallel(TransformSpec transform) => Parallel.ForEach(
            Partitioner.Create(0, Count, Share),
            range => transform.Apply(Source.AsSpan(range.Item1..range.Item2), Destination.AsSpan(range.Item1)));
    }

    private static double Apply(TransformSpec transform, int count) =>
        Rate(count, () => transform.Apply(Source.AsSpan(0, count), Destination));

    private static BoundingBox Bounds(TransformSpec transform) =>
        TileBoundingBox.DeriveAsServer(transform, TransformInputs.Width, TransformInputs.Height);

    // The best of several runs, each long enough for the clock.
    private static double Rate(long operations, Action work)
    {
        var best = TimeSpan.MaxValue;
        for (int run = 0; run < Runs; run++)
        {
            int repetitions = 0;
            long start = Stopwatch.GetTimestamp();
            do
            {
                work();
                repetitions++;
            }
            while (Stopwatch.GetElapsedTime(start) < Shortest);
            best = TimeSpan.FromTicks(Math.Min(best.Ticks, (long)(Stopwatch.GetElapsedTime(start).Ticks / (double)repetitions * 1000)));
        }

        return operations / best.TotalSeconds * 1000;
    }

    private static bool Report(string name, double rate, IReadOnlyDictionary<string, double> java, double? aim) =>
        !java.TryGetValue(name, out double peer) || Report(name, rate, peer, "Java", aim);

    private static bool Report(string name, double rate, double peer, string of, double? aim)
    {
        double ratio = rate / peer;
        string verdict = aim is not { } wanted ? "" : string.Create(
            CultureInfo.InvariantCulture, $", wanted {wanted:0.00}: {(ratio >= wanted ? "met" : "MISSED")}");
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{name,-36} {rate,10:0.000e+00}/s  {ratio,8:0.00} x {of} ({peer:0.000e+00}/s){verdict}"));
        return aim is null || ratio >= aim;
    }
}
