using System.Globalization;
using Render.Transforms;

namespace Render;

/// <summary>Resolves, checks and applies the transforms of tiles, and sets their bounds.</summary>
internal static class TileGeometry
{
    private const double DefaultMeshCellSize = TileBoundingBox.DefaultMeshCellSize;

    /// <summary>Says what is wrong with the transforms of a tile, or <c>null</c>; sets the tile's bounds if they are derived here.</summary>
    /// <param name="tile">A tile with a size.</param>
    /// <param name="references">The ids that its transforms refer to.</param>
    /// <param name="shared">The shared transforms by id.</param>
    /// <param name="options">Where bounds come from, and which limits there are.</param>
    /// <param name="box">The bounding box, if it was derived.</param>
    public static string? Problem(
        TileSpec tile, List<string> references, IReadOnlyDictionary<string, TransformSpec> shared, ImportOptions options, out BoundingBox? box)
    {
        TransformSpec? transform = tile.Transforms;
        box = null;
        try
        {
            if (references.Count > 0)
                transform = transform!.Resolve(shared);

            if (NeedsBox(transform, options))
            {
                box = TileBoundingBox.DeriveAsServer(
                    transform, tile.Width!.Value, tile.Height!.Value, tile.MeshCellSize ?? DefaultMeshCellSize);
                if (!IsInRange(box.Value))
                    return OutOfRange(box.Value);
            }
            else if (transform is not null && CanBeComputed(transform) && Probe(tile, transform, options.Bounds) is { } problem)
            {
                // Classes that are unknown here may well be known to the server.
                return problem;
            }

            if (options.Bounds == ImportBounds.Client)
                SetBounds(tile, box!.Value);

            return null;
        }
        catch (UnresolvedReferenceException missing)
        {
            string ids = string.Join(", ", missing.MissingIds.Select(id => $"'{id}'"));
            return $"it refers to the shared transform{(missing.MissingIds.Count == 1 ? "" : "s")} {ids}, which nobody has given. "
                + $"Add it to {nameof(ImportOptions)}.{nameof(ImportOptions.SharedTransforms)} or to the transform files.";
        }
        catch (UnknownTransformException unknown)
        {
            return $"{unknown.Message} Or let the server derive the bounds ({nameof(ImportBounds)}.{nameof(ImportBounds.Server)}).";
        }
        catch (Exception exception) when (exception is TransformDataException or InvalidTransformException or ArgumentOutOfRangeException)
        {
            return $"{exception.Message} Correct its transforms.";
        }
    }

    private static bool NeedsBox(TransformSpec? transform, ImportOptions options) => options.Bounds switch
    {
        ImportBounds.Client => true,
        ImportBounds.Server when options.Validation is { LimitsCoordinates: true } => true,

        // Rules see the box that the server will derive, unless it alone can.
        ImportBounds.Server when options.Validation is { Rules.Count: > 0 } => transform is null || CanBeComputed(transform),
        _ => false,
    };

    private static void SetBounds(TileSpec tile, BoundingBox box)
    {
        tile.MinX = box.MinX;
        tile.MinY = box.MinY;
        tile.MaxX = box.MaxX;
        tile.MaxY = box.MaxY;
    }

    private static string OutOfRange(BoundingBox box) => string.Create(
        CultureInfo.InvariantCulture,
        $"its transforms map it to x {box.MinX} to {box.MaxX}, y {box.MinY} to {box.MaxY}, beyond what the server can store and count: it counts tiles from {CountedBox.Min} to {CountedBox.Max}. Correct its transforms.");

    // Beyond the range of 32 bits, which NaN also leads to, the server's box says nothing of the tile any more.
    private static bool IsInRange(BoundingBox box) =>
        box is
        {
            MinX: > int.MinValue and < int.MaxValue,
            MinY: > int.MinValue and < int.MaxValue,
            MaxX: < int.MaxValue,
            MaxY: < int.MaxValue,
            Width: < int.MaxValue,
            Height: < int.MaxValue,
        }
        && CountedBox.Reaches(box.MinX, box.MinY, box.MaxX, box.MaxY);

    private static bool CanBeComputed(TransformSpec transform) =>
        transform.Flatten().All(leaf => leaf is not UnknownTransform && (leaf is not InterpolatedTransform pair || CanBeComputed(pair)));

    private static bool CanBeComputed(InterpolatedTransform pair) => CanBeComputed(pair.A) && CanBeComputed(pair.B);

    private static string? Probe(TileSpec tile, TransformSpec transform, ImportBounds bounds)
    {
        transform.Validate();
        Span<Point2D> corners =
        [
            new(0, 0), new(tile.Width!.Value, 0), new(0, tile.Height!.Value), new(tile.Width.Value, tile.Height.Value),
        ];
        transform.Apply(corners, corners);
        var box = new BoundingBox(corners[0].X, corners[0].Y, corners[0].X, corners[0].Y);
        foreach (var corner in corners)
        {
            box = box.Union(new BoundingBox(corner.X, corner.Y, corner.X, corner.Y));
            if (!double.IsFinite(corner.X) || !double.IsFinite(corner.Y))
            {
                return string.Create(
                    CultureInfo.InvariantCulture, $"its transforms map a corner to ({corner.X}, {corner.Y}). Correct its transforms.");
            }
        }

        // With boxes that are kept, it is these that count.
        return bounds == ImportBounds.Server && !CountedBox.Reaches(box.MinX, box.MinY, box.MaxX, box.MaxY) ? OutOfRange(box) : null;
    }
}
