namespace Render.Transforms;

/// <summary>
/// Maps world pixels back to the pixels of a tile as the server does: through a mesh of triangles, each of them mapped by the affine
/// transform of its corners.
/// </summary>
/// <remarks>
/// The mesh spans 0 to width-1 and 0 to height-1, so that points in the last row and column of pixels have no answer. Triangles are nearly
/// equilateral: rows of nodes lie √3/2 cells apart, and every second row is shifted by half a cell. As in the server, mirrored and
/// collapsed tiles have no answer at all, and a tile without transforms, or one of a single column of pixels, answers what it is asked.
/// Where the transform is not affine, answers are as exact as the triangles are small; <see cref="TransformInverter"/> is accurate.
/// </remarks>
public sealed class TransformMesh
{
    private const int Attempts = 6;
    private const int PieceColumns = 8;

    // Rounding lets a triangle hold what is less than this part of the mesh's size beside it.
    private const double Rounding = 1e-12;

    private readonly int columns;
    private readonly int rows;
    private readonly double stepX;
    private readonly double stepY;
    private readonly bool isIdentity;
    private readonly Point2D[] world = [];
    private readonly BoundingBox bounds;

    // Where the triangles between two rows lie, a few columns at a time: a point beside the tile is not looked for in all of them.
    private readonly BoundingBox[] pieces = [];
    private readonly AffineMatrix? estimate;

    /// <summary>Makes the mesh of a tile.</summary>
    /// <param name="transform">The transform of the tile without references, or null for none.</param>
    /// <param name="width">Width of the tile in pixels.</param>
    /// <param name="height">Height of the tile in pixels.</param>
    /// <param name="meshCellSize">About the distance of nodes in pixels.</param>
    /// <exception cref="ArgumentOutOfRangeException">Width, height or cell size is not a positive number, or the mesh would be too large.</exception>
    /// <inheritdoc cref="TransformSpec.Apply(Point2D)" path="/exception"/>
    public TransformMesh(TransformSpec? transform, double width, double height, double meshCellSize = TileBoundingBox.DefaultMeshCellSize)
    {
        TileGrid.Check(width, height, meshCellSize);
        if (transform is null || width == 1)
        {
            isIdentity = true;
            return;
        }

        columns = TileGrid.SampleCount(width, meshCellSize);
        stepX = (width - 1) / (columns - 1);
        double rowPairs = Math.Max(1, Math.Floor((height - 1) / Math.Abs(stepX) / Math.Sqrt(3) + 0.5));
        TileGrid.CheckNodes(columns, 2 * rowPairs + 1, width, height);
        rows = 2 * (int)rowPairs + 1;
        stepY = (height - 1) / (rows - 1);

        world = new Point2D[RowStart(rows)];
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < RowLength(row); column++)
                world[RowStart(row) + column] = Local(column, row);
        }

        transform.Apply(world, world);
        Extent extent = new();
        extent.Add(world);
        bounds = new BoundingBox(extent.MinX, extent.MinY, extent.MaxX, extent.MaxY);
        pieces = Pieces();
        estimate = EstimateInverse();
    }

    /// <summary>Maps a point of the world back.</summary>
    /// <param name="world">A location in world pixels.</param>
    /// <param name="local">The location in pixels of the tile.</param>
    /// <returns>False where the server refuses: outside of the mesh, or if the tile is mirrored or collapsed.</returns>
    public bool TryInvert(Point2D world, out Point2D local)
    {
        local = world;
        if (isIdentity)
            return true;

        return bounds.Contains(world) && (TryInvertNear(world, out local) || TryInvertAnywhere(world, out local));
    }

    // Most triangles do not hold the point: that shows before anything is divided.
    private static bool TryInvertInside(in Triangle triangle, Point2D point, out Point2D local)
    {
        Point2D a = triangle.A.World;
        Point2D b = triangle.B.World;
        Point2D c = triangle.C.World;
        local = default;
        return Cross(b, c, point) >= 0 && Cross(c, a, point) >= 0 && Cross(a, b, point) >= 0 && TryInvert(triangle, point, out local);
    }

    private static bool TryInvert(in Triangle triangle, Point2D point, out Point2D local)
    {
        Point2D a = triangle.A.World;
        Point2D b = triangle.B.World;
        Point2D c = triangle.C.World;
        double area = Cross(a, b, c);
        double ofA = Cross(b, c, point);
        double ofB = Cross(c, a, point);
        double ofC = Cross(a, b, point);
        Point2D origin = triangle.A.Local;
        double shareB = ofB / area;
        double shareC = ofC / area;
        local = new Point2D(
            origin.X + shareB * (triangle.B.Local.X - origin.X) + shareC * (triangle.C.Local.X - origin.X),
            origin.Y + shareB * (triangle.B.Local.Y - origin.Y) + shareC * (triangle.C.Local.Y - origin.Y));
        return area > 0 && ofA >= 0 && ofB >= 0 && ofC >= 0;
    }

    // Twice the area of a triangle, positive if it is not mirrored.
    private static double Cross(Point2D a, Point2D b, Point2D c) => (b.X - a.X) * (c.Y - a.Y) - (b.Y - a.Y) * (c.X - a.X);

    private int PiecesInRow => (columns - 2) / PieceColumns + 1;

    // Odd rows are shifted by half a cell and one node shorter; the gaps at their ends are closed by triangles that span two rows.
    private int RowLength(int row) => columns - (row & 1);

    private int RowStart(int row) => row * columns - row / 2;

    private Point2D Local(int column, int row) => new((column + 0.5 * (row & 1)) * stepX, row * stepY);

    private Node At(int column, int row) => new(Local(column, row), world[RowStart(row) + column]);

    // The affine map that the corners of the whole mesh suggest.
    private AffineMatrix? EstimateInverse()
    {
        Point2D a = world[0];
        Point2D b = world[columns - 1];
        Point2D c = world[RowStart(rows - 1)];
        double acrossX = stepX * (columns - 1);
        double acrossY = stepY * (rows - 1);
        var matrix = new AffineMatrix(
            (b.X - a.X) / acrossX, (b.Y - a.Y) / acrossX, (c.X - a.X) / acrossY, (c.Y - a.Y) / acrossY, a.X, a.Y);
        return matrix.Determinant is not 0 and not double.NaN ? matrix.Invert() : null;
    }

    private BoundingBox[] Pieces()
    {
        double margin = Rounding * (bounds.Width + bounds.Height);
        var boxes = new BoundingBox[(rows - 1) * PiecesInRow];
        for (int piece = 0; piece < boxes.Length; piece++)
        {
            var (row, first, end) = Piece(piece);
            int even = row + (row & 1);
            int odd = row + 1 - (row & 1);
            int firstOdd = Math.Max(first - 1, 0);
            Extent extent = new();
            extent.Add(world.AsSpan(RowStart(even) + first, end - first + 1));
            extent.Add(world.AsSpan(RowStart(odd) + firstOdd, end - firstOdd));
            boxes[piece] = new BoundingBox(extent.MinX - margin, extent.MinY - margin, extent.MaxX + margin, extent.MaxY + margin);
        }

        return boxes;
    }

    private (int Row, int First, int End) Piece(int piece)
    {
        int first = piece % PiecesInRow * PieceColumns;
        return (piece / PiecesInRow, first, Math.Min(first + PieceColumns, columns - 1));
    }

    // Most points are found by going where the last triangle sends them.
    private bool TryInvertNear(Point2D point, out Point2D local)
    {
        local = estimate?.Apply(point) ?? default;
        for (int attempt = 0; attempt < Attempts && double.IsFinite(local.X) && double.IsFinite(local.Y); attempt++)
        {
            if (TryInvert(TriangleAt(local), point, out local))
                return true;
        }

        return false;
    }

    private bool TryInvertAnywhere(Point2D point, out Point2D local)
    {
        for (int piece = 0; piece < pieces.Length; piece++)
        {
            if (!pieces[piece].Contains(point))
                continue;

            var (row, first, end) = Piece(piece);
            int even = row + (row & 1);
            int odd = row + 1 - (row & 1);
            for (int i = first; i < end; i++)
            {
                if (TryInvertInside(Oriented(At(i, even), At(i + 1, even), At(i, odd)), point, out local))
                    return true;

                if (i > 0 && TryInvertInside(Oriented(At(i, even), At(i, odd), At(i - 1, odd)), point, out local))
                    return true;
            }
        }

        for (int row = 0; row < rows - 2; row += 2)
        {
            if (TryInvertInside(LeftTriangle(row), point, out local) || TryInvertInside(RightTriangle(row), point, out local))
                return true;
        }

        local = default;
        return false;
    }

    private Triangle TriangleAt(Point2D local)
    {
        double y = Math.Clamp(local.Y / stepY, 0, rows - 1);
        int row = Math.Min((int)y, rows - 2);
        int even = row + (row & 1);
        int odd = row + 1 - (row & 1);
        double fromEven = Math.Abs(y - even);
        double x = Math.Clamp(local.X / stepX, 0, columns - 1);

        // An even edge below its apex narrows from a whole cell to nothing towards the odd row, half a cell on both sides.
        double half = 0.5 * fromEven;
        if (x < half)
            return LeftTriangle(row & ~1);

        if (x > columns - 1 - half)
            return RightTriangle(row & ~1);

        int i = Math.Min((int)x, columns - 2);
        if (x - i < half)
            return Oriented(At(i, even), At(i, odd), At(i - 1, odd));

        if (x - i > 1 - half)
            return Oriented(At(i + 1, even), At(i + 1, odd), At(i, odd));

        return Oriented(At(i, even), At(i + 1, even), At(i, odd));
    }

    private Triangle LeftTriangle(int row) => Oriented(At(0, row), At(0, row + 1), At(0, row + 2));

    private Triangle RightTriangle(int row) => Oriented(At(columns - 1, row), At(columns - 2, row + 1), At(columns - 1, row + 2));

    private static Triangle Oriented(Node a, Node b, Node c) =>
        Cross(a.Local, b.Local, c.Local) > 0 ? new Triangle(a, b, c) : new Triangle(a, c, b);

    private readonly record struct Node(Point2D Local, Point2D World);

    private readonly record struct Triangle(Node A, Node B, Node C);
}
