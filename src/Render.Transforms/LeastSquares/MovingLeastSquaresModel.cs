namespace Render.Transforms;

/// <summary>The model that moving least squares fits anew at every location.</summary>
public enum MovingLeastSquaresModel
{
    /// <summary>A shift. Needs one match.</summary>
    Translation,

    /// <summary>A rotation and a shift. Needs two matches.</summary>
    Rigid,

    /// <summary>A rotation, a scale and a shift. Needs two matches.</summary>
    Similarity,

    /// <summary>An affine map. Needs three matches that do not lie on a line.</summary>
    Affine,
}
