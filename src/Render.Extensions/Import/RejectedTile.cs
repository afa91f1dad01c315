using System.Globalization;

namespace Render;

/// <summary>A tile that was not imported because it is faulty.</summary>
/// <param name="TileId">Its id, or <c>null</c> when it has none.</param>
/// <param name="Index">Its place in the source or in its file, counted from 0.</param>
/// <param name="File">The file that it was read from, or <c>null</c> when it was an object.</param>
/// <param name="Line">The line of the file on which it starts, counted from 1, or <c>null</c>.</param>
/// <param name="Reason">What is wrong with it, and what to do.</param>
public sealed record RejectedTile(string? TileId, long Index, string? File, long? Line, string Reason)
{
    /// <summary>All of it in one line.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{(TileId is null ? $"tile number {Index}" : $"tile '{TileId}'")}{(File is null ? "" : $" ({File}, line {Line})")}: {Reason}");
}
