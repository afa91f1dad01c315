namespace Render.SpecSync;

/// <summary>A property of a model.</summary>
/// <param name="Name">The name on the wire.</param>
/// <param name="Type">What it may be.</param>
internal sealed record ApiProperty(string Name, WireType Type);
