using Render.Transforms;

namespace Render;

/// <summary>A location in a stack.</summary>
/// <param name="Z">The layer.</param>
/// <param name="World">The location in world pixels.</param>
public readonly record struct WorldPoint(double Z, Point2D World);
