using System.Buffers;

namespace Render.Transforms;

/// <summary>
/// Finds boxes by place: a grid of square cells about as large as the boxes, each with the boxes that touch it. Boxes are known by their
/// place in the list; finding allocates nothing.
/// </summary>
internal sealed class BoxGrid
{
    private readonly BoundingBox[] boxes;
    private readonly BoundingBox extent;
    private readonly double cellSize = 1;
    private readonly int columns = 1;
    private readonly int rows = 1;
    private readonly int[] starts = [0, 0];
    private readonly int[] entries = [];

    /// <summary>Sorts boxes into cells. One that is turned inside out, or not finite, is nowhere.</summary>
    public BoxGrid(BoundingBox[] boxes)
    {
        this.boxes = boxes;
        double sides = 0;
        int count = 0;
        extent = new BoundingBox(double.MaxValue, double.MaxValue, -double.MaxValue, -double.MaxValue);
        foreach (var box in boxes.Where(IsSomewhere))
        {
            extent = extent.Union(box);
            sides += box.Width + box.Height;
            count++;
        }

        if (count == 0)
            return;

        // Few large gaps between boxes must not lead to many empty cells.
        cellSize = Math.Max(sides / (2 * count), double.Epsilon);
        while (Cells(extent.Width) * Cells(extent.Height) > (4.0 * count) + 16)
            cellSize *= 2;

        columns = (int)Cells(extent.Width);
        rows = (int)Cells(extent.Height);
        starts = new int[(columns * rows) + 1];
        foreach (var box in boxes.Where(IsSomewhere))
        {
            for (int row = Row(box.MinY); row <= Row(box.MaxY); row++)
            {
                for (int column = Column(box.MinX); column <= Column(box.MaxX); column++)
                    starts[(row * columns) + column + 1]++;
            }
        }

        for (int i = 1; i < starts.Length; i++)
            starts[i] += starts[i - 1];

        entries = new int[starts[^1]];
        int[] next = starts[..^1];
        for (int i = 0; i < boxes.Length; i++)
        {
            if (!IsSomewhere(boxes[i]))
                continue;

            for (int row = Row(boxes[i].MinY); row <= Row(boxes[i].MaxY); row++)
            {
                for (int column = Column(boxes[i].MinX); column <= Column(boxes[i].MaxX); column++)
                    entries[next[(row * columns) + column]++] = i;
            }
        }
    }

    /// <summary>Boxes that may contain a point, ascending: all that do are among them.</summary>
    public ReadOnlySpan<int> Around(Point2D point) =>
        extent.Contains(point) ? Cell(Row(point.Y), Column(point.X)) : [];

    /// <summary>Orders points by the cells that they are in, so that what belongs to a place is needed once.</summary>
    /// <param name="points">Points, of which some may be nowhere.</param>
    /// <param name="order">Receives the places of the points in their list.</param>
    public void Order(ReadOnlySpan<Point2D> points, Span<int> order)
    {
        int[] cells = ArrayPool<int>.Shared.Rent(points.Length);
        int[] room = ArrayPool<int>.Shared.Rent((columns * rows) + 1);
        var next = room.AsSpan(0, (columns * rows) + 1);
        next.Clear();
        for (int i = 0; i < points.Length; i++)
            next[(cells[i] = (Row(points[i].Y) * columns) + Column(points[i].X)) + 1]++;

        for (int i = 1; i < next.Length; i++)
            next[i] += next[i - 1];

        for (int i = 0; i < points.Length; i++)
            order[next[cells[i]]++] = i;

        ArrayPool<int>.Shared.Return(cells);
        ArrayPool<int>.Shared.Return(room);
    }

    /// <summary>Adds to a list the boxes that an area touches, ascending.</summary>
    public void Find(BoundingBox area, List<int> found)
    {
        int first = found.Count;
        if (!Touch(extent, area))
            return;

        for (int row = Row(area.MinY); row <= Row(area.MaxY); row++)
        {
            for (int column = Column(area.MinX); column <= Column(area.MaxX); column++)
            {
                foreach (int i in Cell(row, column))
                {
                    // A box that touches several cells counts in the one where it and the area begin to overlap.
                    var box = boxes[i];
                    if (Touch(box, area)
                        && row == Row(Math.Max(box.MinY, area.MinY))
                        && column == Column(Math.Max(box.MinX, area.MinX)))
                    {
                        found.Add(i);
                    }
                }
            }
        }

        found.Sort(first, found.Count - first, comparer: null);
    }

    public static bool Touch(BoundingBox a, BoundingBox b) =>
        a.MinX <= b.MaxX && b.MinX <= a.MaxX && a.MinY <= b.MaxY && b.MinY <= a.MaxY;

    private static bool IsSomewhere(BoundingBox box) =>
        box.Width >= 0 && box.Height >= 0 && double.IsFinite(box.Width) && double.IsFinite(box.Height);

    private ReadOnlySpan<int> Cell(int row, int column)
    {
        int cell = (row * columns) + column;
        return entries.AsSpan(starts[cell]..starts[cell + 1]);
    }

    private double Cells(double length) => Math.Floor(length / cellSize) + 1;

    private int Row(double y) => Math.Clamp((int)((y - extent.MinY) / cellSize), 0, rows - 1);

    private int Column(double x) => Math.Clamp((int)((x - extent.MinX) / cellSize), 0, columns - 1);
}
