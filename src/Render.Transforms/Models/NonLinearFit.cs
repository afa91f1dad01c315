using MathNet.Numerics.LinearAlgebra;

namespace Render.Transforms;

/// <summary>Ridge regression on normalised polynomial features.</summary>
internal static class NonLinearFit
{
    private const double ConstantFeature = 100;

    public static NonLinearParameters Solve(ReadOnlySpan<PointMatch> matches, int dimension, double ridge, int width, int height)
    {
        const string Name = "A lens correction";
        MatchSpread.RequireFinite(matches, Name, needsWeights: false);
        int length = (int)NonLinearParameters.FeatureCount(dimension);
        Matrix<double> features = Matrix<double>.Build.Dense(matches.Length, length);
        for (int i = 0; i < matches.Length; i++)
            FillFeatures(features, i, matches[i].P, dimension);

        MatchSpread.RequireResult(features.Enumerate().All(double.IsFinite), matches, Name);
        double[] mean = new double[length];
        double[] deviation = new double[length];
        for (int k = 0; k < length; k++)
        {
            Vector<double> column = features.Column(k);
            mean[k] = column.Sum() / column.Count;
            deviation[k] = Math.Sqrt(column.Sum(value => (value - mean[k]) * (value - mean[k])) / column.Count);
            if (k == length - 1)
                break;

            MatchSpread.RequireResult(double.IsFinite(deviation[k]), matches, Name);
            if (!(deviation[k] > 0))
                throw new IllDefinedMatchesException($"{Name} needs source points that differ in both coordinates.");

            features.SetColumn(k, column.Subtract(mean[k]).Divide(deviation[k]));
        }

        Matrix<double> targets = Matrix<double>.Build.Dense(matches.Length, 2);
        for (int i = 0; i < matches.Length; i++)
        {
            targets[i, 0] = matches[i].Q.X;
            targets[i, 1] = matches[i].Q.Y;
        }

        // The penalty as further equations keeps the square of the condition out; without enough equations, take the least weights.
        if (ridge > 0)
        {
            features = features.Stack(Matrix<double>.Build.DenseDiagonal(length, Math.Sqrt(ridge)));
            targets = targets.Stack(Matrix<double>.Build.Dense(length, 2));
        }

        Matrix<double> beta = features.RowCount >= length ? features.QR().Solve(targets) : SolveLeastNorm(matches);
        if (beta.Enumerate().Any(value => !double.IsFinite(value)))
            beta = SolveLeastNorm(matches);

        MatchSpread.RequireResult(beta.Enumerate().All(double.IsFinite), matches, Name);
        return new NonLinearParameters(dimension, beta.Column(0).ToArray(), beta.Column(1).ToArray(), mean, deviation, width, height);

        Matrix<double> SolveLeastNorm(ReadOnlySpan<PointMatch> matches) =>
            MatchSpread.Converge(() => features.PseudoInverse() * targets, matches, Name);
    }

    // x, y, x², xy, y², … and the constant.
    private static void FillFeatures(Matrix<double> features, int row, Point2D point, int dimension)
    {
        int k = 0;
        for (int degree = 1; degree <= dimension; degree++)
        {
            for (int ofY = 0; ofY <= degree; ofY++, k++)
                features[row, k] = Math.Pow(point.X, degree - ofY) * Math.Pow(point.Y, ofY);
        }

        features[row, k] = ConstantFeature;
    }
}
