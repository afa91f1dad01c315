using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Render.Transforms;

/// <summary>Four doubles, on processors with AVX.</summary>
internal readonly struct Lane4(Vector256<double> value) : ILane<Lane4>
{
    private readonly Vector256<double> value = value;

    public static int Count => 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane4 Create(double value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void LoadPoints(ref readonly double source, out Lane4 x, out Lane4 y)
    {
        Vector256<double> low = Vector256.LoadUnsafe(in source);
        Vector256<double> high = Vector256.LoadUnsafe(in source, 4);
        x = new(Avx.UnpackLow(low, high));
        y = new(Avx.UnpackHigh(low, high));
    }

    // Unpacking twice puts every number back where it came from.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StorePoints(Lane4 x, Lane4 y, ref double destination)
    {
        Vector256<double> low = x.value;
        Vector256<double> high = y.value;
        Avx.UnpackLow(low, high).StoreUnsafe(ref destination);
        Avx.UnpackHigh(low, high).StoreUnsafe(ref destination, 4);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane4 Sqrt(Lane4 value) => new(Vector256.Sqrt(value.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane4 Floor(Lane4 value) => new(Vector256.Floor(value.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane4 Log(Lane4 value) => new(Vector256.Log(value.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Split(Lane4 value, out Lane4 exponent, out Lane4 mantissa)
    {
        Vector256<long> bits = value.value.AsInt64() + Vector256.Create(FastLogarithm.ToCentre);
        exponent = new((Vector256.ShiftRightLogical(bits, 52) | Vector256.Create(FastLogarithm.ExponentMagic)).AsDouble() - Vector256.Create(FastLogarithm.ExponentOffset));
        mantissa = new(((Vector256.Create(FastLogarithm.MantissaMask) & bits) + Vector256.Create(FastLogarithm.LowestMantissa)).AsDouble());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane4 Exp(Lane4 value) => new(Vector256.Exp(value.value));

    public static Lane4 ScalarExp(Lane4 value) =>
        new(Vector256.Create(Math.Exp(value.value[0]), Math.Exp(value.value[1]), Math.Exp(value.value[2]), Math.Exp(value.value[3])));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane4 Min(Lane4 left, Lane4 right) => new(Vector256.MinNative(left.value, right.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane4 Max(Lane4 left, Lane4 right) => new(Vector256.MaxNative(left.value, right.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane4 RoundToSingle(Lane4 value) => new(Vector256.WidenLower(Vector256.Narrow(value.value, value.value)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane4 MultiplyAdd(Lane4 left, Lane4 right, Lane4 addend) => new(Vector256.MultiplyAddEstimate(left.value, right.value, addend.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane4 SelectEqual(Lane4 left, Lane4 right, Lane4 whenTrue, Lane4 whenFalse) =>
        new(Vector256.ConditionalSelect(Vector256.Equals(left.value, right.value), whenTrue.value, whenFalse.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane4 SelectLess(Lane4 left, Lane4 right, Lane4 whenTrue, Lane4 whenFalse) =>
        new(Vector256.ConditionalSelect(Vector256.LessThan(left.value, right.value), whenTrue.value, whenFalse.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AreLess(Lane4 left, Lane4 right) => Vector256.LessThanAll(left.value, right.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane4 operator +(Lane4 left, Lane4 right) => new(left.value + right.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane4 operator -(Lane4 left, Lane4 right) => new(left.value - right.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane4 operator *(Lane4 left, Lane4 right) => new(left.value * right.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane4 operator /(Lane4 left, Lane4 right) => new(left.value / right.value);
}
