namespace Render;

/// <summary>A pair to import, with where it comes from.</summary>
/// <param name="Pair">The pair; <c>null</c> if it cannot be read.</param>
/// <param name="Source">Its place in a file, or <c>null</c> when it was an object.</param>
internal readonly record struct SourcedMatches(CanvasMatches? Pair, MatchSource? Source = null);
