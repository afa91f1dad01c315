using System.Runtime.CompilerServices;

namespace Render.Transforms;

/// <summary>
/// The natural logarithm of positive numbers at half the cost of the runtime's, which takes care of all numbers. x = 2^e m with m between √½ and √2,
/// s = (m - 1) / (m + 1), and ln x = e ln 2 + 2 artanh s. The series of artanh is the minimax polynomial of fdlibm (Sun Microsystems, 1993), good
/// to 2^-58.
/// </summary>
internal static class FastLogarithm
{
    /// <summary>From the bits of √½ to those of 1: what is added carries mantissas from √2 on over to the next exponent.</summary>
    public const long ToCentre = One - LowestMantissa;

    /// <summary>The bits of √½, rounded down.</summary>
    public const long LowestMantissa = 0x3fe6_a09e_0000_0000;

    public const long MantissaMask = 0x000f_ffff_ffff_ffff;

    /// <summary>The bits of 2^52: an integer in its lower bits makes the double 2^52 plus that integer.</summary>
    public const long ExponentMagic = 0x4330_0000_0000_0000;

    /// <summary>2^52 and the bias of the exponent.</summary>
    public const double ExponentOffset = 4503599627370496.0 + 1023;

    private const long One = 0x3ff0_0000_0000_0000;

    private const double Ln2 = 0.693147180559945309417;
    private const double C1 = 6.666666666666735130e-01;
    private const double C2 = 3.999999999940941908e-01;
    private const double C3 = 2.857142874366239149e-01;
    private const double C4 = 2.222219843214978396e-01;
    private const double C5 = 1.818357216161805012e-01;
    private const double C6 = 1.531383769920937332e-01;
    private const double C7 = 1.479819860511658591e-01;

    /// <summary>The logarithm to 4e-16 of the larger of it and 1. Of 0, infinity and NaN it is some finite number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLane Of<TLane>(TLane value)
        where TLane : unmanaged, ILane<TLane>
    {
        TLane.Split(value, out TLane exponent, out TLane mantissa);
        TLane one = TLane.Create(1);
        TLane s = (mantissa - one) / (mantissa + one);
        TLane squared = s * s;
        TLane series = TLane.Create(C7);
        series = TLane.MultiplyAdd(series, squared, TLane.Create(C6));
        series = TLane.MultiplyAdd(series, squared, TLane.Create(C5));
        series = TLane.MultiplyAdd(series, squared, TLane.Create(C4));
        series = TLane.MultiplyAdd(series, squared, TLane.Create(C3));
        series = TLane.MultiplyAdd(series, squared, TLane.Create(C2));
        series = TLane.MultiplyAdd(series, squared, TLane.Create(C1));
        return TLane.MultiplyAdd(exponent, TLane.Create(Ln2), TLane.MultiplyAdd(s * squared, series, s + s));
    }
}
