namespace Render.Transforms;

/// <summary>One of the two coordinates.</summary>
public enum Axis
{
    /// <summary>Horizontal.</summary>
    X = 0,

    /// <summary>Vertical.</summary>
    Y = 1,
}
