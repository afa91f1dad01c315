namespace Render.LocalServer;

/// <summary>Maps many points at once. What is wrong with one point is said in its place and does not touch the others.</summary>
internal static class CoordinateBatch
{
    public static IReadOnlyList<TileCoordinates> LocalToWorld(StackGeometry geometry, IReadOnlyList<TileCoordinates> points) =>
        [.. points.Select(point => Try(
            point,
            () => Problem(point, needsTile: true, point?.Local, "local", twoAreEnough: true) is { } problem
                ? Failed(point, problem)
                : geometry.LocalToWorld(point!.TileId!, point.Local![0], point.Local[1]),
            failure => failure))];

    public static IReadOnlyList<IReadOnlyList<TileCoordinates>> WorldToLocal(
        StackGeometry geometry, IReadOnlyList<TileCoordinates> points, double? z) =>
        [.. points.Select(point => Try<IReadOnlyList<TileCoordinates>>(
            point,
            () => Problem(point, needsTile: false, point?.World, "world", z is not null) is { } problem
                ? [Failed(point, problem)]
                : geometry.WorldToLocal(point!.World![0], point.World[1], z ?? point.World[2]),
            failure => [failure]))];

    /// <exception cref="BrokenAnswerException">A point is incomplete; unlike above this breaks the whole answer.</exception>
    public static IReadOnlyList<IReadOnlyList<TileCoordinates>> TilesAt(
        StackGeometry geometry, IReadOnlyList<TileCoordinates> points, double? z)
    {
        List<IReadOnlyList<TileCoordinates>> found = [];
        foreach (var point in points)
        {
            if (Problem(point, needsTile: false, point?.World, "world", z is not null) is not null)
                throw new BrokenAnswerException();

            var ids = geometry.TilesAt(point!.World![0], point.World[1], z ?? point.World[2]);
            found.Add(ids.Count == 0 ? [Known(point)] : [.. ids.Select(id => new TileCoordinates { TileId = id, World = point.World })]);
        }

        return found;
    }

    private static string? Problem(
        TileCoordinates? point, bool needsTile, IReadOnlyList<double>? values, string kind, bool twoAreEnough) => point switch
        {
            null => "coordinates are missing",
            { TileId: null } when needsTile => "tileId is missing",
            _ when values is null => $"{kind} values are missing",
            _ when values.Count < 2 && twoAreEnough => $"{kind} values must include both x and y",
            _ when values.Count < 3 && !twoAreEnough => $"{kind} values must include x, y, and z",
            _ => null,
        };

    private static T Try<T>(TileCoordinates? point, Func<T> map, Func<TileCoordinates, T> fail)
    {
        try
        {
            return map();
        }
        catch (ServiceException exception)
        {
            return fail(Failed(point, exception.Message));
        }
    }

    private static TileCoordinates Failed(TileCoordinates? point, string error)
    {
        var failed = Known(point ?? new TileCoordinates());
        failed.Error = error;
        return failed;
    }

    // A point comes back as it was sent, without what the contract does not know.
    private static TileCoordinates Known(TileCoordinates point)
    {
        point.AdditionalProperties = null;
        return point;
    }
}
