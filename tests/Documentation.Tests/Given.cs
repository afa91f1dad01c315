using Render;
using Render.Transforms;

namespace Documentation.Tests;

/// <summary>What examples may take as given, so that they need not begin with connecting and reading.</summary>
public static class Given
{
    public static readonly RenderClient render = null!;
    public static readonly RenderClient otherRender = null!;
    public static readonly RenderStack stack = null!;
    public static readonly RenderStack target = null!;
    public static readonly RenderMatchCollection collection = null!;
    public static readonly TileSpec tile = null!;
    public static readonly TileSpec otherTile = null!;
    public static readonly IReadOnlyList<TileSpec> tiles = null!;
    public static readonly CanvasMatches pair = null!;
    public static readonly IReadOnlyList<CanvasMatches> matches = null!;
    public static readonly PointMatch[] pointMatches = null!;
    public static readonly Point2D[] points = null!;
    public static readonly Point2D point;
    public static readonly AffineModel2D affine = null!;
    public static readonly AffineModel2D otherAffine = null!;
    public static readonly PolynomialTransform2D polynomial = null!;
    public static readonly ThinPlateSplineTransform spline = null!;
    public static readonly ListTransform chain = null!;
    public static readonly TransformSpec lens = null!;
    public static readonly IReadOnlyDictionary<string, TransformSpec> sharedTransforms = null!;
    public static readonly double z;
    public static readonly string tileId = null!;
    public static readonly string json = null!;
    public static readonly CancellationToken cancellationToken;
}
