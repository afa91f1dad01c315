using System.Buffers.Binary;
using System.Numerics;

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

    private const int MantissaBits = 52;
    private const int LeastExponent = -1023;

    // Both the digits (up to 2^53) and these powers of ten are exact doubles, and one division rounds correctly: the result is the nearest
    // double (W. Clinger, How to read floating point numbers accurately, PLDI 1990).
    private const ulong MostExact = 1UL << 53;

    private static readonly double[] ExactPowers = [.. Enumerable.Range(0, 23).Select(power => (double)BigInteger.Pow(10, power))];

    private static readonly (ulong High, ulong Low)[] Reciprocals = [.. Enumerable.Range(0, MostDecimals + 1).Select(Reciprocal)];

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
        bool negative = !text.IsEmpty && text[0] == '-';
        ReadOnlySpan<byte> number = negative ? text[1..] : text;
        ulong mantissa = 0;
        int end = ReadDigits(number, 0, ref mantissa);
        int count = end;
        if (count == 0)
            return false;

        int decimals = 0;
        if (end < number.Length && number[end] == '.')
        {
            int start = end + 1;
            end = ReadDigits(number, start, ref mantissa);
            decimals = end - start;
            count += decimals;
            if (decimals == 0)
                return false;
        }

        if (count > MostDigits && end - number.IndexOfAnyExcept("0."u8) > MostDigits)
            return false;

        if (end < number.Length && (number[end] | 0x20) == 'e')
        {
            int digits = ReadExponent(number[(end + 1)..], out int exponent);
            if (digits == 0)
                return false;

            decimals -= exponent;
            end += 1 + digits;
        }

        if ((uint)decimals > MostDecimals)
            return false;

        if (mantissa <= MostExact && decimals < ExactPowers.Length)
            value = (long)mantissa / ExactPowers[decimals];
        else if (mantissa == 0 || !TryDivide(mantissa, decimals, out value))
            return false;

        value = negative ? -value : value;
        length = negative ? end + 1 : end;
        return true;
    }

    private static int ReadDigits(ReadOnlySpan<byte> text, int start, ref ulong number)
    {
        int i = start;
        while (text.Length - i >= 8 && TryReadEight(text[i..], out ulong eight))
        {
            number = (number * 100_000_000) + eight;
            i += 8;
        }

        for (; i < text.Length && text[i] - (uint)'0' <= 9; i++)
            number = (number * 10) + (text[i] - (uint)'0');

        return i;
    }

    // Eight digits side by side in a register: pairs, then fours, then all eight.
    private static bool TryReadEight(ReadOnlySpan<byte> text, out ulong number)
    {
        number = BinaryPrimitives.ReadUInt64LittleEndian(text);
        bool areDigits = ((number & 0xF0F0F0F0F0F0F0F0) | (((number + 0x0606060606060606) & 0xF0F0F0F0F0F0F0F0) >> 4)) == 0x3333333333333333;
        number -= 0x3030303030303030;
        number = (number * 10) + (number >> 8);
        number = (((number & 0x000000FF000000FF) * 0x000F424000000064) + (((number >> 16) & 0x000000FF000000FF) * 0x0000271000000001)) >> 32;
        return areDigits;
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
    private static bool TryDivide(ulong digits, int decimals, out double value)
    {
        value = 0;
        int shift = BitOperations.LeadingZeroCount(digits);
        digits <<= shift;
        var (reciprocal, rest) = Reciprocals[decimals];
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

    // 128 bits of 5^-decimals, rounded up; of 1, exactly.
    private static (ulong High, ulong Low) Reciprocal(int decimals)
    {
        if (decimals == 0)
            return (1UL << 63, 0);

        BigInteger power = BigInteger.Pow(5, decimals);
        BigInteger bits = (BigInteger.One << (int)(power.GetBitLength() + 127)) / power + 1;
        return ((ulong)(bits >> 64), (ulong)(bits & ulong.MaxValue));
    }
}
