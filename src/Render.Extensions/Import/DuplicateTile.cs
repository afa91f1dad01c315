namespace Render;

/// <summary>A tile id that different tiles of an import have. The server keeps one of them, and nobody can say which.</summary>
/// <param name="TileId">The id.</param>
/// <param name="Places">Where these tiles stand, each as its file and line, or as its place in the source, counted from 0.</param>
public sealed record DuplicateTile(string TileId, IReadOnlyList<string> Places)
{
    /// <summary>All of it in one line.</summary>
    public override string ToString() => $"tile id '{TileId}': {string.Join("; ", Places)}";
}
