using Render;
using Render.Transforms;

namespace Documentation.Tests;

/// <summary>
/// What examples may take as given, so that they need not begin with connecting and reading; <see cref="Guide"/> gives it to those that run.
/// </summary>
public static class Given
{
    public static RenderClient render { get; internal set; } = null!;
    public static RenderClient otherRender { get; internal set; } = null!;
    public static RenderStack stack { get; internal set; } = null!;
    public static RenderStack target { get; internal set; } = null!;
    public static RenderMatchCollection collection { get; internal set; } = null!;
    public static TileSpec tile { get; internal set; } = null!;
    public static TileSpec otherTile { get; internal set; } = null!;
    public static IReadOnlyList<TileSpec> tiles { get; internal set; } = null!;
    public static CanvasMatches pair { get; internal set; } = null!;
    public static IReadOnlyList<CanvasMatches> matches { get; internal set; } = null!;
    public static PointMatch[] pointMatches { get; internal set; } = null!;
    public static Point2D[] points { get; internal set; } = null!;
    public static Point2D point { get; internal set; }
    public static Point2D[] world { get; internal set; } = null!;
    public static AffineModel2D affine { get; internal set; } = null!;
    public static AffineModel2D otherAffine { get; internal set; } = null!;
    public static PolynomialTransform2D polynomial { get; internal set; } = null!;
    public static ThinPlateSplineTransform spline { get; internal set; } = null!;
    public static ListTransform chain { get; internal set; } = null!;
    public static TransformSpec lens { get; internal set; } = null!;
    public static IReadOnlyDictionary<string, TransformSpec> sharedTransforms { get; internal set; } = null!;
    public static double z { get; internal set; }
    public static string tileId { get; internal set; } = null!;
    public static string json { get; internal set; } = null!;
    public static CancellationToken cancellationToken { get; internal set; }
}
