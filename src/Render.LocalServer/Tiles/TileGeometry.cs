using Render.Transforms;

namespace Render.LocalServer;

/// <summary>Computes with a tile's transforms, and says what is wrong in the Java server's words.</summary>
/// <param name="tile">The tile.</param>
/// <param name="shared">The transforms to which it may refer.</param>
/// <param name="line">The line that has to know the classes.</param>
internal sealed class TileGeometry(TileSpec tile, IReadOnlyDictionary<string, TransformSpec> shared, ServerLine line)
{
    private TransformSpec? resolved;
    private TransformMesh? mesh;

    /// <summary>Derives the bounds of the tile, whatever was sent.</summary>
    /// <exception cref="IllegalStateException">The tile has no size.</exception>
    /// <exception cref="InvalidArgumentException">A transform is of an unknown class or has a wrong data string.</exception>
    public void DeriveBounds()
    {
        if (tile is not { Width: { } width, Height: { } height })
            throw new IllegalStateException("width and height must be set to create a bounding box");

        var box = Compute(() => TileBoundingBox.DeriveAsServer(Resolve(), width, height, MeshCellSize));
        (tile.MinX, tile.MinY, tile.MaxX, tile.MaxY) = (box.MinX, box.MinY, box.MaxX, box.MaxY);
    }

    /// <summary>Maps a point of the tile to the world; z comes third if the tile has one.</summary>
    /// <inheritdoc cref="DeriveBounds" path="/exception"/>
    public IReadOnlyList<double> LocalToWorld(double x, double y) => WithZ(Compute(() => Resolve()?.Apply(new(x, y)) ?? new(x, y)));

    /// <summary>Maps a point of the world into the tile; z comes third if the tile has one.</summary>
    /// <param name="x">Horizontal coordinate in world pixels.</param>
    /// <param name="y">Vertical coordinate in world pixels.</param>
    /// <param name="meshCellSize">About the distance of the mesh's nodes in pixels, if not that of the tile.</param>
    /// <returns><c>null</c> where the mesh of the tile has no answer.</returns>
    /// <inheritdoc cref="DeriveBounds" path="/exception"/>
    public IReadOnlyList<double>? WorldToLocal(double x, double y, double? meshCellSize = null)
    {
        if (tile is not { Width: { } width, Height: { } height })
            throw new IllegalStateException("width and height must be set to create transform mesh");

        mesh ??= Compute(() => new TransformMesh(Resolve(), width, height, meshCellSize ?? MeshCellSize));
        return mesh.TryInvert(new(x, y), out var local) ? WithZ(local) : null;
    }

    private double MeshCellSize => tile.MeshCellSize ?? TileBoundingBox.DefaultMeshCellSize;

    private IReadOnlyList<double> WithZ(Point2D point) => tile.Z is { } z ? [point.X, point.Y, z] : [point.X, point.Y];

    private TransformSpec? Resolve()
    {
        if (resolved is null && tile.Transforms is { } transforms)
        {
            var complete = transforms.Resolve(shared);
            complete.Validate(line);
            resolved = complete;
        }

        return resolved;
    }

    /// <summary>Runs what may fail because of a transform, and says so in the Java server's words.</summary>
    /// <exception cref="InvalidArgumentException">It failed.</exception>
    public static T Compute<T>(Func<T> compute)
    {
        try
        {
            return compute();
        }
        catch (UnresolvedReferenceException exception)
        {
            throw new InvalidArgumentException($"spec reference to id '{exception.MissingIds[0]}' has not been resolved");
        }
        catch (UnknownTransformException exception)
        {
            throw new InvalidArgumentException(UnknownClass(exception.ClassName));
        }
        catch (TransformDataException exception)
        {
            throw exception.IsFatalWhenApplied
                ? new IllegalStateException(exception.ServersWords)
                : new InvalidArgumentException(exception.ServersWords);
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidTransformException)
        {
            throw new InvalidArgumentException(exception.Message);
        }
    }

    // Some Java classes exist, but cannot be made from a data string.
    private static string UnknownClass(string? className) =>
        className?.StartsWith("mpicbg.models.", StringComparison.Ordinal) == true || className?.StartsWith("java.", StringComparison.Ordinal) == true
            ? $"transform class '{className}' does not implement the 'interface mpicbg.trakem2.transform.CoordinateTransform' interface"
            : $"transform class '{className}' cannot be found";
}
