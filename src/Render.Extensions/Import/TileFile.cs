namespace Render;

/// <summary>A file of tile specs, with the transform files that belong to it: one of each per z, for example.</summary>
/// <param name="Path">The file with tiles: .json, .jsonl, these with .gz behind it, or .zip of these.</param>
/// <param name="TransformFiles">
/// Files with transforms that the tiles of this file refer to. Files that belong to all tiles can be named again and again; they are read
/// once in a row.
/// </param>
public sealed record TileFile(string Path, params IReadOnlyList<string> TransformFiles);
