namespace Render;

/// <summary>How points of the world are mapped back into tiles on the client.</summary>
public enum InverseMapping
{
    /// <summary>
    /// As the server does, to the last bits: through a mesh of triangles, among the tiles whose stored boxes hold the point. Like the server it
    /// has no answer for the last row and column of pixels and for mirrored tiles, and between the nodes of the mesh it is as coarse.
    /// </summary>
    AsServer,

    /// <summary>
    /// On the transforms themselves, to 1e-9 world pixels and in all of the tile, among the tiles whose own shape holds the point. Slower where
    /// transforms are not affine.
    /// </summary>
    Accurate,
}
