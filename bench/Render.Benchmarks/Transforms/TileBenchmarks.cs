using BenchmarkDotNet.Attributes;
using Render.Transforms;

namespace Render.Benchmarks.Transforms;

/// <summary>Bounds of tiles and the way back from the world, for tiles of 2560 x 2160 pixels in cells of 64.</summary>
public class TileBenchmarks
{
    private const int Points = 1000;
    private const int Tiles = 10_000;

    private readonly ListTransform affine = new(TransformInputs.Affine);
    private readonly ListTransform lens = TransformInputs.LensAndAffine;
    private readonly TransformMesh mesh = new(TransformInputs.LensAndAffine, TransformInputs.Width, TransformInputs.Height);
    private readonly TransformInverter inverter = new(TransformInputs.LensAndAffine, TransformInputs.Width, TransformInputs.Height);
    private readonly Point2D[] world = TransformInputs.Points(Points);
    private readonly BoundingBox[] boxes = new BoundingBox[Tiles];

    [GlobalSetup]
    public void Setup() => lens.Apply(world, world);

    [Benchmark]
    public BoundingBox AffineBounds() => TileBounds.DeriveAsServer(affine, TransformInputs.Width, TransformInputs.Height);

    [Benchmark]
    public BoundingBox LensBounds() => TileBounds.DeriveAsServer(lens, TransformInputs.Width, TransformInputs.Height);

    [Benchmark]
    public BoundingBox LensContainingBounds() => TileBounds.DeriveContaining(lens, TransformInputs.Width, TransformInputs.Height);

    [Benchmark(OperationsPerInvoke = Tiles)]
    public void LensBoundsOfManyTiles()
    {
        for (int i = 0; i < boxes.Length; i++)
            boxes[i] = TileBounds.DeriveAsServer(lens, TransformInputs.Width, TransformInputs.Height);
    }

    [Benchmark(OperationsPerInvoke = Tiles)]
    public void LensBoundsOfManyTilesOnAllCores() =>
        Parallel.For(0, boxes.Length, i => boxes[i] = TileBounds.DeriveAsServer(lens, TransformInputs.Width, TransformInputs.Height));

    [Benchmark]
    public TransformMesh LensMesh() => new(lens, TransformInputs.Width, TransformInputs.Height);

    [Benchmark(OperationsPerInvoke = Points)]
    public int MeshInverse()
    {
        int found = 0;
        foreach (Point2D point in world)
            found += mesh.TryInvert(point, out _) ? 1 : 0;

        return found;
    }

    [Benchmark(OperationsPerInvoke = Points)]
    public int AccurateInverse()
    {
        int found = 0;
        foreach (Point2D point in world)
            found += inverter.TryInvert(point, out _) ? 1 : 0;

        return found;
    }
}
