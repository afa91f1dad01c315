namespace Render;

/// <summary>Transforms cannot be changed as it was asked. Nothing was sent.</summary>
public sealed class TransformChangeException : RenderException
{
    private const int Named = 10;

    internal TransformChangeException(string problem, IReadOnlyList<string> tileIds, string remedy, Exception? innerException = null)
        : base(
            $"{tileIds.Count} {(tileIds.Count == 1 ? "tile" : "tiles")} {problem}: {string.Join(", ", tileIds.Take(Named).Select(id => $"'{id}'"))}"
            + $"{(tileIds.Count > Named ? " …" : "")}. Nothing was sent. {remedy}",
            innerException) => TileIds = tileIds;

    internal TransformChangeException(string problem, string remedy, Exception? innerException = null)
        : base($"{problem} Nothing was sent. {remedy}", innerException) => TileIds = [];

    /// <summary>All tiles that are at fault; none when it is the transform for whole layers, or when there are no tiles to change.</summary>
    public IReadOnlyList<string> TileIds { get; }
}
