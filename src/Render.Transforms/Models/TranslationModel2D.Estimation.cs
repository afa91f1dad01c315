namespace Render.Transforms;

public sealed partial class TranslationModel2D : IEstimableTransform<TranslationModel2D>
{
    /// <inheritdoc/>
    public static int MinimumMatches => 1;

    /// <inheritdoc/>
    public static TranslationModel2D Estimate(ReadOnlySpan<PointMatch> matches)
    {
        NotEnoughMatchesException.ThrowIfFewer("A translation", matches.Length, MinimumMatches);
        double px = 0;
        double py = 0;
        double qx = 0;
        double qy = 0;
        double total = 0;
        foreach (PointMatch match in matches)
        {
            px += match.Weight * match.P.X;
            py += match.Weight * match.P.Y;
            qx += match.Weight * match.Q.X;
            qy += match.Weight * match.Q.Y;
            total += match.Weight;
        }

        return new TranslationModel2D(qx / total - px / total, qy / total - py / total);
    }
}
