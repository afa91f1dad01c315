using System.IO.Compression;
using System.Text;
using System.Text.Json;

namespace Render.Transforms.Fuzz;

/// <summary>
/// Takes bytes as files and networks might bring them through everything that reads them. What it throws is a defect: whatever the bytes are, the
/// answer is a transform, which is written and read back as itself, or one of the documented refusals.
/// </summary>
/// <remarks>
/// The first byte says what the others are: <c>{</c> begins the JSON of a transform; <c>z</c> is followed by the number of control points of a spline
/// (4 bytes, little endian) and the bare bytes of its block, to which the target gives a right checksum; <c>A</c> to <c>R</c> stand for the classes in
/// their order here, and are followed by a data string.
/// </remarks>
public static class TransformTarget
{
    private const string Spline = "mpicbg.trakem2.transform.ThinPlateSplineTransform";
    private const string WarpField = "org.janelia.alignment.transform.AffineWarpFieldTransform";

    private static readonly Point2D[] Points =
        [new(0, 0), new(3, 4), new(-17.5, 1e6), new(2559, 2159), new(double.NaN, 1), new(double.PositiveInfinity, double.NegativeInfinity)];

    /// <summary>All classes with a data string.</summary>
    public static IReadOnlyList<string> ClassNames { get; } =
    [
        "mpicbg.trakem2.transform.AffineModel2D", "mpicbg.trakem2.transform.RigidModel2D", "mpicbg.trakem2.transform.SimilarityModel2D",
        "mpicbg.trakem2.transform.TranslationModel2D", "mpicbg.trakem2.transform.HomographyModel2D", "mpicbg.trakem2.transform.PolynomialTransform2D",
        "mpicbg.trakem2.transform.NonLinearCoordinateTransform", "lenscorrection.NonLinearTransform", Spline,
        "mpicbg.trakem2.transform.MovingLeastSquaresTransform", "mpicbg.trakem2.transform.MovingLeastSquaresTransform2", WarpField,
        "org.janelia.alignment.transform.SEMDistortionTransformA", "org.janelia.alignment.transform.ExponentialFunctionOffsetTransform",
        "org.janelia.alignment.transform.ExponentialRecoveryOffsetTransform", "bunwarpj.trakem2.transform.CubicBSplineTransform",
        "org.janelia.alignment.transform.StageCreepCorrectionTransform",
        "org.janelia.alignment.transform.ExponentialFunctionOffsetTransformWithWrongSign",
    ];

    /// <summary>The input that stands for a data string.</summary>
    public static byte[] Input(string className, string dataString) =>
        [(byte)('A' + ClassNames.ToList().IndexOf(className)), .. Encoding.UTF8.GetBytes(dataString)];

    /// <summary>Reads, applies, writes and reads back.</summary>
    /// <param name="input">Any bytes.</param>
    public static void Run(ReadOnlySpan<byte> input)
    {
        switch (input)
        {
            case []:
                return;
            case [(byte)'{', ..]:
                RunJson(input);
                return;
            case [(byte)'z', var a, var b, var c, var d, .. var block]:
                RunDataString(Spline, $"ThinPlateSplineR2LogR 2 {a | (b << 8) | (c << 16) | (d << 24)} null {Deflate(block)}");
                return;
            default:
                RunDataString(ClassNames[((input[0] - 'A') & 0xff) % ClassNames.Count], Encoding.UTF8.GetString(input[1..]));
                return;
        }
    }

    private static void RunDataString(string className, string dataString)
    {
        TransformSpec transform = Leaf(className, dataString);
        long limit = className is Spline or WarpField ? 4_000_000 + 400L * dataString.Length : 20_000 + 100L * dataString.Length;
        long before = GC.GetAllocatedBytesForCurrentThread();
        bool isValid = IsValid(transform);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Demand(allocated <= limit, $"parsing {dataString.Length} characters allocates {allocated} bytes");
        if (isValid)
            Use((LeafTransform)transform);
    }

    private static void RunJson(ReadOnlySpan<byte> json)
    {
        TransformSpec transform;
        try
        {
            transform = Read(json);
        }
        catch (JsonException)
        {
            return;
        }

        byte[] written = Write(transform);
        Demand(Write(Read(written)).AsSpan().SequenceEqual(written), "what is written is read back as something else");
        try
        {
            transform.CollectReferences([]);
            foreach (LeafTransform leaf in transform.Resolve(new Dictionary<string, TransformSpec>()).Flatten().OfType<LeafTransform>())
            {
                if (IsValid(leaf))
                    Use(leaf);
            }
        }
        catch (UnresolvedReferenceException)
        {
        }
    }

    private static void Use(LeafTransform transform)
    {
        Point2D[] bulk = new Point2D[Points.Length];
        transform.Apply(Points, bulk);

        string canonical = transform.ToCanonicalDataString();
        LeafTransform again = Leaf(transform.ClassName!, canonical);
        Demand(IsValid(again), $"the canonical form '{canonical}' is refused");

        // An angle of more than half a turn is written as the server does, normalised, and then loses its last bits to single precision.
        if (transform is RigidModel2D { Theta: not (> -Math.PI and < Math.PI) })
            return;

        Demand(again.ToCanonicalDataString() == canonical, $"'{canonical}' is written as '{again.ToCanonicalDataString()}'");
        foreach (Point2D point in Points)
            Demand(again.Apply(point).Equals(transform.Apply(point)), $"'{canonical}' maps {point} elsewhere than '{transform.DataString}'");
    }

    private static bool IsValid(TransformSpec transform)
    {
        try
        {
            transform.Validate();
            return true;
        }
        catch (TransformDataException)
        {
            return false;
        }
        catch (UnknownTransformException)
        {
            return false;
        }
    }

    private static LeafTransform Leaf(string className, string dataString)
    {
        using var json = new MemoryStream();
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartObject();
            writer.WriteString("className", className);
            writer.WriteString("dataString", dataString);
            writer.WriteEndObject();
        }

        return (LeafTransform)Read(json.GetBuffer().AsSpan(0, (int)json.Length));
    }

    private static TransformSpec Read(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = int.MaxValue });
        reader.Read();
        return TransformSpecJsonConverter.ReadSpec(ref reader);
    }

    private static byte[] Write(TransformSpec transform)
    {
        using var json = new MemoryStream();
        using (var writer = new Utf8JsonWriter(json))
            TransformSpecJsonConverter.WriteSpec(writer, transform);

        return json.ToArray();
    }

    private static string Deflate(ReadOnlySpan<byte> bytes)
    {
        using var deflated = new MemoryStream();
        using (var zlib = new ZLibStream(deflated, CompressionLevel.Fastest, leaveOpen: true))
            zlib.Write(bytes);

        return Convert.ToBase64String(deflated.GetBuffer(), 0, (int)deflated.Length);
    }

    private static void Demand(bool holds, string failure)
    {
        if (!holds)
            throw new InvalidOperationException(failure);
    }
}
