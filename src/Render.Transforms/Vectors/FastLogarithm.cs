namespace Render.Transforms;

/// <summary>
/// The natural logarithm of a positive double without a division: x = 2^e m with m in [1, 2); the upper four bits of m choose c, nearly 1/m, so that
/// ln x = e ln 2 - ln c + ln(1 + r) with r = m c - 1, at most 1/33, and a series of nine terms is exact to 7e-17.
/// </summary>
internal static class FastLogarithm
{
    public const double Ln2 = 0.693147180559945309417;
    public const double C2 = -1.0 / 2;
    public const double C3 = 1.0 / 3;
    public const double C4 = -1.0 / 4;
    public const double C5 = 1.0 / 5;
    public const double C6 = -1.0 / 6;
    public const double C7 = 1.0 / 7;
    public const double C8 = -1.0 / 8;
    public const double C9 = 1.0 / 9;

    public const long MantissaMask = 0x000f_ffff_ffff_ffff;

    /// <summary>The bits of 1.0.</summary>
    public const long One = 0x3ff0_0000_0000_0000;

    /// <summary>The bits of 2^52: an integer in its lower bits makes the double 2^52 plus that integer.</summary>
    public const long ExponentMagic = 0x4330_0000_0000_0000;

    /// <summary>2^52 and the bias of the exponent.</summary>
    public const double ExponentOffset = 4503599627370496.0 + 1023;

    /// <summary>c: one over the centre of each sixteenth of [1, 2).</summary>
    public static ReadOnlySpan<double> Reciprocals =>
    [
        0.9696969696969697, 0.9142857142857143, 0.8648648648648649, 0.8205128205128205,
        0.7804878048780488, 0.7441860465116279, 0.7111111111111111, 0.6808510638297872,
        0.6530612244897959, 0.6274509803921569, 0.6037735849056604, 0.5818181818181818,
        0.5614035087719298, 0.5423728813559322, 0.5245901639344263, 0.5079365079365079,
    ];

    /// <summary>-ln c.</summary>
    public static ReadOnlySpan<double> Logarithms =>
    [
        0.03077165866675366, 0.08961215868968717, 0.14518200984449783, 0.19782574332991992,
        0.2478361639045812, 0.2954642128938359, 0.3409265869705932, 0.38441169891033206,
        0.42608439531090014, 0.46608972992459924, 0.5045560107523953, 0.5415972824327444,
        0.5773153650348236, 0.6118015411059929, 0.6451379613735847, 0.6773988235918061,
    ];

    public static double Of(double value)
    {
        long bits = BitConverter.DoubleToInt64Bits(value);
        double exponent = BitConverter.Int64BitsToDouble((bits >>> 52) | ExponentMagic) - ExponentOffset;
        double mantissa = BitConverter.Int64BitsToDouble((bits & MantissaMask) | One);
        int index = (int)(bits >>> 48) & 15;
        double r = Math.FusedMultiplyAdd(mantissa, Reciprocals[index], -1);
        double sum = C9;
        sum = Math.FusedMultiplyAdd(sum, r, C8);
        sum = Math.FusedMultiplyAdd(sum, r, C7);
        sum = Math.FusedMultiplyAdd(sum, r, C6);
        sum = Math.FusedMultiplyAdd(sum, r, C5);
        sum = Math.FusedMultiplyAdd(sum, r, C4);
        sum = Math.FusedMultiplyAdd(sum, r, C3);
        sum = Math.FusedMultiplyAdd(sum, r, C2);
        sum = Math.FusedMultiplyAdd(sum, r, 1);
        return Math.FusedMultiplyAdd(sum, r, Math.FusedMultiplyAdd(exponent, Ln2, Logarithms[index]));
    }
}
