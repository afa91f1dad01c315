using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Render.Transforms;

/// <summary>Two doubles, on any processor.</summary>
internal readonly struct Lane2(Vector128<double> value) : ILane<Lane2>
{
    private readonly Vector128<double> value = value;

    public static int Count => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane2 Create(double value) => new(Vector128.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void LoadPoints(ref readonly double source, out Lane2 x, out Lane2 y)
    {
        Vector128<double> low = Vector128.LoadUnsafe(in source);
        Vector128<double> high = Vector128.LoadUnsafe(in source, 2);
        x = new(Vector128.Create(low[0], high[0]));
        y = new(Vector128.Create(low[1], high[1]));
    }

    // Unpacking twice puts every number back where it came from.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StorePoints(Lane2 x, Lane2 y, ref double destination)
    {
        Vector128<double> low = x.value;
        Vector128<double> high = y.value;
        Vector128.Create(low[0], high[0]).StoreUnsafe(ref destination);
        Vector128.Create(low[1], high[1]).StoreUnsafe(ref destination, 2);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane2 Sqrt(Lane2 value) => new(Vector128.Sqrt(value.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane2 Floor(Lane2 value) => new(Vector128.Floor(value.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane2 Log(Lane2 value) => new(Vector128.Log(value.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Split(Lane2 value, out Lane2 exponent, out Lane2 mantissa)
    {
        Vector128<long> bits = value.value.AsInt64() + Vector128.Create(FastLogarithm.ToCentre);
        exponent = new((Vector128.ShiftRightLogical(bits, 52) | Vector128.Create(FastLogarithm.ExponentMagic)).AsDouble() - Vector128.Create(FastLogarithm.ExponentOffset));
        mantissa = new(((Vector128.Create(FastLogarithm.MantissaMask) & bits) + Vector128.Create(FastLogarithm.LowestMantissa)).AsDouble());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane2 Exp(Lane2 value) => new(Vector128.Exp(value.value));

    public static Lane2 ScalarExp(Lane2 value) => new(Vector128.Create(Math.Exp(value.value[0]), Math.Exp(value.value[1])));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane2 Min(Lane2 left, Lane2 right) => new(Vector128.MinNative(left.value, right.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane2 Max(Lane2 left, Lane2 right) => new(Vector128.MaxNative(left.value, right.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane2 RoundToSingle(Lane2 value) => new(Vector128.WidenLower(Vector128.Narrow(value.value, value.value)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane2 MultiplyAdd(Lane2 left, Lane2 right, Lane2 addend) => new(Vector128.MultiplyAddEstimate(left.value, right.value, addend.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane2 SelectEqual(Lane2 left, Lane2 right, Lane2 whenTrue, Lane2 whenFalse) =>
        new(Vector128.ConditionalSelect(Vector128.Equals(left.value, right.value), whenTrue.value, whenFalse.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane2 SelectLess(Lane2 left, Lane2 right, Lane2 whenTrue, Lane2 whenFalse) =>
        new(Vector128.ConditionalSelect(Vector128.LessThan(left.value, right.value), whenTrue.value, whenFalse.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AreLess(Lane2 left, Lane2 right) => Vector128.LessThanAll(left.value, right.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane2 operator +(Lane2 left, Lane2 right) => new(left.value + right.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane2 operator -(Lane2 left, Lane2 right) => new(left.value - right.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane2 operator *(Lane2 left, Lane2 right) => new(left.value * right.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane2 operator /(Lane2 left, Lane2 right) => new(left.value / right.value);
}
