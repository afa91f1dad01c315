using Render.Transforms;

namespace Render.LocalServer;

/// <summary>Takes matched points of a tile to the world of an aligned stack.</summary>
internal sealed class MatchedTile
{
    private static readonly TransformExclusion ForMatching = new() { NormalizeForMatching = true };

    // Where there is a closed form for the way back, points beside the image have one, too.
    private readonly IInvertibleTransform[] undone = [];
    private readonly TransformInverter? toImage;
    private readonly TransformSpec? toWorld;

    private MatchedTile(TileSpec matched, TileSpec aligned, ServerLine line)
    {
        TileId = matched.TileId!;
        SectionId = matched.Layout?.SectionId
            ?? throw new InvalidArgumentException($"tile '{TileId}' does not have a sectionId by which its matches could be found");
        toWorld = aligned.Transforms;
        var drawn = new ListTransform(Drawn(matched.Transforms?.Transforms ?? [], line));
        if (drawn.Transforms.All(transform => transform is IInvertibleTransform))
            undone = [.. drawn.Transforms.Reverse().Cast<IInvertibleTransform>()];
        else if (matched is { Width: { } width, Height: { } height })
            toImage = TileGeometry.Compute(() => new TransformInverter(drawn, width, height));
        else
            throw new IllegalStateException("width and height must be set to create transform mesh");
    }

    public string TileId { get; }

    public string SectionId { get; }

    /// <summary>Finds a tile in the stack that was drawn to find matches, and in the aligned one.</summary>
    /// <exception cref="NotFoundException">A stack lacks it.</exception>
    public static MatchedTile Find(Session session, StackKey aligned, StackKey matched, string tileId, ServerLine line) =>
        new(Flattened(session, matched, tileId), Flattened(session, aligned, tileId), line);

    /// <summary>Maps a point of the tile as it was drawn for matching to the world.</summary>
    /// <returns>Whether it has a place in the world.</returns>
    public bool TryMap(Point2D point, out Point2D world)
    {
        var local = point;
        if (toImage is null ? !TryUndo(ref local) : !toImage.TryInvert(point, out local))
        {
            world = default;
            return false;
        }

        world = TileGeometry.Compute(() => toWorld?.Apply(local) ?? local);
        return true;
    }

    private bool TryUndo(ref Point2D point)
    {
        try
        {
            foreach (var transform in undone)
                point = transform.ApplyInverse(point);

            return true;
        }
        catch (NoninvertibleTransformException)
        {
            return false;
        }
    }

    private static IEnumerable<TransformSpec> Drawn(IReadOnlyList<TransformSpec> transforms, ServerLine line) =>
        transforms.Take(ForMatching.CountKept(transforms, line));

    private static TileSpec Flattened(Session session, StackKey stack, string tileId)
    {
        var row = session.Find(stack);
        var json = session.FindTileJson(row, tileId) ?? throw TileTable.NoSuchTile(stack, tileId);
        return new SharedTransforms(session, row!).Flatten(json);
    }
}
