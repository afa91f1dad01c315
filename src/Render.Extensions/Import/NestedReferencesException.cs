namespace Render;

/// <summary>Shared transforms that tiles refer to refer to other shared transforms, which the server refuses. Nothing was sent.</summary>
public sealed class NestedReferencesException : RenderException
{
    internal const string Reason = "refers to other shared transforms, which the server refuses.";

    internal const string Remedy =
        $"Set {nameof(ImportOptions)}.{nameof(ImportOptions.FlattenReferences)} to have their content put in place of the references, or write it there.";

    internal NestedReferencesException(IReadOnlyDictionary<string, string> firstTiles)
        : base($"{firstTiles.Count} shared transform{(firstTiles.Count == 1 ? " refers" : "s refer")} to other shared transforms, which the server refuses: "
            + string.Join(", ", firstTiles.Take(10).Select(nesting => $"'{nesting.Key}' (first in {nesting.Value})"))
            + (firstTiles.Count > 10 ? $" and {firstTiles.Count - 10} more" : "")
            + $". {Remedy} Nothing was sent.") =>
        NestedIds = [.. firstTiles.Keys];

    /// <summary>The ids of the transforms that refer to others, at most 1,000.</summary>
    public IReadOnlyList<string> NestedIds { get; }
}
