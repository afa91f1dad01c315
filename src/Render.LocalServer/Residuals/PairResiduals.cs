using System.Text.Json;
using Render.Transforms;

namespace Render.LocalServer;

/// <summary>Measures how far apart the matched points of two tiles lie in an aligned stack.</summary>
internal static class PairResiduals
{
    /// <summary>Measures a pair.</summary>
    /// <param name="session">Where the tiles and matches are.</param>
    /// <param name="aligned">The stack in whose world to measure.</param>
    /// <param name="input">The pair, its matches, and the stack whose tiles were drawn to find them.</param>
    /// <param name="line">The line of the server that drew them.</param>
    /// <exception cref="InvalidArgumentException">Something is not given, or the pair has no matches.</exception>
    /// <exception cref="NotFoundException">A tile or the collection does not exist.</exception>
    public static ResidualResult Measure(Session session, StackKey aligned, ResidualInputData? input, ServerLine line)
    {
        if (input is null)
            throw new InvalidArgumentException("no input data provided");

        var matchedStack = Given(input.MatchRenderStackId, "matchRenderStackId");
        var collectionId = Given(input.MatchCollectionId, "matchCollectionId");
        var matched = new StackKey(matchedStack.Owner, matchedStack.Project, matchedStack.Stack);
        var p = MatchedTile.Find(session, aligned, matched, Given(input.PTileId, "pTileId"), line);
        var q = MatchedTile.Find(session, aligned, matched, Given(input.QTileId, "qTileId"), line);
        var distances = Distances(p, q, Matches(session, new CollectionKey(collectionId.Owner, collectionId.Name), p, q));
        return new ResidualResult
        {
            AlignedStackId = aligned.ToId(),
            InputData = input,
            MedianDistance = Median(distances),
            MeanDistance = distances.Average(),
            MaxDistance = distances.Max(),
            RootMeanSquareError = Math.Sqrt(distances.Average(distance => distance * distance)),
            DistanceList = input.IncludeDetails == true ? distances : null,
        };
    }

    private static (Point2D[] P, Point2D[] Q) Matches(Session session, CollectionKey collection, MatchedTile p, MatchedTile q)
    {
        var pairs = session.Pairs(
            session.Require(collection), PairFilter.Between(p.SectionId, p.TileId, q.SectionId, q.TileId), withMatches: true);
        if (pairs is not [{ Matches: { } json } pair] || JsonSerializer.Deserialize(json, ServerJson.TypeInfo<Matches>()) is not { } matches)
            throw NoMatches(collection, p, q);

        var (first, second) = (Points(matches.P), Points(matches.Q));
        if (first.Length == 0 || first.Length != second.Length)
            throw NoMatches(collection, p, q);

        return pair.PId == p.TileId && pair.PGroupId == p.SectionId ? (first, second) : (second, first);
    }

    // Points that the match tile's own transforms cannot be undone for are nowhere in the world.
    private static List<double> Distances(MatchedTile p, MatchedTile q, (Point2D[] P, Point2D[] Q) matches)
    {
        List<double> distances = new(matches.P.Length);
        for (var i = 0; i < matches.P.Length; i++)
        {
            if (p.TryMap(matches.P[i], out var pWorld) && q.TryMap(matches.Q[i], out var qWorld))
            {
                var (x, y) = (qWorld.X - pWorld.X, qWorld.Y - pWorld.Y);
                distances.Add(Math.Sqrt((x * x) + (y * y)));
            }
        }

        return distances.Count > 0
            ? distances
            : throw new IllegalStateException($"none of the {matches.P.Length} matches between tiles '{p.TileId}' and '{q.TileId}' can be inverted");
    }

    private static Point2D[] Points(IReadOnlyList<IReadOnlyList<double>>? coordinates) => coordinates is [var x, var y, ..]
        ? [.. x.Zip(y, (x, y) => new Point2D(x, y))]
        : [];

    private static double Median(List<double> distances)
    {
        var sorted = distances.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }

    private static InvalidArgumentException NoMatches(CollectionKey collection, MatchedTile p, MatchedTile q) =>
        new($"match collection '{collection}' does not have any matches between tiles '{p.TileId}' and '{q.TileId}'");

    private static T Given<T>(T? value, string name)
        where T : class =>
        value ?? throw new InvalidArgumentException($"{name} must be specified");
}
