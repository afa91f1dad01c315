using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Render.Transforms;

/// <summary>The numbers of a <see cref="NonLinearCoordinateTransform"/>: polynomial features of a location, normalised, and their weights.</summary>
public sealed class NonLinearParameters
{
    private const double ConstantFeature = 100;

    private const int DimensionOnStack = 31;
    private const int WidestLane = 64;
    private const int BytesOnStack = (DimensionOnStack + 1) * WidestLane;

    private readonly double[] betaX;
    private readonly double[] betaY;
    private readonly double[] mean;
    private readonly double[] variance;

    internal NonLinearParameters(int dimension, double[] betaX, double[] betaY, double[] mean, double[] variance, int width, int height)
    {
        Dimension = dimension;
        this.betaX = betaX;
        this.betaY = betaY;
        this.mean = mean;
        this.variance = variance;
        Width = width;
        Height = height;
    }

    /// <summary>The highest power.</summary>
    public int Dimension { get; }

    /// <summary>The number of features.</summary>
    public int Length => betaX.Length;

    /// <summary>The weights of the features in x'.</summary>
    public ReadOnlyMemory<double> BetaX => betaX;

    /// <summary>The weights of the features in y'.</summary>
    public ReadOnlyMemory<double> BetaY => betaY;

    /// <summary>What is subtracted from each feature. The last one, of the constant feature, is not used.</summary>
    public ReadOnlyMemory<double> NormMean => mean;

    /// <summary>What each feature is then divided by. The last one, of the constant feature, is not used.</summary>
    public ReadOnlyMemory<double> NormVar => variance;

    /// <summary>Width in pixels of the image that the transform was made for. It has no effect on points.</summary>
    public int Width { get; }

    /// <summary>Height in pixels of the image that the transform was made for. It has no effect on points.</summary>
    public int Height { get; }

    /// <summary>The number of features of a dimension: one for each power and the constant.</summary>
    internal static long FeatureCount(int dimension) => (dimension + 1L) * (dimension + 2L) / 2;

    internal static NonLinearParameters Parse(ref DataStringReader data)
    {
        data.SeparateBy(DataStringSeparator.Blank);
        int count = data.Count;
        int dimension = data.ReadInt32("dimension");
        int length = data.ReadInt32("length");
        if (length < 1 || count != 4 + 4L * length)
            throw data.Error($"4 + 4 length values, but length is {length} and there are {count} values");

        if (dimension < 0 || FeatureCount(dimension) > length)
            throw data.Error($"a length of at least (dimension+1)(dimension+2)/2, but dimension is {dimension} and length is {length}");

        double[] betaX = new double[length];
        double[] betaY = new double[length];
        double[] mean = new double[length];
        double[] variance = new double[length];
        for (int i = 0; i < length; i++)
        {
            betaX[i] = data.ReadDouble("beta of x'");
            betaY[i] = data.ReadDouble("beta of y'");
        }

        data.ReadDoubles(mean, "normMean");
        data.ReadDoubles(variance, "normVar");
        return new NonLinearParameters(dimension, betaX, betaY, mean, variance, data.ReadInt32("width"), data.ReadInt32("height"));
    }

    internal static NonLinearParameters Estimate(ReadOnlySpan<PointMatch> matches, int dimension, double ridge, int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(dimension, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(dimension, DimensionOnStack);
        if (ridge is not (>= 0 and < double.PositiveInfinity))
            throw new ArgumentOutOfRangeException(nameof(ridge), ridge, "The penalty must be a number from 0 up.");

        int needed = ridge > 0 ? 1 : (int)FeatureCount(dimension);
        NotEnoughMatchesException.ThrowIfFewer($"A lens correction of dimension {dimension}", matches.Length, needed);
        return NonLinearFit.Solve(matches, dimension, ridge, width, height);
    }

    internal void Format(DataStringWriter data)
    {
        data.Write(Dimension);
        data.Write(Length);
        for (int i = 0; i < Length; i++)
        {
            data.Write(betaX[i]);
            data.Write(betaY[i]);
        }

        data.Write(mean);
        data.Write(variance);
        data.Write(Width);
        data.Write(Height);

        // The server's own form ends with a blank.
        data.Write(""u8);
    }

    internal Point2D Apply(Point2D point)
    {
        Span<byte> powers = Dimension <= DimensionOnStack ? stackalloc byte[BytesOnStack] : new byte[(Dimension + 1) * WidestLane];
        return PointLoop.Apply(new Kernel(this, powers), point);
    }

    internal void Apply(ReadOnlySpan<Point2D> source, Span<Point2D> destination)
    {
        Span<byte> powers = Dimension <= DimensionOnStack ? stackalloc byte[BytesOnStack] : new byte[(Dimension + 1) * WidestLane];
        PointLoop.Apply(new Kernel(this, powers), source, destination);
    }

    private readonly ref struct Kernel(NonLinearParameters parameters, Span<byte> scratch) : IPointKernel
    {
        private readonly ReadOnlySpan<double> betaX = parameters.betaX;
        private readonly ReadOnlySpan<double> betaY = parameters.betaY;
        private readonly ReadOnlySpan<double> mean = parameters.mean;
        private readonly ReadOnlySpan<double> variance = parameters.variance;
        private readonly Span<byte> scratch = scratch;
        private readonly int dimension = parameters.Dimension;

        // Optimized from the first call on: code for wide registers is not precompiled, and until this has been called often enough each operation on a
        // lane would be a call, which takes a program that has just started longer than the rest of its first import.
        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public void Map<TLane>(ref TLane x, ref TLane y)
            where TLane : unmanaged, ILane<TLane>
        {
            // Powers of one degree: x^d, x^(d-1) y, …, y^d.
            Span<TLane> powers = MemoryMarshal.Cast<byte, TLane>(scratch);
            int last = betaX.Length - 1;
            TLane sumX = TLane.Create(0);
            TLane sumY = TLane.Create(0);
            powers[0] = TLane.Create(1);
            int k = 0;
            for (int degree = 1; degree <= dimension; degree++)
            {
                powers[degree] = powers[degree - 1] * y;
                for (int i = 0; i < degree; i++)
                    powers[i] *= x;

                for (int i = 0; i <= degree; i++, k++)
                {
                    TLane feature = (powers[i] - TLane.Create(mean[k])) / TLane.Create(variance[k]);
                    sumX += feature * TLane.Create(betaX[k]);
                    sumY += feature * TLane.Create(betaY[k]);
                }
            }

            // Features that no power fills are 0 before they are normalised.
            for (; k < last; k++)
            {
                double feature = (0 - mean[k]) / variance[k];
                sumX += TLane.Create(feature * betaX[k]);
                sumY += TLane.Create(feature * betaY[k]);
            }

            x = sumX + TLane.Create(ConstantFeature * betaX[last]);
            y = sumY + TLane.Create(ConstantFeature * betaY[last]);
        }
    }
}
