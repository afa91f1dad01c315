namespace Render.Transforms;

/// <summary>A grid of affine maps over a part of the world. Between the centres of its cells they are interpolated, beyond them the border repeats.</summary>
public sealed class AffineWarpField
{
    private const int Planes = 6;

    private readonly double[] values;

    // The six numbers of a cell side by side: m00 m10 m01 m11 m02 m12.
    private readonly double[] cells;

    /// <summary>Makes a warp field.</summary>
    /// <param name="offset">The upper left corner of the grid in world pixels.</param>
    /// <param name="width">Width of the grid in world pixels.</param>
    /// <param name="height">Height of the grid in world pixels.</param>
    /// <param name="rows">The number of rows of cells.</param>
    /// <param name="columns">The number of columns of cells.</param>
    /// <param name="interpolation">What lies between the centres of cells.</param>
    /// <param name="values">Six planes, m00 m10 m01 m11 m02 m12, each of them row by row.</param>
    /// <exception cref="ArgumentException">There are not 6 rows columns values.</exception>
    public AffineWarpField(
        Point2D offset, double width, double height, int rows, int columns, WarpFieldInterpolation interpolation, ReadOnlySpan<double> values)
        : this(offset, width, height, rows, columns, interpolation, values.ToArray())
    {
    }

    internal AffineWarpField(
        Point2D offset, double width, double height, int rows, int columns, WarpFieldInterpolation interpolation, double[] values)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        if (values.LongLength != (long)Planes * rows * columns)
            throw new ArgumentException($"A warp field of {rows} x {columns} cells has {(long)Planes * rows * columns} values, not {values.Length}.", nameof(values));

        Offset = offset;
        Width = width;
        Height = height;
        Rows = rows;
        Columns = columns;
        Interpolation = interpolation;
        this.values = values;
        cells = new double[values.Length];
        int count = rows * columns;
        for (int cell = 0; cell < count; cell++)
        {
            for (int plane = 0; plane < Planes; plane++)
                cells[cell * Planes + plane] = values[plane * count + cell];
        }
    }

    /// <summary>The upper left corner of the grid in world pixels.</summary>
    public Point2D Offset { get; }

    /// <summary>Width of the grid in world pixels.</summary>
    public double Width { get; }

    /// <summary>Height of the grid in world pixels.</summary>
    public double Height { get; }

    /// <summary>The number of rows of cells.</summary>
    public int Rows { get; }

    /// <summary>The number of columns of cells.</summary>
    public int Columns { get; }

    /// <summary>What lies between the centres of cells.</summary>
    public WarpFieldInterpolation Interpolation { get; }

    /// <summary>Six planes, m00 m10 m01 m11 m02 m12, each of them row by row.</summary>
    public ReadOnlySpan<double> Values => values;

    /// <summary>The affine map at a location.</summary>
    /// <param name="point">A location in world pixels.</param>
    /// <returns>The map, which is to be applied to the location itself.</returns>
    public AffineMatrix At(Point2D point)
    {
        Span<double> m = stackalloc double[Planes];
        Interpolate(point, m);
        return new AffineMatrix(m[0], m[1], m[2], m[3], m[4], m[5]);
    }

    // Without an AffineMatrix, which would be an object for each point.
    internal Point2D Apply(Point2D point)
    {
        Span<double> m = stackalloc double[Planes];
        Interpolate(point, m);
        return new Point2D(point.X * m[0] + point.Y * m[2] + m[4], point.X * m[1] + point.Y * m[3] + m[5]);
    }

    private void Interpolate(Point2D point, Span<double> matrix)
    {
        double across = (point.X - Offset.X) / (Width / Columns) - 0.5;
        double down = (point.Y - Offset.Y) / (Height / Rows) - 0.5;
        if (Interpolation == WarpFieldInterpolation.Nearest)
        {
            Cell(Math.Floor(across + 0.5), Math.Floor(down + 0.5)).CopyTo(matrix);
            return;
        }

        double left = Math.Floor(across);
        double upper = Math.Floor(down);
        double shareX = across - left;
        double shareY = down - upper;
        ReadOnlySpan<double> upperLeft = Cell(left, upper);
        ReadOnlySpan<double> upperRight = Cell(left + 1, upper);
        ReadOnlySpan<double> lowerLeft = Cell(left, upper + 1);
        ReadOnlySpan<double> lowerRight = Cell(left + 1, upper + 1);
        for (int i = 0; i < Planes; i++)
        {
            matrix[i] = (upperLeft[i] * (1 - shareX) + upperRight[i] * shareX) * (1 - shareY)
                + (lowerLeft[i] * (1 - shareX) + lowerRight[i] * shareX) * shareY;
        }
    }

    // The comparison sends NaN to the first cell.
    private ReadOnlySpan<double> Cell(double column, double row)
    {
        int x = column > 0 ? (int)Math.Min(column, Columns - 1) : 0;
        int y = row > 0 ? (int)Math.Min(row, Rows - 1) : 0;
        return cells.AsSpan((y * Columns + x) * Planes, Planes);
    }
}
