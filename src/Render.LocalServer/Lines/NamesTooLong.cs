namespace Render.LocalServer;

/// <summary>Names that are too long together for the Java server's database.</summary>
/// <param name="Kind">What they make: <c>render collection</c>.</param>
/// <param name="Text">What they make, as text.</param>
/// <param name="Most">How many characters that may have.</param>
/// <param name="Remedy">What has to become shorter.</param>
internal sealed record NamesTooLong(string Kind, string Text, int Most, string Remedy);
