namespace Render;

/// <summary>Different transforms have the same id, of which the server would keep one for all tiles. Nothing was sent.</summary>
public sealed class ConflictingTransformsException : RenderException
{
    internal ConflictingTransformsException(string givers, IReadOnlyDictionary<string, string> places, string? otherRemedy = null)
        : base($"{givers} give different transforms the same id: "
            + string.Join(", ", places.Take(10).Select(conflict => $"'{conflict.Key}' ({conflict.Value})"))
            + (places.Count > 10 ? $" and {places.Count - 10} more" : "")
            + ". The server keeps one transform for each id of a stack: let those that differ have different ids. "
            + (otherRemedy is null ? "" : $"{otherRemedy} ")
            + "Nothing was sent.") =>
        ConflictingIds = [.. places.Keys];

    /// <summary>The ids, at most 1,000.</summary>
    public IReadOnlyList<string> ConflictingIds { get; }
}
