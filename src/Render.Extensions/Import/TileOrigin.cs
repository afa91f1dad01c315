using System.Globalization;

namespace Render;

/// <summary>Where a tile comes from, for messages.</summary>
/// <param name="Index">Its place in the source or in its file, counted from 0.</param>
/// <param name="File">Its file, if it has one.</param>
/// <param name="Line">The line on which it starts, counted from 1, if it has a file.</param>
internal readonly record struct TileOrigin(long Index, string? File = null, long? Line = null)
{
    /// <summary>Names a tile by its id and its file.</summary>
    public string Place(string? tileId) => File is null ? $"tile '{tileId}'" : $"tile '{tileId}', {this}";

    /// <summary>Names the place of a tile whose id is known.</summary>
    public override string ToString() => File is null
        ? string.Create(CultureInfo.InvariantCulture, $"number {Index}")
        : string.Create(CultureInfo.InvariantCulture, $"{File}, line {Line}");
}
