namespace Render.Transforms.Tests;

/// <summary>Nothing is allocated per point, and nothing per tile but what the caller keeps.</summary>
public sealed class AllocationTests
{
    private const int Many = 20_000;

    public static TheoryData<string> Classes => GoldenTransformTests.Classes;

    [Theory]
    [MemberData(nameof(Classes))]
    public void Mapping_points_allocates_nothing_per_point(string name)
    {
        var leaf = FirstLeaf(name);
        Point2D[] points = Points(Many);
        for (int warmUp = 0; warmUp < 3; warmUp++)
            leaf.Apply(points, points);

        long few = Allocated(() => leaf.Apply(points.AsSpan(0, 100), points));
        long many = Allocated(() => leaf.Apply(points, points));

        Assert.Equal(few, many);
        if (leaf is IInvertibleTransform invertible)
        {
            invertible.ApplyInverse(points, points);
            few = Allocated(() => invertible.ApplyInverse(points.AsSpan(0, 100), points));
            many = Allocated(() => invertible.ApplyInverse(points, points));
            Assert.Equal(few, many);
        }
    }

    [Fact]
    public void Going_back_allocates_nothing_per_point()
    {
        var tile = new ListTransform(FirstLeaf("transforms/PolynomialTransform2D"), new AffineModel2D(1, 0.1, -0.1, 1, 100, 200));
        var mesh = new TransformMesh(tile, 2560, 2160);
        var inverter = new TransformInverter(tile, 2560, 2160);
        Point2D[] points = Points(Many);
        GoBack();

        Assert.Equal(0, Allocated(GoBack));

        void GoBack()
        {
            foreach (Point2D point in points)
            {
                mesh.TryInvert(point, out _);
                inverter.TryInvert(point, out _);
            }
        }
    }

    [Fact]
    public void Deriving_bounds_allocates_nothing_per_tile()
    {
        var tile = new ListTransform(FirstLeaf("transforms/PolynomialTransform2D"), new AffineModel2D(1, 0.1, -0.1, 1, 100, 200));
        Derive();

        Assert.Equal(0, Allocated(Derive));

        void Derive()
        {
            for (int i = 0; i < 100; i++)
            {
                TileBoundingBox.DeriveAsServer(tile, 2560, 2160);
                TileBoundingBox.DeriveContaining(tile, 2560, 2160);
            }
        }
    }

    private static TransformSpec FirstLeaf(string name)
    {
        var file = Golden.Read($"{name}.json");
        return Golden.Leaf(file.GetProperty("className").GetString()!, file.GetProperty("cases")[0].GetProperty("dataString").GetString());
    }

    private static Point2D[] Points(int count) => [.. Enumerable.Range(0, count).Select(i => new Point2D(i % 2500, i * 7 % 2100))];

    private static long Allocated(Action work)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        work();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
