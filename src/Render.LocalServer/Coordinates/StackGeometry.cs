namespace Render.LocalServer;

/// <summary>Maps points of a stack. Tiles and their meshes are made once, however many points a request has.</summary>
/// <param name="session">Where the tiles are.</param>
/// <param name="key">The stack.</param>
/// <param name="stack">Its row, or <c>null</c> when there is no such stack.</param>
/// <param name="line">The line that has to know the classes of transforms.</param>
internal sealed class StackGeometry(Session session, StackKey key, StackRow? stack, ServerLine line)
{
    private readonly Dictionary<string, TileGeometry> tiles = [];
    private readonly Dictionary<double, LayerTiles?> layers = [];
    private readonly SharedTransforms? shared = stack is null ? null : new SharedTransforms(session, stack);

    /// <summary>Maps a point of a tile to the world.</summary>
    /// <exception cref="NotFoundException">There is no such tile.</exception>
    public TileCoordinates LocalToWorld(string tileId, double x, double y) => new()
    {
        TileId = tileId,
        World = Geometry(tileId).LocalToWorld(x, y),
    };

    /// <summary>Maps a point of the world into all tiles that are there; the last by id is the visible one.</summary>
    /// <exception cref="InvalidArgumentException">No tile is there.</exception>
    /// <exception cref="IllegalStateException">None of the tiles can say where in it the point is.</exception>
    public IReadOnlyList<TileCoordinates> WorldToLocal(double x, double y, double z)
    {
        var ids = TilesAt(x, y, z);
        if (ids.Count == 0)
        {
            throw new InvalidArgumentException(
                $"no tile specifications found in {key} for world coordinates x={JavaText.Of(x)}, y={JavaText.Of(y)}, z={JavaText.Of(z)}");
        }

        List<TileCoordinates> found = [];
        foreach (var id in ids)
        {
            if (Geometry(id).WorldToLocal(x, y) is { } local)
                found.Add(new TileCoordinates { TileId = id, Local = local });
        }

        if (found.Count == 0)
        {
            throw new IllegalStateException(
                $"world coordinate ({JavaText.Of(x)}, {JavaText.Of(y)}) found in tile id(s) [{string.Join(", ", ids)}] cannot be inverted");
        }

        found[^1].Visible = true;
        return found;
    }

    /// <summary>The ids of the tiles whose bounds hold a point, sorted.</summary>
    public IReadOnlyList<string> TilesAt(double x, double y, double z)
    {
        if (stack is null)
            return [];

        // A query is faster for a single point; the second one of a layer shows that there are many.
        if (!layers.TryAdd(z, null))
            return (layers[z] ??= LayerTiles.Read(session, stack, z)).At(x, y);

        var filter = TileFilter.At(x, y, z);
        return session.Query(filter.SelectSorted("tile_id"), row => row.GetString(0), filter.Values(stack));
    }

    private TileGeometry Geometry(string tileId)
    {
        if (tiles.TryGetValue(tileId, out var geometry))
            return geometry;

        var tile = session.FindTile(stack, tileId) ?? throw TileTable.NoSuchTile(key, tileId);
        shared!.Collect(tile);
        tiles.Add(tileId, geometry = new TileGeometry(tile, shared.Found, line));
        return geometry;
    }
}
