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
        if (digits.Length <= ExactDigits)
        {
            var mantissa = 0L;
            var decimals = -1;
            foreach (var character in digits)
            {
                var digit = (uint)(character - '0');
                if (digit <= 9)
                {
                    mantissa = (mantissa * 10) + digit;
                    decimals += decimals >= 0 ? 1 : 0;
                }
                else if (character == '.')
                {
                    decimals = 0;
                }
                else
                {
                    return Framework(text);
                }
            }

            var magnitude = decimals > 0 ? mantissa / PowersOfTen[decimals] : mantissa;
            return digits.Length == text.Length ? magnitude : -magnitude;
        }

        return Framework(text);
    }

    private static double Framework(ReadOnlySpan<byte> text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
}
