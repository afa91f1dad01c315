namespace Render;

/// <summary>What is known of the completion of a stack by an import.</summary>
/// <param name="Modified">When the server completed it; <c>null</c> if the import ended before it could ask.</param>
internal sealed record StackCompletionMark(DateTimeOffset? Modified);
