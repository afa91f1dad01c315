using System.Globalization;
using System.Runtime.InteropServices;

namespace Render.Transforms;

/// <summary>A location in pixels. A span of points is a span of doubles, x and y in turn (<see cref="MemoryMarshal.Cast{TFrom,TTo}(Span{TFrom})"/>).</summary>
/// <param name="X">Horizontal coordinate in pixels, growing to the right.</param>
/// <param name="Y">Vertical coordinate in pixels, growing downwards.</param>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct Point2D(double X, double Y)
{
    /// <summary><c>(12.5, 7)</c>, the same in every culture.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"({X}, {Y})");
}
