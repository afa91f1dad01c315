using System.Text.Json;

namespace Render.Transforms.Tests;

/// <summary>Each test is a known error of render-python 2.4.0, which must not come back here. What is expected is what the server computes.</summary>
public sealed class RenderPythonBugTests
{
    private const double RightAngle = Math.PI / 2;

    private static readonly PointMatch[] Square =
        [new(new(0, 0), new(10, 20)), new(new(100, 0), new(110, 20)), new(new(0, 100), new(10, 120)), new(new(100, 100), new(110, 120))];

    [Fact]
    public void A_rigid_transform_that_is_read_rotates_y_too()
    {
        var rigid = (RigidModel2D)Golden.Leaf("mpicbg.trakem2.transform.RigidModel2D", "0 10 5");

        Assert.Equal(new Point2D(11, 7), rigid.Apply(new Point2D(1, 2)));
    }

    [Fact]
    public void The_numbers_of_a_similarity_are_its_matrix_and_not_scale_and_angle()
    {
        var similarity = (SimilarityModel2D)Golden.Leaf("mpicbg.trakem2.transform.SimilarityModel2D", "0 2 10 5");

        Assert.Equal(2, similarity.Scale);
        Assert.Equal(RightAngle, similarity.Theta, 1e-15);
        Assert.Equal(new Point2D(10 - 4, 5 + 2), similarity.Apply(new Point2D(1, 2)));
    }

    [Theory]
    [InlineData("RigidModel2D", "0.5 10 5", 3)]
    [InlineData("SimilarityModel2D", "1 0.5 10 5", 4)]
    [InlineData("TranslationModel2D", "10 5", 2)]
    public void A_model_that_is_read_is_written_with_the_numbers_of_its_class(string name, string dataString, int count)
    {
        var model = (LeafTransform)Golden.Leaf($"mpicbg.trakem2.transform.{name}", dataString);

        Assert.Equal(dataString, model.DataString);
        Assert.Equal(count, model.ToCanonicalDataString().Split(' ').Length);
    }

    [Fact]
    public void Small_numbers_of_an_affine_transform_survive_writing()
    {
        string data = new AffineModel2D(1.2e-11, 0, 0, 1, 0, 0).DataString!;

        Assert.Equal(1.2e-11, ((AffineModel2D)Golden.Leaf("mpicbg.trakem2.transform.AffineModel2D", data)).Matrix.M00);
    }

    [Fact]
    public void A_seventh_number_of_an_affine_transform_is_refused() => Assert.Throws<TransformDataException>(
        Golden.Leaf("mpicbg.trakem2.transform.AffineModel2D", "1 0 0 1 0 0 7").Validate);

    [Fact]
    public void A_mirrored_set_of_matches_is_fitted_by_a_rotation()
    {
        PointMatch[] mirrored = [.. Square[1..].Select(match => new PointMatch(match.P, new Point2D(-match.Q.X, 2 * match.Q.Y)))];

        Assert.Equal(1, RigidModel2D.Estimate(mirrored).Matrix.Determinant, 1e-12);
        Assert.True(SimilarityModel2D.Estimate(mirrored).Matrix.Determinant >= 0);
    }

    [Fact]
    public void Estimates_depend_on_weights()
    {
        PointMatch[] matches = [new(new(0, 0), new(0, 0), 3), new(new(0, 0), new(4, 8), 1)];

        Assert.Equal((1, 2), (TranslationModel2D.Estimate(matches).Tx, TranslationModel2D.Estimate(matches).Ty));
    }

    [Fact]
    public void An_estimated_model_has_its_numbers_everywhere()
    {
        TranslationModel2D translation = TranslationModel2D.Estimate(Square);

        Assert.Equal((10, 20), (translation.Matrix.M02, translation.Matrix.M12));
        Assert.Equal("10.0 20.0", translation.ToCanonicalDataString());
    }

    [Fact]
    public void Too_few_matches_and_matches_on_a_line_are_refused()
    {
        Assert.Throws<NotEnoughMatchesException>(() => TranslationModel2D.Estimate([]));
        Assert.Throws<NotEnoughMatchesException>(() => RigidModel2D.Estimate(Square.AsSpan(0, 1)));
        Assert.Throws<NotEnoughMatchesException>(() => AffineModel2D.Estimate(Square.AsSpan(0, 2)));
        Assert.Throws<IllDefinedMatchesException>(() => AffineModel2D.Estimate([new(new(0, 0), new(0, 0)), new(new(1, 1), new(1, 1)), new(new(2, 2), new(2, 2))]));
    }

    [Fact]
    public void The_second_row_of_a_polynomial_begins_where_the_server_reads_it()
    {
        // Eight numbers are 2 x 4, of which the server takes 2 x 3.
        TransformSpec polynomial = Golden.Leaf("mpicbg.trakem2.transform.PolynomialTransform2D", "1 2 3 4 5 6 7 8");

        Assert.Equal(new Point2D(1 + 2 * 10 + 3 * 100, 4 + 5 * 10 + 6 * 100), polynomial.Apply(new Point2D(10, 100)));
    }

    [Theory]
    [InlineData("mpicbg.trakem2.transform.PolynomialTransform2D", "0  1 0\t0 0 1 ")]
    [InlineData("mpicbg.trakem2.transform.AffineModel2D", "1 0  0 1\t0 0 ")]
    public void Blanks_may_be_doubled(string className, string dataString) =>
        Assert.Equal(new Point2D(3, 4), Golden.Leaf(className, dataString).Apply(new Point2D(3, 4)));

    [Theory]
    [InlineData(3)]
    [InlineData(4)]
    public void Polynomials_of_higher_order_are_estimated_in_pixels(int order)
    {
        var random = new Random(order);
        PointMatch[] matches =
        [
            .. Enumerable.Range(0, 400).Select(_ => new Point2D(random.NextDouble() * 3840, random.NextDouble() * 3840)).Select(p =>
                new PointMatch(p, new Point2D(p.X + 1e-9 * p.X * p.X * p.Y, p.Y - 2e-9 * p.Y * p.Y * p.X + 5))),
        ];

        PolynomialTransform2D polynomial = PolynomialTransform2D.Estimate(matches, order);

        Assert.All(matches, match =>
        {
            Point2D mapped = polynomial.Apply(match.P);
            Assert.Equal(match.Q.X, mapped.X, 1e-6);
            Assert.Equal(match.Q.Y, mapped.Y, 1e-6);
        });
    }

    [Fact]
    public void A_lens_correction_keeps_width_before_height_and_all_digits()
    {
        const string Data = "1 3 1.0000000001 0.0 0.0 1.0 0.0 0.0 0.0 0.0 1.0 1.0 1.0 1.0 2560 2160 ";
        var lens = (NonLinearCoordinateTransform)Golden.Leaf("mpicbg.trakem2.transform.NonLinearCoordinateTransform", Data);

        Assert.Equal((2560, 2160), (lens.Parameters.Width, lens.Parameters.Height));
        Assert.Equal(1.0000000001, lens.Parameters.BetaX.Span[0]);
        Assert.EndsWith("2560 2160 ", lens.ToCanonicalDataString(), StringComparison.Ordinal);
        Assert.Equal("lenscorrection.NonLinearTransform", new LensCorrectionTransform(lens.Parameters).ClassName);
    }

    [Fact]
    public void Nested_lists_count_when_a_chain_is_put_into_one()
    {
        var quadratic = new PolynomialTransform2D([0, 1, 0, 1e-5, 0, 0], [0, 0, 1, 0, 0, 0]);
        var chain = new ListTransform(new AffineModel2D(1, 0, 0, 1, 5, 6), new ListTransform(new ListTransform(quadratic)));
        Point2D[] grid = [.. from x in Enumerable.Range(0, 9) from y in Enumerable.Range(0, 9) select new Point2D(x * 100, y * 100)];

        LeafTransform one = chain.CollapseToOne(grid);

        Assert.IsType<PolynomialTransform2D>(one);
        Assert.All(grid, point => Assert.Equal(chain.Apply(point).X, one.Apply(point).X, 1e-6));
    }

    [Fact]
    public void Points_go_through_interpolated_transforms_and_references()
    {
        var half = new InterpolatedTransform(new TranslationModel2D(0, 0), new ReferenceTransform("far"), 0.5);
        TransformSpec resolved = new ListTransform(half).Resolve(new Dictionary<string, TransformSpec> { ["far"] = new TranslationModel2D(10, 20) });

        Assert.Equal(new Point2D(6, 11), resolved.Apply(new Point2D(1, 1)));
    }

    [Theory]
    [InlineData("""{"type":"ref","id":"a","metaData":{"labels":["lens"]},"refId":"b"}""")]
    [InlineData("""{"type":"interpolated","id":"a","metaData":{"labels":["lens"]},"a":{"type":"ref","refId":"b"},"b":{"type":"ref","refId":"c"},"lambda":0.5}""")]
    public void Ids_and_labels_of_all_kinds_survive(string json)
    {
        TransformSpec transform = Golden.Transform(json);

        string written = JsonSerializer.Serialize(transform, TransformJsonContext.Default.TransformSpec);

        Assert.True(JsonElement.DeepEquals(JsonDocument.Parse(json).RootElement, JsonDocument.Parse(written).RootElement), written);
    }

    [Fact]
    public void A_fault_inside_of_a_known_class_is_not_reported_as_an_unknown_class()
    {
        var fault = Assert.Throws<TransformDataException>(Golden.Leaf("mpicbg.trakem2.transform.AffineModel2D", "1 0 0 1 x 0").Validate);

        Assert.Equal(("mpicbg.trakem2.transform.AffineModel2D", "x"), (fault.ClassName, fault.Token));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Splines_through_one_to_three_points_are_small(int count)
    {
        PointMatch[] matches = Square[..count];

        ThinPlateSplineTransform spline = ThinPlateSplineTransform.Estimate(matches);

        Assert.All(matches, match => Assert.Equal(match.Q.X, spline.Apply(match.P).X, 1e-6));
        Assert.All(matches, match => Assert.Equal(match.Q.Y, spline.Apply(match.P).Y, 1e-6));
        Assert.All(spline.Spline.WeightsX.ToArray(), weight => Assert.InRange(weight, -1, 1));
    }

    [Fact]
    public void Splines_through_points_on_a_line_have_numbers()
    {
        PointMatch[] line = [.. Enumerable.Range(0, 6).Select(i => new PointMatch(new(i * 10, i * 10), new(i * 10 + 3, i * 10 - 4)))];

        ThinPlateSplineTransform spline = ThinPlateSplineTransform.Estimate(line);

        Assert.All(line, match => Assert.Equal(match.Q.X, spline.Apply(match.P).X, 1e-6));
    }

    [Fact]
    public void Splines_are_inverted_to_the_last_digits()
    {
        var spline = ThinPlateSplineTransform.Estimate([.. Square.Append(new PointMatch(new(50, 40), new(62, 58)))]);
        var inverter = new TransformInverter(spline, 100, 100);
        var local = new Point2D(33, 71);

        Assert.True(inverter.TryInvert(spline.Apply(local), out Point2D back));
        Assert.Equal(local.X, back.X, 1e-9);
        Assert.Equal(local.Y, back.Y, 1e-9);
    }

    [Fact]
    public void A_simplified_spline_adds_the_worst_points()
    {
        PointMatch[] matches =
        [
            .. from x in Enumerable.Range(0, 12)
               from y in Enumerable.Range(0, 12)
               let p = new Point2D(x * 100, y * 100)
               select new PointMatch(p, x == 5 && y == 6 ? new Point2D(p.X + 40, p.Y) : p),
        ];

        ThinPlateSpline simple = ThinPlateSpline.Fit(matches).Simplify(tolerance: 1, gridSize: 3, worstPerRound: 1);

        Assert.Contains(new Point2D(500, 600), simple.ControlPoints.ToArray());
        Assert.True(simple.Count < matches.Length);
    }
}
