using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Render.Transforms;

/// <summary>Eight doubles, on processors with AVX-512.</summary>
internal readonly struct Lane8(Vector512<double> value) : ILane<Lane8>
{
    private readonly Vector512<double> value = value;

    public static int Count => 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane8 Create(double value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void LoadPoints(ref readonly double source, out Lane8 x, out Lane8 y)
    {
        Vector512<double> low = Vector512.LoadUnsafe(in source);
        Vector512<double> high = Vector512.LoadUnsafe(in source, 8);
        x = new(Avx512F.UnpackLow(low, high));
        y = new(Avx512F.UnpackHigh(low, high));
    }

    // Unpacking twice puts every number back where it came from.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StorePoints(Lane8 x, Lane8 y, ref double destination)
    {
        Vector512<double> low = x.value;
        Vector512<double> high = y.value;
        Avx512F.UnpackLow(low, high).StoreUnsafe(ref destination);
        Avx512F.UnpackHigh(low, high).StoreUnsafe(ref destination, 8);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane8 Sqrt(Lane8 value) => new(Vector512.Sqrt(value.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane8 Floor(Lane8 value) => new(Vector512.Floor(value.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane8 Log(Lane8 value) => new(Vector512.Log(value.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Split(Lane8 value, out Lane8 exponent, out Lane8 mantissa)
    {
        Vector512<long> bits = value.value.AsInt64() + Vector512.Create(FastLogarithm.ToCentre);
        exponent = new((Vector512.ShiftRightLogical(bits, 52) | Vector512.Create(FastLogarithm.ExponentMagic)).AsDouble() - Vector512.Create(FastLogarithm.ExponentOffset));
        mantissa = new(((Vector512.Create(FastLogarithm.MantissaMask) & bits) + Vector512.Create(FastLogarithm.LowestMantissa)).AsDouble());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane8 Exp(Lane8 value) => new(Vector512.Exp(value.value));

    public static Lane8 ScalarExp(Lane8 value) => new(Vector512.Create(
        Math.Exp(value.value[0]), Math.Exp(value.value[1]), Math.Exp(value.value[2]), Math.Exp(value.value[3]),
        Math.Exp(value.value[4]), Math.Exp(value.value[5]), Math.Exp(value.value[6]), Math.Exp(value.value[7])));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane8 Min(Lane8 left, Lane8 right) => new(Vector512.MinNative(left.value, right.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane8 Max(Lane8 left, Lane8 right) => new(Vector512.MaxNative(left.value, right.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane8 RoundToSingle(Lane8 value) => new(Vector512.WidenLower(Vector512.Narrow(value.value, value.value)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane8 MultiplyAdd(Lane8 left, Lane8 right, Lane8 addend) => new(Vector512.MultiplyAddEstimate(left.value, right.value, addend.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane8 SelectEqual(Lane8 left, Lane8 right, Lane8 whenTrue, Lane8 whenFalse) =>
        new(Vector512.ConditionalSelect(Vector512.Equals(left.value, right.value), whenTrue.value, whenFalse.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane8 SelectLess(Lane8 left, Lane8 right, Lane8 whenTrue, Lane8 whenFalse) =>
        new(Vector512.ConditionalSelect(Vector512.LessThan(left.value, right.value), whenTrue.value, whenFalse.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AreLess(Lane8 left, Lane8 right) => Vector512.LessThanAll(left.value, right.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane8 operator +(Lane8 left, Lane8 right) => new(left.value + right.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane8 operator -(Lane8 left, Lane8 right) => new(left.value - right.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane8 operator *(Lane8 left, Lane8 right) => new(left.value * right.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane8 operator /(Lane8 left, Lane8 right) => new(left.value / right.value);
}
