using Render.Transforms;

namespace Render.LocalServer;

/// <summary>Checks specs as the Java server does before it draws them.</summary>
internal static class SpecValidation
{
    private static readonly IReadOnlyDictionary<string, TransformSpec> NoTransforms = new Dictionary<string, TransformSpec>();

    /// <summary>Checks that the images of a tile exist, and that its transforms can be made.</summary>
    /// <exception cref="InvalidArgumentException">Something is missing or wrong.</exception>
    public static void Check(TileSpec tile)
    {
        CheckImages(tile);
        if (tile.Transforms is { } transforms)
            Check(transforms, NoTransforms);
    }

    /// <summary>Checks that a transform can be made.</summary>
    /// <param name="transform">The transform.</param>
    /// <param name="shared">The transforms to which it may refer.</param>
    /// <exception cref="InvalidArgumentException">It refers to others, or its class or data is wrong.</exception>
    public static void Check(TransformSpec transform, IReadOnlyDictionary<string, TransformSpec> shared) => TileGeometry.Compute(() =>
    {
        Resolve(transform, shared).Validate();
        return transform;
    });

    /// <summary>Checks all that is to be drawn.</summary>
    /// <exception cref="InvalidArgumentException">The name of the output is none, or something of a tile is missing or wrong.</exception>
    public static void Check(RenderParameters parameters)
    {
        if (parameters.Out is { } name && !Uri.IsWellFormedUriString(name, UriKind.RelativeOrAbsolute))
            throw new InvalidArgumentException($"failed to create uniform resource identifier for '{name}'");

        foreach (var tile in parameters.TileSpecs ?? [])
            Check(tile);
    }

    private static void CheckImages(TileSpec tile)
    {
        var isEmpty = true;
        foreach (var image in SourceImage.Channels(tile).SelectMany(SourceImage.InOrder).Select(level => level.Value))
        {
            isEmpty = false;
            ImageFiles.Check(image.ImageUrl, "imageUrl");
            if (image.MaskUrl is { } mask)
                ImageFiles.Check(mask, "maskUrl");
        }

        if (isEmpty)
            throw new InvalidArgumentException($"tile '{tile.TileId}' does not contain any mipmapLevel elements");
    }

    private static TransformSpec Resolve(TransformSpec transform, IReadOnlyDictionary<string, TransformSpec> shared)
    {
        try
        {
            return transform.Resolve(shared);
        }
        catch (UnresolvedReferenceException exception)
        {
            throw new InvalidArgumentException(
                $"spec '{transform.Id ?? "null"}' has the following unresolved references: [{string.Join(", ", exception.MissingIds)}]");
        }
    }
}
