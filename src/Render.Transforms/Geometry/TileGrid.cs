namespace Render.Transforms;

/// <summary>How densely a tile is sampled.</summary>
internal static class TileGrid
{
    // 2^22 nodes are 64 MB; a tile of 65,536 x 65,536 pixels in cells of 64 needs 1.2 million.
    private const int MaximumNodes = 1 << 22;

    public static void Check(double width, double height, double meshCellSize)
    {
        ThrowUnlessPositive(width, nameof(width));
        ThrowUnlessPositive(height, nameof(height));
        ThrowUnlessPositive(meshCellSize, nameof(meshCellSize));
        if (width / meshCellSize + height / meshCellSize > MaximumNodes)
            throw new ArgumentOutOfRangeException(nameof(meshCellSize), meshCellSize, $"Cells of {meshCellSize} pixels are too many for a tile of {width} x {height}.");
    }

    /// <summary>The number of samples along a side.</summary>
    public static int SampleCount(double size, double meshCellSize) => (int)Math.Max(2, Math.Floor(size / meshCellSize + 0.5));

    private static void ThrowUnlessPositive(double value, string name)
    {
        if (!(value > 0) || double.IsInfinity(value))
            throw new ArgumentOutOfRangeException(name, value, $"The {name} of a tile must be a positive number of pixels.");
    }

    public static void CheckNodes(double columns, double rows, double width, double height)
    {
        if (columns * rows > MaximumNodes)
            throw new ArgumentOutOfRangeException(nameof(width), $"A mesh of {columns} x {rows} nodes is too large for a tile of {width} x {height} pixels. Take larger cells.");
    }
}
