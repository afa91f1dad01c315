using System.Globalization;

namespace Render.Transforms;

/// <summary>A rectangle in pixels with sides along the axes.</summary>
/// <param name="MinX">Left side.</param>
/// <param name="MinY">Upper side.</param>
/// <param name="MaxX">Right side.</param>
/// <param name="MaxY">Lower side.</param>
public readonly record struct BoundingBox(double MinX, double MinY, double MaxX, double MaxY)
{
    /// <summary>Width in pixels.</summary>
    public double Width => MaxX - MinX;

    /// <summary>Height in pixels.</summary>
    public double Height => MaxY - MinY;

    /// <summary>Says whether a point lies inside or on a side.</summary>
    /// <param name="point">A location in pixels.</param>
    /// <returns>False also for NaN.</returns>
    public bool Contains(Point2D point) => point.X >= MinX && point.X <= MaxX && point.Y >= MinY && point.Y <= MaxY;

    /// <summary>The smallest rectangle that holds this one and another.</summary>
    /// <param name="other">Another rectangle.</param>
    /// <returns>A rectangle that holds both.</returns>
    public BoundingBox Union(BoundingBox other) => new(
        Math.Min(MinX, other.MinX), Math.Min(MinY, other.MinY), Math.Max(MaxX, other.MaxX), Math.Max(MaxY, other.MaxY));

    /// <summary><c>(0, 0) to (2560, 2160.5)</c>, the same in every culture.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"({MinX}, {MinY}) to ({MaxX}, {MaxY})");
}
