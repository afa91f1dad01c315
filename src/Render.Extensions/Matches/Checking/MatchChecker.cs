using System.Globalization;
using Render.Transforms;

namespace Render;

/// <summary>Looks at one pair after the other.</summary>
internal sealed class MatchChecker(MatchCheckOptions options, bool isSorted = false)
{
    private readonly MatchTally tally = new(options.FindingsPerProblem);
    private readonly HashSet<(CanvasId P, CanvasId Q)> pairs = [];
    private readonly HashSet<(Point2D P, Point2D Q)> points = [];
    private string? group;

    public long PairCount => tally.Pairs;

    public MatchCheckReport Report => tally.Report;

    public void CheckOwners(string matches, string stack)
    {
        if (matches != stack)
        {
            tally.Add(
                MatchProblem.OwnerDiffers, -1, default, default,
                $"the matches belong to '{matches}' and the tiles to '{stack}': tools that take one owner for both do not find them");
        }
    }

    /// <param name="pair">The pair.</param>
    /// <param name="p">Its tile on the p side; <c>null</c> when the stack does not have it.</param>
    /// <param name="q">Its tile on the q side, likewise.</param>
    /// <param name="isSection">Whether a group is a section of the stack. Is asked only where that is in doubt.</param>
    public void Check(CanvasMatches? pair, MatchTile? p, MatchTile? q, Predicate<string> isSection)
    {
        var index = tally.Pairs++;
        if (pair is null)
        {
            tally.Add(MatchProblem.MissingId, index, default, default, "there is no pair");
            return;
        }

        if (!CheckIds(pair, index))
        {
            return;
        }

        CheckSide(pair, pair.P(), p, index, isSection);
        CheckSide(pair, pair.Q(), q, index, isSection);
        if (!CheckLengths(pair, index))
        {
            return;
        }

        var (matches, finite) = (pair.Matches!, true);
        tally.Points += matches.W.Count;
        foreach (var (name, values) in new[]
        {
            ("x of p", matches.P[0]), ("y of p", matches.P[1]), ("x of q", matches.Q[0]), ("y of q", matches.Q[1]), ("the weight", matches.W),
        })
        {
            finite &= CheckNumbers(pair, index, values, MatchProblem.NotFinite, name, static value => !double.IsFinite(value));
        }

        CheckNumbers(pair, index, matches.W, MatchProblem.NegativeWeight, "the weight", static value => value < 0);
        if (finite)
        {
            CheckExtent(pair, index, "p", matches.P, p);
            CheckExtent(pair, index, "q", matches.Q, q);
            CheckRepeatedPoints(pair, index);
        }
    }

    private bool CheckIds(CanvasMatches pair, long index)
    {
        var (p, q) = (pair.P(), pair.Q());
        if (MatchValidation.FindMissingId(pair) is { } missing)
        {
            tally.Add(MatchProblem.MissingId, index, p, q, missing);
            return false;
        }

        if (p.Id == q.Id)
        {
            tally.Add(MatchProblem.SelfMatch, index, p, q, "both sides are the same tile");
        }

        if (p > q)
        {
            tally.Add(MatchProblem.OutOfOrder, index, p, q, "p comes after q as text");
        }

        // In sorted sequences a pair can come again only within its group.
        if (isSorted && group != pair.PGroupId)
        {
            pairs.Clear();
            group = pair.PGroupId;
        }

        if (!pairs.Add(pair.Key()))
        {
            tally.Add(MatchProblem.RepeatedPair, index, p, q, "the pair came before");
        }

        return true;
    }

    private void CheckSide(CanvasMatches pair, CanvasId side, MatchTile? tile, long index, Predicate<string> isSection)
    {
        if (tile is null)
        {
            Find(MatchProblem.UnknownTile, $"the stack has no tile '{side.Id}'");
        }
        else if (tile.Fault is not null)
        {
            Find(MatchProblem.UnknownExtent, $"where tile '{side.Id}' ends is not known: {tile.Fault}");
        }

        if (tile?.SectionId == side.GroupId)
        {
            return;
        }

        if (!isSection(side.GroupId))
        {
            Find(MatchProblem.UnknownGroup, $"group '{side.GroupId}' is no section of the stack");
        }
        else if (tile is not null)
        {
            Find(
                MatchProblem.GroupDiffers,
                $"tile '{side.Id}' is in group '{side.GroupId}', but {(tile.SectionId is { } section ? $"in section '{section}'" : "has no section id")}");
        }

        void Find(MatchProblem problem, string detail) => tally.Add(problem, index, pair.P(), pair.Q(), detail);
    }

    private bool CheckLengths(CanvasMatches pair, long index)
    {
        if (pair.Matches is not { P: [{ } px, { } py], Q: [{ } qx, { } qy], W: { } weights })
        {
            tally.Add(MatchProblem.MissingPoints, index, pair.P(), pair.Q(), pair.Matches is null
                ? "there are no points"
                : MatchValidation.FindFault(pair.Matches) ?? "a list is missing");
            return false;
        }

        if (pair.MatchCount is { } count && count != weights.Count)
        {
            tally.Add(MatchProblem.CountDiffers, index, pair.P(), pair.Q(), $"{count} are counted, there are {weights.Count} weights");
        }

        if (px.Count == weights.Count && py.Count == weights.Count && qx.Count == weights.Count && qy.Count == weights.Count)
        {
            return true;
        }

        tally.Add(
            MatchProblem.LengthsDiffer, index, pair.P(), pair.Q(),
            $"there are {px.Count} x and {py.Count} y of p, {qx.Count} x and {qy.Count} y of q, and {weights.Count} weights");
        return false;
    }

    private bool CheckNumbers(
        CanvasMatches pair, long index, IReadOnlyList<double> values, MatchProblem problem, string name, Predicate<double> isWrong)
    {
        var (first, count) = (-1, 0);
        for (var i = 0; i < values.Count; i++)
        {
            if (isWrong(values[i]))
            {
                first = count++ == 0 ? i : first;
            }
        }

        if (count > 0)
        {
            tally.Add(
                problem, index, pair.P(), pair.Q(),
                string.Create(CultureInfo.InvariantCulture, $"{name} is {values[first]} at point {first}"), count);
        }

        return count == 0;
    }

    private void CheckExtent(CanvasMatches pair, long index, string side, IReadOnlyList<IReadOnlyList<double>> coordinates, MatchTile? tile)
    {
        if (tile is not { Fault: null })
        {
            return;
        }

        var (x, y) = (coordinates[0], coordinates[1]);
        var (first, count) = (-1, 0);
        for (var i = 0; i < x.Count; i++)
        {
            if (!tile.Contains(new Point2D(x[i], y[i]), options.Tolerance))
            {
                first = count++ == 0 ? i : first;
            }
        }

        if (count > 0)
        {
            tally.Add(
                MatchProblem.OutsideOfTile, index, pair.P(), pair.Q(),
                string.Create(
                    CultureInfo.InvariantCulture, $"point {first} of {side} is ({x[first]}, {y[first]}), the tile reaches {tile.Reach}"),
                count);
        }
    }

    private void CheckRepeatedPoints(CanvasMatches pair, long index)
    {
        points.Clear();
        var (p, q) = (pair.Matches!.P, pair.Matches.Q);
        var (first, count) = (-1, 0);
        for (var i = 0; i < p[0].Count; i++)
        {
            if (!points.Add((new Point2D(p[0][i], p[1][i]), new Point2D(q[0][i], q[1][i]))))
            {
                first = count++ == 0 ? i : first;
            }
        }

        if (count > 0)
        {
            tally.Add(MatchProblem.RepeatedPoint, index, pair.P(), pair.Q(), $"point {first} came before", count);
        }
    }
}
