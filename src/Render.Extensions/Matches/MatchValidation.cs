using System.Globalization;

namespace Render;

/// <summary>What the server stores without a look, and what nobody could read back.</summary>
internal static class MatchValidation
{
    /// <summary>Says what is wrong with a pair, or <c>null</c>.</summary>
    public static string? FindFault(CanvasMatches? matches)
    {
        if (matches is null)
        {
            return "it is null";
        }

        if (FindMissingId(matches) is { } missing)
        {
            return matches.AdditionalProperties is { } others && Misfit.Kind(others.Keys) is { } kind
                ? $"it is no pair of matches, but looks like {kind}"
                : missing;
        }

        return matches.Matches is { } points ? FindFault(points) : "it has no points (pairs that are read without points cannot be stored)";
    }

    /// <summary>Says which id of a pair is missing, or <c>null</c>.</summary>
    public static string? FindMissingId(CanvasMatches matches)
    {
        var missing =
            string.IsNullOrEmpty(matches.PGroupId) ? nameof(CanvasMatches.PGroupId)
            : string.IsNullOrEmpty(matches.PId) ? nameof(CanvasMatches.PId)
            : string.IsNullOrEmpty(matches.QGroupId) ? nameof(CanvasMatches.QGroupId)
            : string.IsNullOrEmpty(matches.QId) ? nameof(CanvasMatches.QId)
            : null;
        return missing is null ? null : $"{missing} is missing";
    }

    /// <summary>Says what is wrong with the points of a pair, or <c>null</c>.</summary>
    public static string? FindFault(Matches points)
    {
        if (points.W is null)
        {
            return "w is missing";
        }

        return FindFault("p", points.P, points.W.Count)
            ?? FindFault("q", points.Q, points.W.Count)
            ?? FindFault("w", points.W);
    }

    private static string? FindFault(string side, IReadOnlyList<IReadOnlyList<double>>? dimensions, int count)
    {
        if (dimensions is not [{ } x, { } y])
        {
            return $"{side} is not a list of x and a list of y";
        }

        return x.Count != count || y.Count != count
            ? $"{side} has {x.Count} x and {y.Count} y, but there are {count} weights"
            : FindFault($"x of {side}", x) ?? FindFault($"y of {side}", y);
    }

    private static string? FindFault(string name, IReadOnlyList<double> values)
    {
        var index = values is double[] array ? FindNotFinite(array) : FindNotFinite([.. values]);
        return index < 0 ? null : string.Create(CultureInfo.InvariantCulture, $"{name} is {values[index]} at point {index}");
    }

    private static int FindNotFinite(ReadOnlySpan<double> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            if (!double.IsFinite(values[i]))
            {
                return i;
            }
        }

        return -1;
    }
}
