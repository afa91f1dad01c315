using System.Text;
using CsCheck;

namespace Render.Transforms.Tests;

/// <summary>Data strings come from files and networks: whatever they hold, the answer is a transform or one clear refusal.</summary>
public sealed class SafetyTests
{
    private static readonly string[] ClassNames = [.. Render.Transforms.Fuzz.TransformTarget.ClassNames];

    // Pieces of which nearly right data strings are made.
    private static readonly Gen<string> Token = OneOf(
        "0", "1", "2", "3", "-1", "1e308", "-0.0", "NaN", "Infinity", "1d", "0x1.8p1", "2147483647", "99999999999", "0.5", "", "null", "affine", "rigid",
        "translation", "similarity", "base64", "none", "@AAAAAAAAAAA=", "eJxjYKAtAAAAYAAB", "ThinPlateSplineR2LogR", "!!!!", "\t", "é", "@", "=",
        "net.imglib2.interpolation.randomaccess.NLinearInterpolatorFactory");

    private static readonly Gen<string> DataString =
        Gen.Select(Token.Array[0, 40], OneOf(" ", "  ", ",", "\n"), (tokens, separator) => string.Join(separator, tokens));

    [Fact]
    public void Any_text_is_parsed_or_refused_and_never_costs_more_than_a_small_multiple_of_itself() =>
        Gen.Select(OneOf(ClassNames), DataString).Sample((className, dataString) =>
        {
            TransformSpec transform = Golden.Leaf(className, dataString);
            long before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                transform.Apply(new Point2D(3, 4));
                transform.Apply([new Point2D(1, 2), default, new Point2D(double.NaN, double.PositiveInfinity)], new Point2D[3]);
            }
            catch (TransformDataException exception)
            {
                Assert.Equal(className, exception.ClassName);
            }

            Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1_000_000, $"{dataString} costs too much");
        });

    [Theory]
    [InlineData("mpicbg.trakem2.transform.ThinPlateSplineTransform", "x 2 2147483647 null eJxjYKAtAAAAYAAB")]
    [InlineData("mpicbg.trakem2.transform.ThinPlateSplineTransform", "x 2 2147483647 null @AAAA")]
    [InlineData("mpicbg.trakem2.transform.ThinPlateSplineTransform", "x 2 -5 null @AAAA")]
    [InlineData("mpicbg.trakem2.transform.NonLinearCoordinateTransform", "2147483647 2147483647 1 1 1 1")]
    [InlineData("org.janelia.alignment.transform.AffineWarpFieldTransform", "0 0 1 1 2147483647 2147483647 net.imglib2.interpolation.randomaccess.NLinearInterpolatorFactory base64 eJxjYKAtAAAAYAAB")]
    [InlineData("bunwarpj.trakem2.transform.CubicBSplineTransform", "10 10 2147483647 1 2 3")]
    public void Counts_are_checked_before_anything_is_allocated_for_them(string className, string dataString)
    {
        TransformSpec transform = Golden.Leaf(className, dataString);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<TransformDataException>(transform.Validate);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1_000_000);
    }

    [Fact]
    public void A_block_that_inflates_beyond_what_is_asked_for_is_not_inflated()
    {
        using var bomb = new MemoryStream();
        using (var zlib = new System.IO.Compression.ZLibStream(bomb, System.IO.Compression.CompressionLevel.SmallestSize, leaveOpen: true))
            zlib.Write(new byte[100_000_000]);

        string dataString = $"x 2 3 null {Convert.ToBase64String(bomb.ToArray())}";
        TransformSpec transform = Golden.Leaf("mpicbg.trakem2.transform.ThinPlateSplineTransform", dataString);
        long before = GC.GetAllocatedBytesForCurrentThread();
        transform.Validate();
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 5 * dataString.Length);
    }

    [Fact]
    public void A_block_that_inflates_to_more_than_text_of_its_length_holds_is_refused_though_it_is_asked_for()
    {
        using var bomb = new MemoryStream();
        using (var zlib = new System.IO.Compression.ZLibStream(bomb, System.IO.Compression.CompressionLevel.SmallestSize, leaveOpen: true))
            zlib.Write(new byte[32 * 3_000_000]);

        string dataString = $"x 2 3000000 null {Convert.ToBase64String(bomb.ToArray())}";
        TransformSpec transform = Golden.Leaf("mpicbg.trakem2.transform.ThinPlateSplineTransform", dataString);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Contains("longer block", Assert.Throws<TransformDataException>(transform.Validate).Message, StringComparison.Ordinal);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 5 * dataString.Length);
    }

    [Fact]
    public void A_spline_of_ten_thousand_control_points_without_weights_is_none_too_many()
    {
        double[] grid = new double[40_000];
        for (int i = 0; i < 20_000; i++)
            grid[i] = i % 2 == 0 ? i / 200 * 64 : i % 200 * 32;

        var spline = new ThinPlateSplineTransform(new ThinPlateSpline(grid, null));
        var again = (ThinPlateSplineTransform)Golden.Leaf("mpicbg.trakem2.transform.ThinPlateSplineTransform", spline.DataString);
        Assert.Equal(grid, again.Spline.PointsAndWeights.ToArray());
    }

    [Fact]
    public void What_is_written_is_read_back_as_the_same_numbers() =>
        Gen.Select(Gen.Double, Gen.Double, Gen.Double, Gen.Double, Gen.Double, Gen.Double).Sample((a, b, c, d, e, f) =>
        {
            var written = new AffineModel2D(a, b, c, d, e, f);
            Assert.Equal(written.Matrix, ((AffineModel2D)Golden.Leaf(ClassNames[0], written.DataString)).Matrix);
            var homography = new HomographyModel2D(new HomographyMatrix(a, b, c, d, e, f, a, b, c));
            Assert.Equal(homography.Matrix, ((HomographyModel2D)Golden.Leaf(ClassNames[4], homography.DataString)).Matrix);
            var shift = new TranslationModel2D(a, b);
            Assert.Equal(shift.Matrix, ((TranslationModel2D)Golden.Leaf(ClassNames[3], shift.DataString)).WithFullPrecision().Matrix);
        });

    [Fact]
    public void Numbers_are_written_as_Java_writes_them_and_never_longer_than_needed() =>
        Gen.Double.Sample(value =>
        {
            Span<byte> text = stackalloc byte[JavaNumber.MaximumLength];
            int length = JavaNumber.Format(value, text);
            Assert.True(JavaNumber.TryParseDouble(text[..length], out double back));
            Assert.Equal(value, back);
            string written = Encoding.ASCII.GetString(text[..length]);
            Assert.True(!double.IsFinite(value) || written.Contains('.', StringComparison.Ordinal), written);
        });

    [Theory]
    [InlineData("0x1p-1074", double.Epsilon)]
    [InlineData("0x0.8p-1074", 0)]
    [InlineData("0x1.8p-1074", 2 * double.Epsilon)]
    [InlineData("0x1.fffffffffffff8p1023", double.PositiveInfinity)]
    [InlineData("0x1.fffffffffffff7p1023", double.MaxValue)]
    [InlineData("-0X.8P1f", -1)]
    [InlineData("0x123456789abcdef01p0", 20988295479420645121.0)]
    [InlineData(" 1.5D ", 1.5)]
    public void Unusual_numbers_are_read_as_in_Java(string text, double expected)
    {
        Assert.True(JavaNumber.TryParseDouble(Encoding.ASCII.GetBytes(text), out double value));
        Assert.Equal(expected, value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("nan")]
    [InlineData("inf")]
    [InlineData("infinity")]
    [InlineData("NaNd")]
    [InlineData("1L")]
    [InlineData("1_000")]
    [InlineData("1,5")]
    [InlineData("1dd")]
    [InlineData("d")]
    [InlineData("1e")]
    [InlineData("0x1")]
    [InlineData("0xp1")]
    [InlineData("0x1p")]
    [InlineData("+-1")]
    [InlineData(".")]
    [InlineData(".e1")]
    [InlineData("(1)")]
    public void What_is_no_number_in_Java_is_none_here(string text)
    {
        Assert.False(JavaNumber.TryParseDouble(Encoding.ASCII.GetBytes(text), out _));
        Assert.False(JavaNumber.TryParseSingle(Encoding.ASCII.GetBytes(text), out _));
    }

    [Fact]
    public void Single_precision_rounds_once()
    {
        // Halfway between two floats but for its last digit: rounded to double first, it would fall to the even one.
        Assert.True(JavaNumber.TryParseSingle("1.00000005960464477540"u8, out float value));
        Assert.Equal(1.0000001f, value);
    }

    [Fact]
    public void Rounding_is_offered_both_ways()
    {
        var read = (TranslationModel2D)Golden.Leaf(ClassNames[3], "1000000.03 -16777217");
        Assert.Equal(1000000.0, read.Tx);
        Assert.Equal(1000000.03, read.WithFullPrecision().Tx);
        var made = new RigidModel2D(0.1, 1000000.03, 0) { Id = "r" };
        Assert.Equal(1000000.03, made.Matrix.M02);
        Assert.Equal(1000000.0, made.WithServerRounding().Matrix.M02);
        Assert.Equal("r", made.WithServerRounding().Id);
    }

    private static Gen<string> OneOf(params string[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);
}
