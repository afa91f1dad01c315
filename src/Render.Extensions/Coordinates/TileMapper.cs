using System.Collections.ObjectModel;
using Render.Transforms;

namespace Render;

/// <summary>Maps points of one tile. Meshes are made when they are first needed, since most tiles of a layer may never be asked.</summary>
internal sealed class TileMapper
{
    private readonly TileSpec tile;
    private readonly InverseMapping inverse;
    private string? inverseFault;
    private TransformMesh? mesh;
    private TransformInverter? inverter;

    public TileMapper(TileSpec tile, InverseMapping inverse)
    {
        this.tile = tile;
        this.inverse = inverse;
        Fault = FaultOf(() => tile.Transforms?.Resolve(ReadOnlyDictionary<string, TransformSpec>.Empty).Validate());
        BoundingBox? box = null;
        inverseFault = Fault ?? FaultOf(() => box = BoxOf(tile, inverse));

        // The server finds a tile that cannot be computed by its box, and then fails.
        Box = inverseFault is null ? box : Stored(tile);
        NotInvertible = $"the box of tile '{TileId}' holds the point, but no point of the tile maps there";
    }

    public string TileId => tile.TileId;

    public double? Z => tile.Z;

    /// <summary>Where the tile may be, or <c>null</c> if that is not known.</summary>
    public BoundingBox? Box { get; }

    /// <summary>Why no point of the tile can be mapped to the world, or <c>null</c>.</summary>
    public string? Fault { get; }

    /// <summary>What is said of points that are in the box, but not in the tile.</summary>
    public string NotInvertible { get; }

    public void Apply(Span<Point2D> points) => tile.Transforms?.Apply(points, points);

    public bool TryInvert(Point2D world, out Point2D local) => inverse == InverseMapping.AsServer
        ? (mesh ??= new TransformMesh(tile.Transforms, tile.Width!.Value, tile.Height!.Value, MeshCellSize(tile))).TryInvert(world, out local)
        : (inverter ??= new TransformInverter(tile.Transforms, tile.Width!.Value, tile.Height!.Value)).TryInvert(world, out local);

    /// <summary>Makes the mesh, so that what is wrong with it shows once and not at every point.</summary>
    /// <returns>Why no point can be mapped back into the tile, or <c>null</c>: most of that does not concern the way to the world.</returns>
    public string? PrepareInverse()
    {
        if (inverseFault is null && mesh is null && inverter is null)
        {
            inverseFault = FaultOf(() =>
            {
                if (tile is not { Width: not null, Height: not null })
                    throw new ArgumentException("width and height must be set to map points back.");

                TryInvert(default, out _);
            });
        }

        return inverseFault;
    }

    private static double MeshCellSize(TileSpec tile) => tile.MeshCellSize ?? TileBoundingBox.DefaultMeshCellSize;

    private static BoundingBox? Stored(TileSpec tile) => tile is { MinX: { } minX, MinY: { } minY, MaxX: { } maxX, MaxY: { } maxY }
        ? new BoundingBox(minX, minY, maxX, maxY)
        : null;

    private static BoundingBox? BoxOf(TileSpec tile, InverseMapping inverse) => tile switch
    {
        { Width: { } width, Height: { } height } when inverse == InverseMapping.Accurate =>
            TileBoundingBox.DeriveContaining(tile.Transforms, width, height, MeshCellSize(tile)),
        { Width: { } width, Height: { } height } => Stored(tile)
            ?? TileBoundingBox.DeriveAsServer(tile.Transforms, width, height, MeshCellSize(tile)),
        _ => Stored(tile),
    };

    private string? FaultOf(Action compute)
    {
        try
        {
            compute();
            return null;
        }
        catch (Exception exception) when (IsFault(exception))
        {
            return $"tile '{TileId}' cannot be computed: {exception.Message}";
        }
    }

    private static bool IsFault(Exception exception) =>
        exception is UnresolvedReferenceException or UnknownTransformException or TransformDataException or InvalidTransformException
            or ArgumentException;
}
