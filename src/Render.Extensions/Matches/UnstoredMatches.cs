namespace Render;

/// <summary>A pair of a request that failed.</summary>
/// <param name="P">The p side.</param>
/// <param name="Q">The q side.</param>
/// <param name="MayBeStored">
/// Whether the server may have stored this pair although it did not say so; one with the same ids may be there from before. Storing it again is
/// safe: pairs are replaced by their ids.
/// </param>
public sealed record UnstoredMatches(CanvasId P, CanvasId Q, bool MayBeStored);
