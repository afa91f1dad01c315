using System.Buffers;

namespace Render.Transforms;

/// <summary>Where a tile lies in the world.</summary>
public static class TileBoundingBox
{
    /// <summary>The <c>meshCellSize</c> in pixels of a tile that has none.</summary>
    public const double DefaultMeshCellSize = 64;

    // Lines of samples across the tile in both directions: a map that does not fold takes its extremes on the border, others may not.
    private const int InnerLines = 4;

    /// <summary>
    /// The bounds that the server derives and stores. They are whole numbers, rounded towards zero: they can miss the tile by a pixel, and they
    /// stop at the range of 32 bits. For bounds that hold the tile, take <see cref="DeriveContaining"/>.
    /// </summary>
    /// <remarks>
    /// The border of the tile is sampled about every <paramref name="meshCellSize"/> pixels. Samples that are not numbers do not count; if no
    /// sample counts, the minimum is 2147483647 and the maximum -1.
    /// </remarks>
    /// <param name="transform">The transform of the tile without references, or null for none.</param>
    /// <param name="width">Width of the tile in pixels.</param>
    /// <param name="height">Height of the tile in pixels.</param>
    /// <param name="meshCellSize">About the distance of samples in pixels.</param>
    /// <returns>The bounds in world pixels.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Width, height or cell size is not a positive number, or they ask for too many samples.</exception>
    /// <inheritdoc cref="TransformSpec.Apply(Point2D)" path="/exception"/>
    public static BoundingBox DeriveAsServer(TransformSpec? transform, double width, double height, double meshCellSize = DefaultMeshCellSize)
    {
        TileGrid.Check(width, height, meshCellSize);
        Extent extent = new();
        if (OnlyTransform(transform) is IAffineTransform affine)
            AddCorners(ref extent, affine.Matrix, width, height);
        else
            AddBorder(ref extent, transform, width, height, meshCellSize);

        return ToServerBox(extent);
    }

    /// <summary>Bounds that really contain the tile, all of its pixels from 0 to width and height, as tightly as samples can tell.</summary>
    /// <remarks>
    /// Exact for affine transforms. Otherwise the border and a part of the inside are sampled; between samples, coordinates are taken to exceed the
    /// samples by no more than a quarter of their second difference, twice of what a parabola does. The bounds are not rounded, and points that are not
    /// numbers do not count.
    /// </remarks>
    /// <param name="transform">The transform of the tile without references, or null for none.</param>
    /// <param name="width">Width of the tile in pixels.</param>
    /// <param name="height">Height of the tile in pixels.</param>
    /// <param name="meshCellSize">About the distance of samples in pixels.</param>
    /// <returns>The bounds in world pixels.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Width, height or cell size is not a positive number, or they ask for too many samples.</exception>
    /// <inheritdoc cref="TransformSpec.Apply(Point2D)" path="/exception"/>
    public static BoundingBox DeriveContaining(TransformSpec? transform, double width, double height, double meshCellSize = DefaultMeshCellSize)
    {
        TileGrid.Check(width, height, meshCellSize);
        Extent extent = new();
        if (transform is null || OnlyTransform(transform) is IAffineTransform or ListTransform { Items: [] })
        {
            Span<Point2D> corners = [new(0, 0), new(width, 0), new(0, height), new(width, height)];
            transform?.Apply(corners, corners);
            extent.Add(corners);
            return new BoundingBox(extent.MinX, extent.MinY, extent.MaxX, extent.MaxY);
        }

        int columns = TileGrid.SampleCount(width, meshCellSize) + 1;
        int rows = TileGrid.SampleCount(height, meshCellSize) + 1;
        double overshootX = 0;
        double overshootY = 0;
        Point2D[] rented = ArrayPool<Point2D>.Shared.Rent(Math.Max(columns, rows));
        for (int i = 0; i <= InnerLines; i++)
        {
            double share = (double)i / InnerLines;
            Span<Point2D> row = rented.AsSpan(0, columns);
            for (int k = 0; k < columns; k++)
                row[k] = new Point2D(width * k / (columns - 1), height * share);

            AddLine(ref extent, transform, row, ref overshootX, ref overshootY);
            Span<Point2D> column = rented.AsSpan(0, rows);
            for (int k = 0; k < rows; k++)
                column[k] = new Point2D(width * share, height * k / (rows - 1));

            AddLine(ref extent, transform, column, ref overshootX, ref overshootY);
        }

        ArrayPool<Point2D>.Shared.Return(rented);
        return new BoundingBox(extent.MinX - overshootX, extent.MinY - overshootY, extent.MaxX + overshootX, extent.MaxY + overshootY);
    }

    private static void AddLine(ref Extent extent, TransformSpec transform, Span<Point2D> line, ref double overshootX, ref double overshootY)
    {
        transform.Apply(line, line);
        extent.Add(line);
        for (int k = 1; k < line.Length - 1; k++)
        {
            overshootX = Math.Max(overshootX, Math.Abs(line[k - 1].X - 2 * line[k].X + line[k + 1].X) / 4);
            overshootY = Math.Max(overshootY, Math.Abs(line[k - 1].Y - 2 * line[k].Y + line[k + 1].Y) / 4);
        }
    }

    internal static BoundingBox ToServerBox(Extent extent)
    {
        double minX = ToInt32(extent.MinX);
        double minY = ToInt32(extent.MinY);
        return new BoundingBox(
            minX,
            minY,
            minX + ToInt32(Math.Ceiling(extent.MaxX - extent.MinX)),
            minY + ToInt32(Math.Ceiling(extent.MaxY - extent.MinY)));
    }

    private static TransformSpec? OnlyTransform(TransformSpec? transform)
    {
        while (transform is ListTransform { Items: [var only] })
            transform = only;

        return transform;
    }

    // An affine map, rounding included, grows or falls along each border, so that its extremes are at the ends of the samples.
    private static void AddCorners(ref Extent extent, AffineMatrix matrix, double width, double height)
    {
        Span<Point2D> corners =
        [
            new(0, 0), new(width - 1, 0), new(0, height), new(width - 1, height),
            new(0, height - 1), new(width, 0), new(width, height - 1),
        ];
        matrix.Apply(corners, corners);
        extent.Add(corners);
    }

    private static void AddBorder(ref Extent extent, TransformSpec? transform, double width, double height, double meshCellSize)
    {
        int columns = TileGrid.SampleCount(width, meshCellSize);
        int rows = TileGrid.SampleCount(height, meshCellSize);
        int count = 2 * (columns + rows);
        Point2D[] rented = ArrayPool<Point2D>.Shared.Rent(count);
        Span<Point2D> border = rented.AsSpan(0, count);
        for (int i = 0; i < columns; i++)
        {
            double x = i * (width - 1) / (columns - 1);
            border[2 * i] = new Point2D(x, 0);
            border[2 * i + 1] = new Point2D(x, height);
        }

        Span<Point2D> sides = border[(2 * columns)..];
        for (int i = 0; i < rows; i++)
        {
            double y = i * (height - 1) / (rows - 1);
            sides[2 * i] = new Point2D(0, y);
            sides[2 * i + 1] = new Point2D(width, y);
        }

        transform?.Apply(border, border);
        extent.Add(border);
        ArrayPool<Point2D>.Shared.Return(rented);
    }

    // Numbers beyond the range of an int become its ends, in all versions of the runtime.
    private static int ToInt32(double value) => value >= int.MaxValue ? int.MaxValue : value <= int.MinValue ? int.MinValue : (int)value;
}
