namespace Render.Transforms;

public sealed partial class AffineModel2D : IEstimableTransform<AffineModel2D>
{
    private const string Name = "An affine transform";

    /// <inheritdoc/>
    public static int MinimumMatches => 3;

    /// <inheritdoc/>
    /// <remarks>As in the server, source points on a line are refused only if the determinant of their scatter is exactly 0.</remarks>
    public static AffineModel2D Estimate(ReadOnlySpan<PointMatch> matches)
    {
        NotEnoughMatchesException.ThrowIfFewer(Name, matches.Length, MinimumMatches);
        MatchSpread.Require(matches, Name);
        var moments = new Moments(matches);
        double determinant = moments.XX * moments.YY - moments.XY * moments.XY;
        if (determinant == 0)
            throw new IllDefinedMatchesException($"{Name} needs source points that do not lie on one line, and weights that are not too small to compute with.");

        double m00 = (moments.YY * moments.XToX - moments.XY * moments.YToX) / determinant;
        double m01 = (moments.XX * moments.YToX - moments.XY * moments.XToX) / determinant;
        double m10 = (moments.YY * moments.XToY - moments.XY * moments.YToY) / determinant;
        double m11 = (moments.XX * moments.YToY - moments.XY * moments.XToY) / determinant;
        double m02 = moments.Q.X - m00 * moments.P.X - m01 * moments.P.Y;
        double m12 = moments.Q.Y - m10 * moments.P.X - m11 * moments.P.Y;
        MatchSpread.RequireResult(double.IsFinite(m02) && double.IsFinite(m12), matches, Name);
        return new AffineModel2D(m00, m10, m01, m11, m02, m12);
    }

    /// <summary>
    /// Estimates two models from the same matches and takes the mean of their six numbers: a rigid or similar model keeps an affine one from
    /// following noise. It is mpicbg's interpolated affine model.
    /// </summary>
    /// <typeparam name="TModel">The model at <paramref name="lambda"/> 0, as a rule the freer one.</typeparam>
    /// <typeparam name="TRegularizer">The model at <paramref name="lambda"/> 1, as a rule the stiffer one.</typeparam>
    /// <param name="matches">The matches in pixels.</param>
    /// <param name="lambda">The share of <typeparamref name="TRegularizer"/>, from 0 to 1.</param>
    /// <returns>The mean of both.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="lambda"/> is not from 0 to 1.</exception>
    /// <exception cref="NotEnoughMatchesException">There are fewer matches than one of both needs, also if its share is 0.</exception>
    /// <exception cref="IllDefinedMatchesException">The matches do not determine one of both.</exception>
    public static AffineModel2D EstimateRegularized<TModel, TRegularizer>(ReadOnlySpan<PointMatch> matches, double lambda)
        where TModel : TransformSpec, IEstimableTransform<TModel>, IAffineTransform
        where TRegularizer : TransformSpec, IEstimableTransform<TRegularizer>, IAffineTransform
    {
        if (lambda is not (>= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(lambda), lambda, "The share of a model must be from 0 to 1.");

        AffineMatrix a = TModel.Estimate(matches).Matrix;
        AffineMatrix b = TRegularizer.Estimate(matches).Matrix;
        double rest = 1 - lambda;
        return new AffineModel2D(
            a.M00 * rest + b.M00 * lambda,
            a.M10 * rest + b.M10 * lambda,
            a.M01 * rest + b.M01 * lambda,
            a.M11 * rest + b.M11 * lambda,
            a.M02 * rest + b.M02 * lambda,
            a.M12 * rest + b.M12 * lambda);
    }
}
