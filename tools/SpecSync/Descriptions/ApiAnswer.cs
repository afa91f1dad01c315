namespace Render.SpecSync;

/// <summary>What success and failure are answered with.</summary>
/// <param name="SuccessCodes">The codes of success; none when the description does not say.</param>
/// <param name="ErrorCodes">The codes of failure that the description names.</param>
/// <param name="MediaTypes">What a success comes as; none when the description does not say.</param>
/// <param name="Type">What a success carries; <c>null</c> for nothing, or nothing that the description knows of.</param>
internal sealed record ApiAnswer(
    IReadOnlyList<int> SuccessCodes, IReadOnlyList<int> ErrorCodes, IReadOnlyList<string> MediaTypes, WireType? Type);
