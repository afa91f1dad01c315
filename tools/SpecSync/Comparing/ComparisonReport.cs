namespace Render.SpecSync;

/// <summary>All differences between what is known and what a server describes.</summary>
/// <param name="Line">The line of the server that was compared, as the contract calls it; <c>null</c> when it is none of those.</param>
/// <param name="Known">The name of the contract, or of an older description.</param>
/// <param name="KnownOperations">How many operations that has.</param>
/// <param name="Server">The name of the server's description.</param>
/// <param name="ServerOperations">How many operations that has.</param>
/// <param name="Operations">Operations that differ, by path.</param>
/// <param name="Models">Models that differ, by name.</param>
internal sealed record ComparisonReport(
    string? Line,
    string Known,
    int KnownOperations,
    string Server,
    int ServerOperations,
    IReadOnlyList<Difference> Operations,
    IReadOnlyList<Difference> Models)
{
    public bool IsEmpty => Operations.Count == 0 && Models.Count == 0;

    /// <summary>The numbers in one line.</summary>
    public string Summary => IsEmpty ? "no difference" : $"{Count("operation", Operations)}; {Count("model", Models)}";

    private static string Count(string noun, IReadOnlyList<Difference> differences)
    {
        int Of(DifferenceKind kind) => differences.Count(difference => difference.Kind == kind);
        return $"{noun}s: {Of(DifferenceKind.Added)} added, {Of(DifferenceKind.Removed)} removed, {Of(DifferenceKind.Changed)} changed";
    }
}
