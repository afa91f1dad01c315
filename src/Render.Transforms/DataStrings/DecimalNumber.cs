using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Render.Transforms;

/// <summary>
/// Finds the double that is nearest to a decimal number as data strings and JSON have them: up to 19 digits, from 10^-27. Others are left to the framework.
/// </summary>
/// <remarks>
/// D. Lemire, Number parsing at a gigabyte per second, Software: Practice and Experience 51 (2021): one multiplication of 64 by 64 bits, seldom
/// two, with a truncated power of five.
/// </remarks>
internal static class DecimalNumber
{
    private const int MostDigits = 19;
    private const int MostDecimals = 27;
    private const int MostExponentDigits = 3;

    // With a minus before them and a point behind, they end within a register.
    private const int LongestWhole = 24;

    private const int MantissaBits = 52;
    private const int LeastExponent = -1023;

    private static ReadOnlySpan<uint> Powers => [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000];

    // 128 bits of 5^-decimals, rounded up; of 1, exactly. As constants, since a program that has just started would take longer to compute them than
    // to read thousands of numbers.
    private static ReadOnlySpan<ulong> ReciprocalsHigh =>
    [
        0x8000000000000000, 0xCCCCCCCCCCCCCCCC, 0xA3D70A3D70A3D70A, 0x83126E978D4FDF3B,
        0xD1B71758E219652B, 0xA7C5AC471B478423, 0x8637BD05AF6C69B5, 0xD6BF94D5E57A42BC,
        0xABCC77118461CEFC, 0x89705F4136B4A597, 0xDBE6FECEBDEDD5BE, 0xAFEBFF0BCB24AAFE,
        0x8CBCCC096F5088CB, 0xE12E13424BB40E13, 0xB424DC35095CD80F, 0x901D7CF73AB0ACD9,
        0xE69594BEC44DE15B, 0xB877AA3236A4B449, 0x9392EE8E921D5D07, 0xEC1E4A7DB69561A5,
        0xBCE5086492111AEA, 0x971DA05074DA7BEE, 0xF1C90080BAF72CB1, 0xC16D9A0095928A27,
        0x9ABE14CD44753B52, 0xF79687AED3EEC551, 0xC612062576589DDA, 0x9E74D1B791E07E48,
    ];

    private static ReadOnlySpan<ulong> ReciprocalsLow =>
    [
        0x0000000000000000, 0xCCCCCCCCCCCCCCCD, 0x3D70A3D70A3D70A4, 0x645A1CAC083126EA,
        0xD3C36113404EA4A9, 0x0FCF80DC33721D54, 0xA63F9A49C2C1B110, 0x3D32907604691B4D,
        0xFDC20D2B36BA7C3E, 0x31680A88F8953031, 0xB573440E5A884D1C, 0xF78F69A51539D749,
        0xF93F87B7442E45D4, 0x2865A5F206B06FBA, 0x538484C19EF38C95, 0x0F9D37014BF60A11,
        0x4C2EBE687989A9B4, 0x09BEFEB9FAD487C3, 0x3AFF322E62439FD0, 0x2B31E9E3D06C32E6,
        0x88F4BB1CA6BCF585, 0xD3F6FC16EBCA5E04, 0x5324C68B12DD6339, 0x75B7053C0F178294,
        0xC4926A9672793543, 0x3A83DDBD83F52205, 0x95364AFE032A819E, 0x775EA264CF55347E,
    ];

    /// <summary>Reads a number: a minus or none, digits, a point and digits or none, an exponent or none.</summary>
    /// <returns>False if the text is something else, or a number for which the framework has to be asked.</returns>
    public static bool TryParse(ReadOnlySpan<byte> text, out double value) =>
        TryParseStart(text, out value, out int length) && length == text.Length;

    /// <summary>Reads the number with which a text starts.</summary>
    /// <param name="text">The text.</param>
    /// <param name="value">The number.</param>
    /// <param name="length">The bytes that it takes.</param>
    /// <inheritdoc cref="TryParse" path="/returns"/>
    public static bool TryParseStart(ReadOnlySpan<byte> text, out double value, out int length)
    {
        value = 0;
        length = 0;
        int start = !text.IsEmpty && text[0] == '-' ? 1 : 0;
        if (!TryReadPlain(text, start, out ulong digits, out int decimals, out int end)
            && !TryReadAny(text, start, out digits, out decimals, out end))
        {
            return false;
        }

        if (digits != 0 && !TryDivide(digits, decimals, out value))
            return false;

        value = start == 0 ? value : -value;
        length = end;
        return true;
    }

    /// <summary>Finds out at once where the digits of a number without an exponent are. It ends within the first registers of the text.</summary>
    /// <param name="text">A text that may start with a number.</param>
    /// <param name="start">Where the digits begin: 1 behind a minus.</param>
    /// <param name="whole">How many digits there are before the point.</param>
    /// <param name="decimals">How many there are behind it; 0 if there is no point.</param>
    /// <returns>False if the text is something else, or has to be looked at letter by letter.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryMeasure(ReadOnlySpan<byte> text, int start, out int whole, out int decimals)
    {
        whole = 0;
        decimals = 0;
        if (text.Length < Vector256<byte>.Count)
            return false;

        var areOther = Vector256.GreaterThan(Vector256.Create(text) - Vector256.Create((byte)'0'), Vector256.Create((byte)9));
        uint others = areOther.ExtractMostSignificantBits() >> start;
        whole = BitOperations.TrailingZeroCount(others);
        if (whole is 0 or > LongestWhole)
            return false;

        int end = start + whole;
        if (text[end] == '.')
        {
            others >>= whole + 1;
            decimals = BitOperations.TrailingZeroCount(others);
            if (decimals == 0 || others == 0)
                return false;

            end += 1 + decimals;
        }

        return (text[end] | 0x20) != 'e';
    }

    // No more than 8 digits before the point, and 16 behind it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryReadPlain(ReadOnlySpan<byte> text, int start, out ulong digits, out int decimals, out int end)
    {
        digits = 0;
        end = 0;
        if (!TryMeasure(text, start, out int whole, out decimals) || whole > 8 || decimals > 16 || whole + decimals > MostDigits)
            return false;

        digits = ReadEight(text[start..], whole);
        end = start + whole;
        if (decimals > 0)
        {
            ReadOnlySpan<byte> fraction = text[(end + 1)..];
            int rest = decimals;
            if (rest > 8)
            {
                digits = (digits * Powers[8]) + ReadEight(fraction, 8);
                fraction = fraction[8..];
                rest -= 8;
            }

            digits = (digits * Powers[rest]) + ReadEight(fraction, rest);
            end += 1 + decimals;
        }

        return true;
    }

    private static bool TryReadAny(ReadOnlySpan<byte> text, int start, out ulong digits, out int decimals, out int end)
    {
        digits = 0;
        decimals = 0;
        end = ReadDigits(text, start, ref digits);
        int count = end - start;
        if (count == 0)
            return false;

        if (end < text.Length && text[end] == '.')
        {
            int point = end + 1;
            end = ReadDigits(text, point, ref digits);
            decimals = end - point;
            count += decimals;
            if (decimals == 0)
                return false;
        }

        if (count > MostDigits && end - text.IndexOfAnyExcept("-0."u8) > MostDigits)
            return false;

        if (end < text.Length && (text[end] | 0x20) == 'e')
        {
            int length = ReadExponent(text[(end + 1)..], out int exponent);
            if (length == 0)
                return false;

            decimals -= exponent;
            end += 1 + length;
        }

        return digits == 0 || (uint)decimals <= MostDecimals;
    }

    private static int ReadDigits(ReadOnlySpan<byte> text, int start, ref ulong number)
    {
        int i = start;
        for (; i < text.Length && text[i] - (uint)'0' <= 9; i++)
            number = (number * 10) + (text[i] - (uint)'0');

        return i;
    }

    // Up to eight digits side by side in a register, behind zeros: put together are pairs, fours, and all.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong ReadEight(ReadOnlySpan<byte> text, int count)
    {
        ulong digits = (BinaryPrimitives.ReadUInt64LittleEndian(text) ^ 0x3030303030303030) << (8 * (8 - count));
        digits = (digits * 10) + (digits >> 8);
        return (((digits & 0x000000FF000000FF) * 0x000F424000000064) + (((digits >> 16) & 0x000000FF000000FF) * 0x0000271000000001)) >> 32;
    }

    // Returns the bytes that it takes; none if it is missing or very long.
    private static int ReadExponent(ReadOnlySpan<byte> text, out int exponent)
    {
        exponent = 0;
        int sign = !text.IsEmpty && text[0] is (byte)'-' or (byte)'+' ? 1 : 0;
        ulong number = 0;
        int end = ReadDigits(text, sign, ref number);
        if (end - sign is 0 or > MostExponentDigits)
            return 0;

        exponent = text[0] == '-' ? -(int)number : (int)number;
        return end;
    }

    // digits · 10^-decimals. It can be computed unless it is extremely close to the middle of two doubles.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryDivide(ulong digits, int decimals, out double value)
    {
        value = 0;
        int shift = BitOperations.LeadingZeroCount(digits);
        digits <<= shift;
        ulong reciprocal = ReciprocalsHigh[decimals];
        ulong rest = ReciprocalsLow[decimals];
        ulong high = Math.BigMul(digits, reciprocal, out ulong low);
        if ((high & 0x1FF) == 0x1FF)
        {
            ulong carry = Math.BigMul(digits, rest, out _);
            low += carry;
            high += low < carry ? 1UL : 0;
        }

        int upper = (int)(high >> 63);
        int cut = upper + 64 - MantissaBits - 3;
        ulong mantissa = high >> cut;
        int exponent = Exponent(decimals) + upper - shift - LeastExponent;

        // Exactly between two doubles: to the even one. Possible for few powers only, as the paper shows.
        if (low <= 1 && decimals <= 4 && (mantissa & 3) == 1 && mantissa << cut == high)
            mantissa &= ~1UL;

        mantissa = (mantissa + (mantissa & 1)) >> 1;
        if (mantissa >= 2UL << MantissaBits)
        {
            mantissa = 1UL << MantissaBits;
            exponent++;
        }

        if (exponent is <= 0 or >= 0x7FF)
            return false;

        value = BitConverter.UInt64BitsToDouble((mantissa & ~(1UL << MantissaBits)) | ((ulong)exponent << MantissaBits));
        return true;
    }

    // The binary exponent of 10^-decimals.
    private static int Exponent(int decimals) => (((152170 + 65536) * -decimals) >> 16) + 63;
}
