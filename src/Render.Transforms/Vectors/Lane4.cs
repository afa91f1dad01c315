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

    // See FastLogarithm for the method.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane4 FastLog(Lane4 value)
    {
        Vector256<long> bits = value.value.AsInt64();
        Vector256<double> exponent = (Vector256.ShiftRightLogical(bits, 52) | Vector256.Create(FastLogarithm.ExponentMagic)).AsDouble()
            - Vector256.Create(FastLogarithm.ExponentOffset);
        Vector256<double> mantissa = ((bits & Vector256.Create(FastLogarithm.MantissaMask)) | Vector256.Create(FastLogarithm.One)).AsDouble();
        Vector256<long> index = Vector256.ShiftRightLogical(bits, 48) & Vector256.Create(15L);
        Vector256<double> r = Vector256.FusedMultiplyAdd(mantissa, Lookup(FastLogarithm.Reciprocals, index), Vector256.Create(-1.0));
        Vector256<double> sum = Vector256.Create(FastLogarithm.C9);
        sum = Vector256.FusedMultiplyAdd(sum, r, Vector256.Create(FastLogarithm.C8));
        sum = Vector256.FusedMultiplyAdd(sum, r, Vector256.Create(FastLogarithm.C7));
        sum = Vector256.FusedMultiplyAdd(sum, r, Vector256.Create(FastLogarithm.C6));
        sum = Vector256.FusedMultiplyAdd(sum, r, Vector256.Create(FastLogarithm.C5));
        sum = Vector256.FusedMultiplyAdd(sum, r, Vector256.Create(FastLogarithm.C4));
        sum = Vector256.FusedMultiplyAdd(sum, r, Vector256.Create(FastLogarithm.C3));
        sum = Vector256.FusedMultiplyAdd(sum, r, Vector256.Create(FastLogarithm.C2));
        sum = Vector256.FusedMultiplyAdd(sum, r, Vector256.Create(1.0));
        Vector256<double> whole = Vector256.FusedMultiplyAdd(exponent, Vector256.Create(FastLogarithm.Ln2), Lookup(FastLogarithm.Logarithms, index));
        return new(Vector256.FusedMultiplyAdd(sum, r, whole));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane4 Exp(Lane4 value) => new(Vector256.Exp(value.value));

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
    public static Lane4 SelectLessOrEqual(Lane4 left, Lane4 right, Lane4 whenTrue, Lane4 whenFalse) =>
        new(Vector256.ConditionalSelect(Vector256.LessThanOrEqual(left.value, right.value), whenTrue.value, whenFalse.value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane4 operator +(Lane4 left, Lane4 right) => new(left.value + right.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane4 operator -(Lane4 left, Lane4 right) => new(left.value - right.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane4 operator *(Lane4 left, Lane4 right) => new(left.value * right.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lane4 operator /(Lane4 left, Lane4 right) => new(left.value / right.value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<double> Lookup(ReadOnlySpan<double> table, Vector256<long> index) =>
        Vector256.Create(table[(int)index[0]], table[(int)index[1]], table[(int)index[2]], table[(int)index[3]]);
}
