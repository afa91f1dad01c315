namespace Render;

/// <summary>An image that the server did not render, or that did not arrive as a whole.</summary>
/// <param name="Name">The z of the layer, or the id of the tile.</param>
/// <param name="Reason">Why.</param>
public sealed record FailedImage(string Name, string Reason);
