using System.Globalization;
using Render.Transforms;

namespace Render.LocalServer;

/// <summary>The alignments of all parts of a tier put together: a warp field with a cell for each part.</summary>
internal sealed class TierWarpField
{
    private const int Parameters = 6;

    private readonly AffineMatrix[] cells;

    private TierWarpField(IReadOnlyList<TierCell> parts, double z)
    {
        var first = parts[0];
        (Rows, Columns) = (first.TotalRows, first.TotalColumns);
        Offset = new Point2D(first.MinX - (first.Column * first.Width), first.MinY - (first.Row * first.Height));
        (Width, Height) = (first.Width * Columns, first.Height * Rows);

        // A part that has no stack stays as it is.
        cells = new AffineMatrix[Rows * Columns];
        Array.Fill(cells, AffineMatrix.Identity);
        foreach (var part in parts)
        {
            if (part.Row < 0 || part.Row >= Rows || part.Column < 0 || part.Column >= Columns)
                throw new InvalidArgumentException($"tier row {part.Row} and column {part.Column} are not within {Rows} x {Columns}");

            cells[(part.Row * Columns) + part.Column] = part.Affine(z);
        }
    }

    private int Rows { get; }

    private int Columns { get; }

    private Point2D Offset { get; }

    private double Width { get; }

    private double Height { get; }

    /// <summary>Puts the field of a layer together.</summary>
    /// <param name="session">Where the stacks are.</param>
    /// <param name="owner">Owner of the stacks.</param>
    /// <param name="project">The project of the tier.</param>
    /// <param name="z">The layer.</param>
    /// <exception cref="NotFoundException">The tier has no aligned stacks, or one of them lacks the layer.</exception>
    public static TierWarpField Build(Session session, string owner, string project, double z)
    {
        List<TierCell> parts = [];
        foreach (var stack in session.List(owner, project))
        {
            if (stack.Metadata.HierarchicalData is { AlignedStackId: { } id } tier
                && session.Find(new StackKey(id.Owner, id.Project, id.Stack)) is { } aligned)
            {
                parts.Add(new TierCell(session, tier, aligned));
            }
        }

        return parts.Count > 0
            ? new TierWarpField([.. parts.OrderBy(part => part.Row).ThenBy(part => part.Column)], z)
            : throw new NotFoundException($"No aligned stacks exist for owner '{owner}' and project '{project}'.");
    }

    /// <summary>The field as a transform.</summary>
    public AffineWarpFieldTransform ToTransform(double z)
    {
        var values = new double[Parameters * cells.Length];
        for (var i = 0; i < cells.Length; i++)
        {
            var (m00, m10, m01, m11, m02, m12) = cells[i];
            double[] planes = [m00, m10, m01, m11, m02, m12];
            for (var plane = 0; plane < Parameters; plane++)
                values[(plane * cells.Length) + i] = planes[plane];
        }

        var field = new AffineWarpField(Offset, Width, Height, Rows, Columns, WarpFieldInterpolation.Linear, values);
        return new AffineWarpFieldTransform(field) { Id = JavaText.Of(z) + "_AFFINE_WARP_FIELD" };
    }

    /// <summary>The field for reading.</summary>
    public AffineWarpFieldDebugData ToDebugData() => new()
    {
        LocationOffsets = new LocationOffsets { X = Offset.X, Y = Offset.Y },
        WarpField =
        [
            .. cells.Select((cell, index) => new AffineWarpFieldCell
            {
                Index = index,
                Row = index / Columns,
                Column = index % Columns,
                Affine = string.Create(
                    CultureInfo.InvariantCulture,
                    $"{cell.M00,16:F12} {cell.M10,16:F12} {cell.M01,16:F12} {cell.M11,16:F12} {cell.M02,20:F12} {cell.M12,20:F12}"),
            }),
        ],
    };
}
