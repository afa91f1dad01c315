using System.Numerics;

namespace Render;

/// <summary>
/// The double that is nearest to a decimal number: 19 digits times a power of ten from 10^-27 to 1, as coordinates are.
/// </summary>
/// <remarks>
/// D. Lemire, Number parsing at a gigabyte per second, Software: Practice and Experience 51 (2021): one multiplication of 64 by 64 bits, seldom
/// two, with a truncated power of five.
/// </remarks>
internal static class DecimalNumbers
{
    public const int MostDigits = 19;
    public const int MostDecimals = 27;

    private const int MantissaBits = 52;
    private const int LeastExponent = -1023;

    private static readonly (ulong High, ulong Low)[] Reciprocals = [.. Enumerable.Range(0, MostDecimals + 1).Select(Reciprocal)];

    /// <summary>Computes <paramref name="digits"/> · 10^-<paramref name="decimals"/>.</summary>
    /// <returns>Whether it could be computed; it always can for the numbers that are not extremely close to the middle of two doubles.</returns>
    public static bool TryDivide(ulong digits, int decimals, out double value)
    {
        value = 0;
        if (digits == 0)
        {
            return true;
        }

        var shift = BitOperations.LeadingZeroCount(digits);
        digits <<= shift;
        var (reciprocal, rest) = Reciprocals[decimals];
        var high = Math.BigMul(digits, reciprocal, out var low);
        if ((high & 0x1FF) == 0x1FF)
        {
            var carry = Math.BigMul(digits, rest, out _);
            low += carry;
            high += low < carry ? 1UL : 0;
        }

        var upper = (int)(high >> 63);
        var cut = upper + 64 - MantissaBits - 3;
        var mantissa = high >> cut;
        var exponent = Exponent(decimals) + upper - shift - LeastExponent;

        // Exactly between two doubles: to the even one. Possible for few powers only, as the paper shows.
        if (low <= 1 && decimals <= 4 && (mantissa & 3) == 1 && mantissa << cut == high)
        {
            mantissa &= ~1UL;
        }

        mantissa = (mantissa + (mantissa & 1)) >> 1;
        if (mantissa >= 2UL << MantissaBits)
        {
            mantissa = 1UL << MantissaBits;
            exponent++;
        }

        if (exponent is <= 0 or >= 0x7FF)
        {
            return false;
        }

        value = BitConverter.UInt64BitsToDouble((mantissa & ~(1UL << MantissaBits)) | ((ulong)exponent << MantissaBits));
        return true;
    }

    // The binary exponent of 10^-decimals.
    private static int Exponent(int decimals) => (((152170 + 65536) * -decimals) >> 16) + 63;

    // 128 bits of 5^-decimals, rounded up; of 1, exactly.
    private static (ulong High, ulong Low) Reciprocal(int decimals)
    {
        if (decimals == 0)
        {
            return (1UL << 63, 0);
        }

        var power = BigInteger.Pow(5, decimals);
        var bits = (BigInteger.One << (int)(power.GetBitLength() + 127)) / power + 1;
        return ((ulong)(bits >> 64), (ulong)(bits & ulong.MaxValue));
    }
}
