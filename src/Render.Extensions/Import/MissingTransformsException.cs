namespace Render;

/// <summary>Tiles refer to shared transforms that nobody has given. Nothing was sent.</summary>
public sealed class MissingTransformsException : RenderException
{
    internal MissingTransformsException(long tiles, IReadOnlyDictionary<string, string> firstTiles)
        : base($"{tiles} tile{(tiles == 1 ? " refers" : "s refer")} to shared transforms that nobody has given: "
            + string.Join(", ", firstTiles.Take(10).Select(missing => $"'{missing.Key}' (first in {missing.Value})"))
            + (firstTiles.Count > 10 ? $" and {firstTiles.Count - 10} more" : "")
            + $". Add them to {nameof(ImportOptions)}.{nameof(ImportOptions.SharedTransforms)} or to the transform files; or unset "
            + $"{nameof(ImportOptions.CheckReferencesFirst)} to import the other tiles. Nothing was sent.") =>
        MissingIds = [.. firstTiles.Keys];

    /// <summary>The ids that were not found, at most 1,000.</summary>
    public IReadOnlyList<string> MissingIds { get; }
}
