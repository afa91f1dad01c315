namespace Render.SpecSync;

/// <summary>An operation or a model that differs.</summary>
/// <param name="Kind">Which side has it.</param>
/// <param name="Subject">Method and path, or the name of the model.</param>
/// <param name="Details">What differs; empty for what one side has not at all.</param>
internal sealed record Difference(DifferenceKind Kind, string Subject, IReadOnlyList<Detail> Details);
