using System.Text;

namespace Render.Transforms;

/// <summary>
/// A grid of affine maps, render's AffineWarpFieldTransform. The data string is <c>offsetX offsetY width height rows columns interpolator encoding</c>
/// and the values: six planes m00 m10 m01 m11 m02 m12, row by row, in base64 or as plain numbers.
/// </summary>
/// <remarks>
/// Of imglib2's interpolators, the linear and the nearest neighbour one are known. As in the server, any encoding but <c>base64</c> means plain
/// numbers.
/// </remarks>
[MpicbgTransform("org.janelia.alignment.transform.AffineWarpFieldTransform")]
public sealed partial class AffineWarpFieldTransform : LeafTransform<AffineWarpField>
{
    // From so many values on they are written in base64.
    private const int PlainValues = 64;

    private const string LinearFactory = "net.imglib2.interpolation.randomaccess.NLinearInterpolatorFactory";
    private const string NearestFactory = "net.imglib2.interpolation.randomaccess.NearestNeighborInterpolatorFactory";

    /// <summary>Makes a transform of a warp field.</summary>
    /// <param name="field">The grid of affine maps.</param>
    public AffineWarpFieldTransform(AffineWarpField field)
        : base(field)
    {
    }

    /// <summary>The grid of affine maps.</summary>
    /// <exception cref="TransformDataException">The data string cannot be parsed.</exception>
    public AffineWarpField Field => Parameters;

    /// <inheritdoc/>
    public override Point2D Apply(Point2D point) => Parameters.Apply(point);

    /// <inheritdoc/>
    protected override void ApplyCore(ReadOnlySpan<Point2D> source, Span<Point2D> destination)
    {
        AffineWarpField field = Parameters;
        for (int i = 0; i < source.Length; i++)
            destination[i] = field.Apply(source[i]);
    }

    /// <inheritdoc/>
    protected override AffineWarpField Parse(ref DataStringReader data)
    {
        var offset = new Point2D(data.ReadDouble("offsetX"), data.ReadDouble("offsetY"));
        double width = data.ReadDouble("width");
        double height = data.ReadDouble("height");
        int rows = data.ReadInt32("the number of rows");
        int columns = data.ReadInt32("the number of columns");
        if (rows < 1 || columns < 1)
            throw data.Error($"at least one row and column, not {rows} x {columns}");

        WarpFieldInterpolation interpolation = ReadInterpolation(ref data);
        bool isBase64 = data.ReadToken("the encoding").SequenceEqual("base64"u8);
        UInt128 count = 6 * (UInt128)rows * (UInt128)columns;
        if (count > int.MaxValue || (!isBase64 && data.Count != (int)count))
            throw data.Error($"{count} values for {rows} x {columns} cells, not {data.Count}");

        if (isBase64)
        {
            double[] decoded = DoubleBlock.Decode(in data, data.ReadToken("the block of values"), (long)count, "the values");
            return new AffineWarpField(offset, width, height, rows, columns, interpolation, decoded);
        }

        double[] values = new double[(int)count];
        data.ReadDoubles(values, "a value");
        return new AffineWarpField(offset, width, height, rows, columns, interpolation, values);
    }

    /// <inheritdoc/>
    protected override void Format(AffineWarpField parameters, DataStringWriter data)
    {
        data.Write([parameters.Offset.X, parameters.Offset.Y, parameters.Width, parameters.Height]);
        data.Write(parameters.Rows);
        data.Write(parameters.Columns);
        data.Write(parameters.Interpolation == WarpFieldInterpolation.Linear ? LinearFactory : NearestFactory);
        if (parameters.Values.Length < PlainValues)
        {
            data.Write("none"u8);
            data.Write(parameters.Values);
        }
        else
        {
            data.Write("base64"u8);
            data.Write(DoubleBlock.Encode(parameters.Values));
        }
    }

    private static WarpFieldInterpolation ReadInterpolation(ref DataStringReader data)
    {
        ReadOnlySpan<byte> token = data.ReadToken("the interpolator");
        return Encoding.UTF8.GetString(token) switch
        {
            LinearFactory => WarpFieldInterpolation.Linear,
            NearestFactory => WarpFieldInterpolation.Nearest,
            _ => throw data.Error(token, $"{LinearFactory} or {NearestFactory}"),
        };
    }
}
