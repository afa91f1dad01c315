namespace Render.Transforms;

/// <summary>How a warp field fills the space between the centres of its cells.</summary>
public enum WarpFieldInterpolation
{
    /// <summary>Bilinear, imglib2's NLinearInterpolatorFactory.</summary>
    Linear,

    /// <summary>The value of the nearest centre, imglib2's NearestNeighborInterpolatorFactory.</summary>
    Nearest,
}
