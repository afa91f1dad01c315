namespace Render.SpecSync;

/// <summary>What a request carries.</summary>
/// <param name="IsRequired">Whether a request without it is wrong.</param>
/// <param name="MediaTypes">What it may be sent as; none when the description does not say.</param>
/// <param name="Type">What it may be.</param>
internal sealed record ApiBody(bool IsRequired, IReadOnlyList<string> MediaTypes, WireType Type);
