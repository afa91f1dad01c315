namespace Render;

/// <summary>The tile ids that occur more than once in the source of an import.</summary>
/// <param name="Repeated">How many tiles of each layer are in the source once more, all the same: that does no harm.</param>
/// <param name="Different">The first of the ids that different tiles have, with where these stand.</param>
/// <param name="DifferentCount">How many such ids there are.</param>
internal sealed record Duplicates(IReadOnlyDictionary<double, long> Repeated, IReadOnlyList<DuplicateTile> Different, int DifferentCount);
