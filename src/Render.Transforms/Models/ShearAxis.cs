namespace Render.Transforms;

/// <summary>Which coordinate carries the shear when an affine map is taken apart.</summary>
public enum ShearAxis
{
    /// <summary>x is sheared: the angle is that of the second row of the matrix.</summary>
    X,

    /// <summary>y is sheared: the angle is that of the first row of the matrix.</summary>
    Y,
}
