using System.Runtime.InteropServices;

namespace Render.Transforms;

/// <summary>
/// Moving least squares: at every location, a model is fitted to all matches, each weighted with its weight over the distance to the power of
/// 2 alpha, and applied. On a source point of a match the result is its target; where the model cannot be fitted, the location stays.
/// </summary>
public sealed class MovingLeastSquares
{
    private const int MatchesOnStack = 32;
    private const int WidestLane = 64;

    private readonly PointMatch[] matches;

    /// <summary>Makes moving least squares.</summary>
    /// <param name="model">The model that is fitted at every location.</param>
    /// <param name="alpha">How fast the influence of a match falls: with the distance to the power of -2 alpha.</param>
    /// <param name="matches">The matches in pixels. Too few for the model leave all locations where they are.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="alpha"/> is not a finite number.</exception>
    /// <exception cref="IllDefinedMatchesException">
    /// The matches determine the model nowhere: points coincide, no weight counts, or a number is not finite. (As data strings, such are read, and give
    /// NaN as in the server.)
    /// </exception>
    public MovingLeastSquares(MovingLeastSquaresModel model, double alpha, ReadOnlySpan<PointMatch> matches)
        : this(model, alpha, matches.ToArray(), roundsWeights: false)
    {
        if (!double.IsFinite(alpha))
            throw new ArgumentOutOfRangeException(nameof(alpha), alpha, "The exponent must be a finite number.");

        const string Name = "A moving least squares transform";
        MatchSpread.RequireFinite(matches, Name);
        if (!HasEnoughMatches)
            return;

        var spread = new MatchSpread(matches);
        if (spread.NothingCounts || (model is MovingLeastSquaresModel.Rigid or MovingLeastSquaresModel.Similarity && spread.SourcesCoincide)
            || (model is MovingLeastSquaresModel.Rigid && spread.TargetsCoincide))
        {
            MatchSpread.Require(matches, Name, needsTargets: model == MovingLeastSquaresModel.Rigid);
        }
    }

    internal MovingLeastSquares(MovingLeastSquaresModel model, double alpha, PointMatch[] matches, bool roundsWeights)
    {
        Model = model;
        Alpha = alpha;
        this.matches = matches;
        RoundsWeights = roundsWeights;
    }

    /// <summary>The model that is fitted at every location.</summary>
    public MovingLeastSquaresModel Model { get; }

    /// <summary>How fast the influence of a match falls: with the distance to the power of -2 alpha.</summary>
    public double Alpha { get; }

    /// <summary>The matches in pixels.</summary>
    public ReadOnlySpan<PointMatch> Matches => matches;

    // The server rounds the weights of the second kind to single precision.
    internal bool RoundsWeights { get; }

    private bool HasEnoughMatches => matches.Length >= Model switch
    {
        MovingLeastSquaresModel.Translation => 1,
        MovingLeastSquaresModel.Affine => 3,
        _ => 2,
    };

    internal static MovingLeastSquares Parse(ref DataStringReader data, bool inSinglePrecision)
    {
        MovingLeastSquaresModel model = ReadModel(ref data);
        int dimensions = data.ReadInt32("the number of dimensions");
        if (dimensions != 2)
            throw data.Error($"2 dimensions, not {dimensions}");

        double alpha = Read(ref data, inSinglePrecision, "alpha");
        int count = data.Count;
        if (count < 5 || count % 5 != 0)
            throw data.Error($"five values for each match (px py qx qy weight), not {count} in all");

        var matches = new PointMatch[count / 5];
        foreach (ref double value in MemoryMarshal.Cast<PointMatch, double>(matches.AsSpan()))
            value = Read(ref data, inSinglePrecision, "a coordinate or weight of a match");

        return new MovingLeastSquares(model, alpha, matches, inSinglePrecision && !data.IsInFullPrecision);
    }

    internal void Format(DataStringWriter data)
    {
        data.Write(Model switch
        {
            MovingLeastSquaresModel.Translation => "translation"u8,
            MovingLeastSquaresModel.Rigid => "rigid"u8,
            MovingLeastSquaresModel.Similarity => "similarity"u8,
            _ => "affine"u8,
        });
        data.Write(2);
        data.Write(Alpha);
        foreach (double value in MemoryMarshal.Cast<PointMatch, double>(matches.AsSpan()))
        {
            if (RoundsWeights)
                data.Write((float)value);
            else
                data.Write(value);
        }
    }

    internal Point2D Apply(Point2D point)
    {
        Span<byte> weights = matches.Length <= MatchesOnStack ? stackalloc byte[MatchesOnStack * WidestLane] : new byte[matches.Length * sizeof(double)];
        return PointLoop.Apply(new Kernel(this, weights), point);
    }

    internal void Apply(ReadOnlySpan<Point2D> source, Span<Point2D> destination)
    {
        Span<byte> weights = matches.Length <= MatchesOnStack ? stackalloc byte[MatchesOnStack * WidestLane] : new byte[matches.Length * WidestLane];
        PointLoop.Apply(new Kernel(this, weights), source, destination);
    }

    private static MovingLeastSquaresModel ReadModel(ref DataStringReader data)
    {
        ReadOnlySpan<byte> token = data.ReadToken("the model");
        if (token.SequenceEqual("translation"u8))
            return MovingLeastSquaresModel.Translation;

        if (token.SequenceEqual("rigid"u8))
            return MovingLeastSquaresModel.Rigid;

        if (token.SequenceEqual("similarity"u8))
            return MovingLeastSquaresModel.Similarity;

        return token.SequenceEqual("affine"u8)
            ? MovingLeastSquaresModel.Affine
            : throw data.Error(token, "translation, rigid, similarity or affine");
    }

    private static double Read(ref DataStringReader data, bool inSinglePrecision, string meaning) =>
        inSinglePrecision ? data.ReadSingle(meaning) : data.ReadDouble(meaning);

    private readonly ref struct Kernel(MovingLeastSquares squares, Span<byte> scratch) : IPointKernel
    {
        private readonly ReadOnlySpan<PointMatch> matches = squares.matches;
        private readonly Span<byte> scratch = scratch;
        private readonly MovingLeastSquaresModel model = squares.Model;
        private readonly double alpha = squares.Alpha;
        private readonly bool rounds = squares.RoundsWeights;
        private readonly bool canFit = squares.HasEnoughMatches;

        public void Map<TLane>(ref TLane x, ref TLane y)
            where TLane : unmanaged, ILane<TLane>
        {
            Span<TLane> weights = MemoryMarshal.Cast<byte, TLane>(scratch)[..matches.Length];
            TLane zero = TLane.Create(0);
            TLane one = TLane.Create(1);
            TLane isHit = zero;
            TLane hitX = zero;
            TLane hitY = zero;
            TLane total = zero;
            TLane px = zero;
            TLane py = zero;
            TLane qx = zero;
            TLane qy = zero;
            // Backwards, so that of several matches from one point the first has the last word.
            for (int i = weights.Length - 1; i >= 0; i--)
            {
                PointMatch match = matches[i];
                TLane matchPx = TLane.Create(match.P.X);
                TLane matchPy = TLane.Create(match.P.Y);
                TLane matchQx = TLane.Create(match.Q.X);
                TLane matchQy = TLane.Create(match.Q.Y);
                TLane dx = matchPx - x;
                TLane dy = matchPy - y;
                TLane squared = dx * dx + dy * dy;
                isHit = TLane.SelectEqual(squared, zero, one, isHit);
                hitX = TLane.SelectEqual(squared, zero, matchQx, hitX);
                hitY = TLane.SelectEqual(squared, zero, matchQy, hitY);

                TLane weight = TLane.Create(match.Weight) / Power(squared);
                if (rounds)
                    weight = TLane.RoundToSingle(weight);

                weights[i] = weight;
                total += weight;
                px = TLane.MultiplyAdd(weight, matchPx, px);
                py = TLane.MultiplyAdd(weight, matchPy, py);
                qx = TLane.MultiplyAdd(weight, matchQx, qx);
                qy = TLane.MultiplyAdd(weight, matchQy, qy);
            }

            px /= total;
            py /= total;
            qx /= total;
            qy /= total;
            TLane fittedX = x;
            TLane fittedY = y;
            switch (model)
            {
                case var _ when !canFit:
                    break;
                case MovingLeastSquaresModel.Translation:
                    fittedX += qx - px;
                    fittedY += qy - py;
                    break;
                case MovingLeastSquaresModel.Affine:
                    FitAffine(weights, px, py, qx, qy, ref fittedX, ref fittedY);
                    break;
                default:
                    FitRotation(weights, px, py, qx, qy, ref fittedX, ref fittedY);
                    break;
            }

            x = TLane.SelectEqual(isHit, one, hitX, fittedX);
            y = TLane.SelectEqual(isHit, one, hitY, fittedY);
        }

        private TLane Power<TLane>(TLane squared)
            where TLane : unmanaged, ILane<TLane> => alpha switch
            {
                1 => squared,
                0 => TLane.Create(1),
                0.5 => TLane.Sqrt(squared),
                2 => squared * squared,
                _ => TLane.Exp(TLane.Create(alpha) * TLane.Log(squared)),
            };

        private void FitRotation<TLane>(ReadOnlySpan<TLane> weights, TLane px, TLane py, TLane qx, TLane qy, ref TLane x, ref TLane y)
            where TLane : unmanaged, ILane<TLane>
        {
            TLane cos = TLane.Create(0);
            TLane sin = cos;
            TLane squares = cos;
            for (int i = 0; i < weights.Length; i++)
            {
                PointMatch match = matches[i];
                TLane ax = TLane.Create(match.P.X) - px;
                TLane ay = TLane.Create(match.P.Y) - py;
                TLane bx = TLane.Create(match.Q.X) - qx;
                TLane by = TLane.Create(match.Q.Y) - qy;
                cos = TLane.MultiplyAdd(weights[i], ax * bx + ay * by, cos);
                sin = TLane.MultiplyAdd(weights[i], ax * by - ay * bx, sin);
                squares = TLane.MultiplyAdd(weights[i], ax * ax + ay * ay, squares);
            }

            TLane norm = model == MovingLeastSquaresModel.Rigid ? TLane.Sqrt(cos * cos + sin * sin) : squares;
            cos /= norm;
            sin /= norm;
            TLane dx = x - px;
            TLane dy = y - py;
            x = cos * dx - sin * dy + qx;
            y = sin * dx + cos * dy + qy;
        }

        private void FitAffine<TLane>(ReadOnlySpan<TLane> weights, TLane px, TLane py, TLane qx, TLane qy, ref TLane x, ref TLane y)
            where TLane : unmanaged, ILane<TLane>
        {
            TLane zero = TLane.Create(0);
            TLane xx = zero;
            TLane xy = zero;
            TLane yy = zero;
            TLane xToX = zero;
            TLane yToX = zero;
            TLane xToY = zero;
            TLane yToY = zero;
            for (int i = 0; i < weights.Length; i++)
            {
                PointMatch match = matches[i];
                TLane ax = TLane.Create(match.P.X) - px;
                TLane ay = TLane.Create(match.P.Y) - py;
                TLane bx = TLane.Create(match.Q.X) - qx;
                TLane by = TLane.Create(match.Q.Y) - qy;
                TLane weightedX = weights[i] * ax;
                TLane weightedY = weights[i] * ay;
                xx = TLane.MultiplyAdd(weightedX, ax, xx);
                xy = TLane.MultiplyAdd(weightedX, ay, xy);
                yy = TLane.MultiplyAdd(weightedY, ay, yy);
                xToX = TLane.MultiplyAdd(weightedX, bx, xToX);
                yToX = TLane.MultiplyAdd(weightedY, bx, yToX);
                xToY = TLane.MultiplyAdd(weightedX, by, xToY);
                yToY = TLane.MultiplyAdd(weightedY, by, yToY);
            }

            TLane determinant = xx * yy - xy * xy;
            TLane dx = x - px;
            TLane dy = y - py;
            TLane mappedX = ((yy * xToX - xy * yToX) * dx + (xx * yToX - xy * xToX) * dy) / determinant + qx;
            TLane mappedY = ((yy * xToY - xy * yToY) * dx + (xx * yToY - xy * xToY) * dy) / determinant + qy;
            x = TLane.SelectEqual(determinant, zero, x, mappedX);
            y = TLane.SelectEqual(determinant, zero, y, mappedY);
        }
    }
}
