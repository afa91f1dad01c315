using System.Runtime.InteropServices;

namespace Render.Transforms;

/// <summary>A point and where it should go. A span of matches is a span of doubles.</summary>
/// <param name="P">The point in source pixels.</param>
/// <param name="Q">Where it should go, in target pixels.</param>
/// <param name="Weight">How much the match counts.</param>
[StructLayout(LayoutKind.Sequential)]
public readonly record struct PointMatch(Point2D P, Point2D Q, double Weight = 1);
