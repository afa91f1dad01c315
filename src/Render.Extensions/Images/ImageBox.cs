using System.Globalization;
using Render.Transforms;

namespace Render;

/// <summary>A part of a layer, in world pixels at full scale.</summary>
/// <param name="X">Its left edge.</param>
/// <param name="Y">Its upper edge.</param>
/// <param name="Width">Its width, a whole number as the server wants it.</param>
/// <param name="Height">Its height.</param>
public readonly record struct ImageBox(double X, double Y, int Width, int Height)
{
    /// <summary>The box around two corners; what is not whole becomes larger.</summary>
    /// <param name="minX">Its left edge.</param>
    /// <param name="minY">Its upper edge.</param>
    /// <param name="maxX">Its right edge.</param>
    /// <param name="maxY">Its lower edge.</param>
    /// <returns>The box.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A size is not above zero, or is more than a whole number of 32 bits.</exception>
    public static ImageBox Between(double minX, double minY, double maxX, double maxY) =>
        new(minX, minY, Size(maxX - minX, nameof(maxX)), Size(maxY - minY, nameof(maxY)));

    /// <summary>The box of a layer, or of a whole stack so that the images of all layers fit on each other.</summary>
    /// <param name="bounds">What <see cref="StackExtensions.GetBoundsAsync(RenderStack, double, CancellationToken)"/> gives.</param>
    /// <returns>The box.</returns>
    public static ImageBox Of(Bounds bounds)
    {
        ArgumentNullException.ThrowIfNull(bounds);
        return Between(bounds.MinX ?? 0, bounds.MinY ?? 0, bounds.MaxX ?? 0, bounds.MaxY ?? 0);
    }

    /// <summary>The box of geometry that is computed here.</summary>
    /// <param name="box">The geometry's box.</param>
    /// <returns>The box.</returns>
    public static ImageBox Of(BoundingBox box) => Between(box.MinX, box.MinY, box.MaxX, box.MaxY);

    /// <summary>The number of pixels of an image of this box, as the server rounds.</summary>
    /// <param name="scale">The scale, 1 being full scale.</param>
    /// <returns>Both sizes, rounded down.</returns>
    public (int Width, int Height) PixelsAt(double scale) => ((int)(Width * scale), (int)(Height * scale));

    /// <summary><c>100 x 50 at (0, 0)</c>, for messages.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Width} x {Height} at ({X}, {Y})");

    private static int Size(double size, string name) => size is > 0 and <= int.MaxValue
        ? (int)Math.Ceiling(size)
        : throw new ArgumentOutOfRangeException(name, size, "A box must be wider and higher than nothing, and fit into 32 bits.");
}
