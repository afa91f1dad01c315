using Render.Transforms;

namespace Render.LocalServer;

/// <summary>Computes with a tile's transforms, and says what is wrong in the Java server's words.</summary>
internal static class TileGeometry
{
    /// <summary>Derives the bounds of a tile, whatever was sent.</summary>
    /// <exception cref="IllegalStateException">The tile has no size or no transforms.</exception>
    /// <exception cref="InvalidArgumentException">A transform is of an unknown class or has a wrong data string.</exception>
    public static void DeriveBounds(TileSpec tile, IReadOnlyDictionary<string, TransformSpec> shared)
    {
        if (tile is not { Width: { } width, Height: { } height })
            throw new IllegalStateException("width and height must be set to create a bounding box");

        var box = Compute(tile, shared, transform => Transforms.TileBounds.DeriveAsServer(transform, width, height, MeshCellSize(tile)));
        (tile.MinX, tile.MinY, tile.MaxX, tile.MaxY) = (box.MinX, box.MinY, box.MaxX, box.MaxY);
    }

    /// <summary>Maps a point of a tile to the world.</summary>
    /// <inheritdoc cref="DeriveBounds" path="/exception"/>
    public static Point2D LocalToWorld(TileSpec tile, IReadOnlyDictionary<string, TransformSpec> shared, Point2D local) =>
        Compute(tile, shared, transform => transform?.Apply(local) ?? local);

    /// <summary>Maps a point of the world into a tile.</summary>
    /// <returns><c>null</c> where the mesh of the tile has no answer.</returns>
    /// <inheritdoc cref="DeriveBounds" path="/exception"/>
    public static Point2D? WorldToLocal(TileSpec tile, IReadOnlyDictionary<string, TransformSpec> shared, Point2D world, double? meshCellSize = null)
    {
        if (tile is not { Width: { } width, Height: { } height })
            throw new IllegalStateException("width and height must be set to create transform mesh");

        return Compute(
            tile, shared,
            transform => new TransformMesh(transform, width, height, meshCellSize ?? MeshCellSize(tile)).TryInvert(world, out var local)
                ? local
                : (Point2D?)null);
    }

    private static double MeshCellSize(TileSpec tile) => tile.MeshCellSize ?? Transforms.TileBounds.DefaultMeshCellSize;

    private static T Compute<T>(TileSpec tile, IReadOnlyDictionary<string, TransformSpec> shared, Func<TransformSpec?, T> compute)
    {
        try
        {
            var transform = tile.Transforms?.Resolve(shared);
            transform?.Validate();
            return compute(transform);
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
            throw new InvalidArgumentException($"Inappropriate parameters for {exception.ClassName}");
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
