namespace Render.Transforms.Tests;

/// <summary>Formulas over lanes: every width gives the same numbers.</summary>
public sealed class VectorTests
{
    public static TheoryData<string, string> Transforms => new()
    {
        { "mpicbg.trakem2.transform.AffineModel2D", "0.99 0.02 -0.03 1.01 12345.6 -6543.2" },
        { "mpicbg.trakem2.transform.HomographyModel2D", "0.99 0.01 1234.5 -0.01 1.01 -987.25 1E-5 -2E-5 1" },
        { "mpicbg.trakem2.transform.PolynomialTransform2D", "1 1.01 0.02 1E-6 2E-6 3E-6 1E-9 2E-9 3E-9 4E-9 -1 0.02 0.99 -1E-6 2E-6 -3E-6 1E-9 -2E-9 3E-9 -4E-9" },
        { "mpicbg.trakem2.transform.MovingLeastSquaresTransform2", "affine 2 1.5 0 0 1 2 1 500 10 510 20 2 30 600 20 590 1 700 700 710 695 0.5" },
        { "mpicbg.trakem2.transform.MovingLeastSquaresTransform", "rigid 2 1 0 0 1 2 1 500 10 510 20 2 30 600 20 590 1" },
        { "org.janelia.alignment.transform.StageCreepCorrectionTransform", "-9.7,262.5,-9.7,2500.0,1" },
        { "org.janelia.alignment.transform.StageCreepCorrectionTransform", "200,50,10,400,0" },
        { "org.janelia.alignment.transform.SEMDistortionTransformA", "19.4,64.8,24.4,972.0,0" },
    };

    [Theory]
    [MemberData(nameof(Transforms))]
    public void Points_in_bulk_go_where_single_points_go(string className, string dataString)
    {
        TransformSpec transform = Golden.Leaf(className, dataString);
        for (int count = 0; count < 40; count++)
        {
            Point2D[] points = [.. Enumerable.Range(0, count).Select(i => new Point2D(i * 17.3, i * 31.7 - 100))];
            Point2D[] bulk = new Point2D[count];
            transform.Apply(points, bulk);
            Assert.Equal(points.Select(transform.Apply), bulk);
            transform.Apply(points, points);
            Assert.Equal(bulk, points);
        }
    }

    [Fact]
    public void The_fast_logarithm_is_as_exact_as_a_double_allows()
    {
        var random = new Random(3);
        for (int i = 0; i < 200_000; i++)
        {
            double x = Math.Pow(10, random.NextDouble() * 40 - 16) * (1 + random.NextDouble());
            double expected = Math.Log(x);
            Assert.Equal(expected, FastLogarithm.Of(new Lane1(x)).Value, 4e-16 * Math.Max(1, Math.Abs(expected)));
        }
    }
}
