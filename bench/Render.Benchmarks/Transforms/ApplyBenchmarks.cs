using BenchmarkDotNet.Attributes;
using Render.Transforms;

namespace Render.Benchmarks.Transforms;

/// <summary>Mapping a million points on one thread. The limit is copying them.</summary>
public class ApplyBenchmarks
{
    private const int Count = 1_000_000;

    private readonly Point2D[] source = TransformInputs.Points(Count);
    private readonly Point2D[] destination = new Point2D[Count];
    private TransformSpec transform = new ListTransform();

    public static IEnumerable<string> Names =>
    [
        "affine", "four affines", "four affines, collapsed", "polynomial 3", "polynomial 5", "lens 5", "spline 50", "spline 500",
        "moving affine 20", "moving rigid 20", "moving similarity 20", "moving 2 affine 20",
    ];

    [ParamsSource(nameof(Names))]
    public string Name { get; set; } = "affine";

    [GlobalSetup]
    public void Setup()
    {
        AffineModel2D affine = TransformInputs.Affine;
        PointMatch[] matches = TransformInputs.Matches(20);
        transform = Name switch
        {
            "affine" => affine,
            "four affines" => new ListTransform(affine, affine, affine, affine),
            "four affines, collapsed" => new ListTransform(affine, affine, affine, affine).Collapse(),
            "polynomial 3" => TransformInputs.Polynomial(3),
            "polynomial 5" => TransformInputs.Polynomial(5),
            "lens 5" => TransformInputs.LensAndAffine.Transforms[0],
            "spline 50" => ThinPlateSplineTransform.Estimate(TransformInputs.Matches(50)),
            "spline 500" => ThinPlateSplineTransform.Estimate(TransformInputs.Matches(500)),
            "moving affine 20" => new MovingLeastSquaresTransform(new MovingLeastSquares(MovingLeastSquaresModel.Affine, 1, matches)),
            "moving rigid 20" => new MovingLeastSquaresTransform(new MovingLeastSquares(MovingLeastSquaresModel.Rigid, 1, matches)),
            "moving similarity 20" => new MovingLeastSquaresTransform(new MovingLeastSquares(MovingLeastSquaresModel.Similarity, 1, matches)),
            _ => new MovingLeastSquaresTransform2(new MovingLeastSquares(MovingLeastSquaresModel.Affine, 1, matches)),
        };
    }

    [Benchmark(Baseline = true)]
    public void Copy() => source.AsSpan().CopyTo(destination);

    [Benchmark]
    public void Apply() => transform.Apply(source, destination);

    [Benchmark]
    public void ApplyOnAllCores() => Parallel.ForEach(
        System.Collections.Concurrent.Partitioner.Create(0, Count, 10_000),
        range => transform.Apply(source.AsSpan(range.Item1, range.Item2 - range.Item1), destination.AsSpan(range.Item1, range.Item2 - range.Item1)));
}
