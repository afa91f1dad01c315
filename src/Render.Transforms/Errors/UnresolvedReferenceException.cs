namespace Render.Transforms;

/// <summary>References name shared transforms that are not there.</summary>
public sealed class UnresolvedReferenceException : InvalidTransformException
{
    internal UnresolvedReferenceException(IReadOnlyList<string> missingIds)
        : base($"Shared transforms are missing: {string.Join(", ", missingIds.Take(20).Select(id => $"'{id}'"))}"
            + (missingIds.Count > 20 ? $" and {missingIds.Count - 20} more" : "")
            + ". Resolve the references with the shared transforms before applying them.") =>
        MissingIds = missingIds;

    /// <summary>The ids that were not found.</summary>
    public IReadOnlyList<string> MissingIds { get; }
}
