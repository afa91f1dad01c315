namespace Render;

/// <summary>How far the points of a pair lie apart in the world.</summary>
/// <param name="P">The p side.</param>
/// <param name="Q">The q side.</param>
/// <param name="Distances">One distance in world pixels for each point, NaN for those that have no place in the world.</param>
/// <param name="Weights">One weight for each point.</param>
public sealed record MatchResiduals(CanvasId P, CanvasId Q, IReadOnlyList<double> Distances, IReadOnlyList<double> Weights)
{
    /// <summary>The mean distance in world pixels by weight; NaN when nothing has a weight.</summary>
    public double Mean => Average(static distance => distance);

    /// <summary>The root of the mean square of the distances by weight; NaN when nothing has a weight.</summary>
    public double RootMeanSquare => Math.Sqrt(Average(static distance => distance * distance));

    /// <summary>The largest distance in world pixels; NaN when there is none.</summary>
    public double Largest => Distances.Where(double.IsFinite).DefaultIfEmpty(double.NaN).Max();

    private double Average(Func<double, double> value)
    {
        var (sum, weights) = (0.0, 0.0);
        for (var i = 0; i < Distances.Count; i++)
        {
            if (double.IsFinite(Distances[i]))
            {
                sum += Weights[i] * value(Distances[i]);
                weights += Weights[i];
            }
        }

        return sum / weights;
    }
}
