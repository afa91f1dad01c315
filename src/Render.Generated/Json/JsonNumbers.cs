using System.Buffers.Binary;
using System.Globalization;

namespace Render;

/// <summary>Reads JSON numbers, which make up most of a tile spec.</summary>
internal static class JsonNumbers
{
    // Both the digits (below 2^53) and the power of ten are exact doubles then, and one division rounds correctly: the result is
    // the nearest double (W. Clinger, How to read floating point numbers accurately, PLDI 1990).
    private const int ExactDigits = 15;

    private static readonly double[] PowersOfTen =
        [1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15];

    /// <summary>Reads a number that the JSON reader has found to be one.</summary>
    public static double Parse(ReadOnlySpan<byte> text)
    {
        var digits = text[0] == '-' ? text[1..] : text;

        // A point, and a zero before it, do not count as digits.
        if (digits.Length > DecimalNumbers.MostDigits + 2)
        {
            return Framework(text);
        }

        var mantissa = 0UL;
        var point = digits.Length;
        for (var i = 0; i < digits.Length; i++)
        {
            var digit = (uint)(digits[i] - '0');
            if (digit <= 9)
            {
                mantissa = (mantissa * 10) + digit;
            }
            else if (digits[i] == '.')
            {
                point = i;
                while (digits.Length - i > 8 && TryReadEight(digits[(i + 1)..], out var eight))
                {
                    mantissa = (mantissa * 100_000_000) + eight;
                    i += 8;
                }
            }
            else
            {
                return Framework(text);
            }
        }

        var decimals = Math.Max(0, digits.Length - point - 1);
        var count = digits.Length - (point < digits.Length ? 1 : 0) - (digits[0] == '0' ? 1 : 0);
        double magnitude;
        if (count <= ExactDigits && decimals <= ExactDigits)
        {
            magnitude = (long)mantissa / PowersOfTen[decimals];
        }
        else if (count > DecimalNumbers.MostDigits || !DecimalNumbers.TryDivide(mantissa, decimals, out magnitude))
        {
            return Framework(text);
        }

        return digits.Length == text.Length ? magnitude : -magnitude;
    }

    // Eight digits side by side in a register: pairs, then fours, then all eight.
    private static bool TryReadEight(ReadOnlySpan<byte> text, out ulong number)
    {
        number = BinaryPrimitives.ReadUInt64LittleEndian(text);
        var areDigits = ((number & 0xF0F0F0F0F0F0F0F0) | (((number + 0x0606060606060606) & 0xF0F0F0F0F0F0F0F0) >> 4)) == 0x3333333333333333;
        number -= 0x3030303030303030;
        number = (number * 10) + (number >> 8);
        number = (((number & 0x000000FF000000FF) * 0x000F424000000064) + (((number >> 16) & 0x000000FF000000FF) * 0x0000271000000001)) >> 32;
        return areDigits;
    }

    private static double Framework(ReadOnlySpan<byte> text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
}
