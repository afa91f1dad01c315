using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Render.Transforms;

/// <summary>One double, for single points and for what a vector leaves over.</summary>
internal readonly struct Lane1(double value) : ILane<Lane1>
{
    private readonly double value = value;

    public static int Count => 1;

    public double Value => value;

    public static Lane1 Create(double value) => new(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void LoadPoints(ref readonly double source, out Lane1 x, out Lane1 y)
    {
        x = new(source);
        y = new(Unsafe.Add(ref Unsafe.AsRef(in source), 1));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StorePoints(Lane1 x, Lane1 y, ref double destination)
    {
        destination = x.value;
        Unsafe.Add(ref destination, 1) = y.value;
    }

    public static Lane1 Sqrt(Lane1 value) => new(Math.Sqrt(value.value));

    public static Lane1 Floor(Lane1 value) => new(Math.Floor(value.value));

    // The vector functions, not those of Math, whose last bits may differ.
    public static Lane1 Log(Lane1 value) => new(Vector128.Log(Vector128.Create(value.value)).ToScalar());

    public static void Split(Lane1 value, out Lane1 exponent, out Lane1 mantissa)
    {
        long bits = BitConverter.DoubleToInt64Bits(value.value) + FastLogarithm.ToCentre;
        exponent = new(BitConverter.Int64BitsToDouble((bits >>> 52) | FastLogarithm.ExponentMagic) - FastLogarithm.ExponentOffset);
        mantissa = new(BitConverter.Int64BitsToDouble((bits & FastLogarithm.MantissaMask) + FastLogarithm.LowestMantissa));
    }

    public static Lane1 Exp(Lane1 value) => new(Vector128.Exp(Vector128.Create(value.value)).ToScalar());

    public static Lane1 ScalarExp(Lane1 value) => new(Math.Exp(value.value));

    public static Lane1 Min(Lane1 left, Lane1 right) => new(left.value < right.value ? left.value : right.value);

    public static Lane1 Max(Lane1 left, Lane1 right) => new(left.value > right.value ? left.value : right.value);

    public static Lane1 MultiplyAdd(Lane1 left, Lane1 right, Lane1 addend) =>
        new(double.MultiplyAddEstimate(left.value, right.value, addend.value));

    public static Lane1 RoundToSingle(Lane1 value) => new((float)value.value);

    public static Lane1 SelectEqual(Lane1 left, Lane1 right, Lane1 whenTrue, Lane1 whenFalse) =>
        left.value == right.value ? whenTrue : whenFalse;

    public static Lane1 SelectLess(Lane1 left, Lane1 right, Lane1 whenTrue, Lane1 whenFalse) =>
        left.value < right.value ? whenTrue : whenFalse;

    public static bool AreLess(Lane1 left, Lane1 right) => left.value < right.value;

    public static Lane1 operator +(Lane1 left, Lane1 right) => new(left.value + right.value);

    public static Lane1 operator -(Lane1 left, Lane1 right) => new(left.value - right.value);

    public static Lane1 operator *(Lane1 left, Lane1 right) => new(left.value * right.value);

    public static Lane1 operator /(Lane1 left, Lane1 right) => new(left.value / right.value);
}
