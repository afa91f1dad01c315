using System.Globalization;

namespace Render;

/// <summary>Matches in another space, and what was lost on the way.</summary>
/// <param name="Matches">The pair with the points that could be converted.</param>
/// <param name="LostPoints">The places, rising, of the points of the original pair that could not be converted on one side or the other.</param>
public sealed record ConvertedMatches(CanvasMatches Matches, IReadOnlyList<int> LostPoints)
{
    /// <summary>Insists on all points.</summary>
    /// <returns>The pair.</returns>
    /// <exception cref="RenderException">Points are lost; the message names the pair and the first of them.</exception>
    public CanvasMatches EnsureNothingLost() => LostPoints.Count == 0
        ? Matches
        : throw new RenderException(string.Create(
            CultureInfo.InvariantCulture,
            $"{LostPoints.Count} points between {Matches.P()} and {Matches.Q()} could not be converted, the first is point {LostPoints[0]}: it lies outside of a tile, or a transform has no inverse there."));
}
