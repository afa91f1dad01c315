using BenchmarkDotNet.Attributes;
using Render.Transforms;

namespace Render.Benchmarks.Transforms;

/// <summary>Estimating models from 100,000 matches, and splines through 50 and 500 points.</summary>
public class FitBenchmarks
{
    private readonly PointMatch[] matches = TransformInputs.Matches(100_000);
    private readonly PointMatch[] few = TransformInputs.Matches(50);
    private readonly PointMatch[] many = TransformInputs.Matches(500);

    [Benchmark]
    public AffineModel2D Affine() => AffineModel2D.Estimate(matches);

    [Benchmark]
    public RigidModel2D Rigid() => RigidModel2D.Estimate(matches);

    [Benchmark]
    public SimilarityModel2D Similarity() => SimilarityModel2D.Estimate(matches);

    [Benchmark]
    public TranslationModel2D Translation() => TranslationModel2D.Estimate(matches);

    [Benchmark]
    public ThinPlateSpline Spline50() => ThinPlateSpline.Fit(few);

    [Benchmark]
    public ThinPlateSpline Spline500() => ThinPlateSpline.Fit(many);
}
