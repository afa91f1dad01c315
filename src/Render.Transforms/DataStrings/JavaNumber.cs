using System.Buffers.Text;
using System.Globalization;
using System.Numerics;

namespace Render.Transforms;

/// <summary>
/// Numbers as Java reads and writes them: <c>1d</c>, <c>1F</c>, <c>0x1.8p1</c>, <c>NaN</c> and <c>Infinity</c> are numbers; <c>nan</c>, <c>inf</c>,
/// <c>1L</c> and <c>1_000</c> are not. Text is ASCII.
/// </summary>
internal static class JavaNumber
{
    // The longest shortest form of a double, sign and exponent included, fits.
    public const int MaximumLength = 32;

    private const NumberStyles Decimal = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    private static readonly BinaryFormat Binary64 = new(53, -1074, 1024);
    private static readonly BinaryFormat Binary32 = new(24, -149, 128);

    public static bool TryParseDouble(ReadOnlySpan<byte> text, out double value)
    {
        if (DecimalNumber.TryParse(text, out value))
            return true;

        if (!TryPrepare(ref text, out bool negative, out bool isHex, out value))
            return false;

        if (isHex)
            return TryParseHex(text, negative, Binary64, out value);

        return text.IsEmpty || double.TryParse(text, Decimal, CultureInfo.InvariantCulture, out value);
    }

    public static bool TryParseSingle(ReadOnlySpan<byte> text, out float value)
    {
        bool parsed = TryPrepare(ref text, out bool negative, out bool isHex, out double number);
        if (parsed && isHex)
            parsed = TryParseHex(text, negative, Binary32, out number);

        value = (float)number;
        if (!parsed || isHex || text.IsEmpty)
            return parsed;

        return float.TryParse(text, Decimal, CultureInfo.InvariantCulture, out value);
    }

    public static bool TryParseInt32(ReadOnlySpan<byte> text, out int value)
    {
        value = 0;
        return !text.IsEmpty && text[0] != 0 && text[^1] != 0
            && int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
    }

    /// <summary>Writes a number as Java does: always with a fraction, with an exponent below 1e-3 and from 1e7, with the fewest digits that give the same number.</summary>
    public static int Format(double value, Span<byte> destination)
    {
        double magnitude = Math.Abs(value);
        if (magnitude is >= 1e-3 and < 1e7 || BitConverter.DoubleToInt64Bits(value) == 0)
            return FormatPlain(value, destination);

        Span<byte> shortest = stackalloc byte[MaximumLength];
        value.TryFormat(shortest, out int length, default, CultureInfo.InvariantCulture);
        return FormatShortest(shortest[..length], magnitude, destination);
    }

    /// <inheritdoc cref="Format(double, Span{byte})"/>
    public static int Format(float value, Span<byte> destination)
    {
        Span<byte> shortest = stackalloc byte[MaximumLength];
        value.TryFormat(shortest, out int length, default, CultureInfo.InvariantCulture);
        return FormatShortest(shortest[..length], Math.Abs(value), destination);
    }

    // Blanks around a number are ignored. What stays is a plain decimal number, the digits of a hexadecimal one, or nothing when the value is known.
    private static bool TryPrepare(ref ReadOnlySpan<byte> text, out bool negative, out bool isHex, out double value)
    {
        text = Trim(text);
        negative = false;
        isHex = false;
        value = 0;
        if (text.IsEmpty)
            return false;

        ReadOnlySpan<byte> unsigned = text[0] is (byte)'+' or (byte)'-' ? text[1..] : text;
        if (unsigned.IsEmpty)
            return false;

        negative = text[0] == '-';
        if (unsigned[0] is (byte)'N' or (byte)'I')
        {
            if (!unsigned.SequenceEqual("NaN"u8) && !unsigned.SequenceEqual("Infinity"u8))
                return false;

            value = unsigned[0] == 'N' ? double.NaN : negative ? double.NegativeInfinity : double.PositiveInfinity;
            text = default;
            return true;
        }

        if (unsigned[0] != '.' && !char.IsAsciiDigit((char)unsigned[0]))
            return false;

        isHex = unsigned.Length > 2 && unsigned[0] == '0' && (unsigned[1] | 0x20) == 'x';
        if (isHex)
            unsigned = unsigned[2..];

        bool hasSuffix = (unsigned[^1] | 0x20) is 'd' or 'f';
        if (isHex)
            text = hasSuffix && unsigned.IndexOfAny((byte)'p', (byte)'P') >= 0 ? unsigned[..^1] : unsigned;
        else if (hasSuffix)
            text = text[..^1];

        return true;
    }

    private static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text)
    {
        while (!text.IsEmpty && text[0] <= ' ')
            text = text[1..];

        while (!text.IsEmpty && text[^1] <= ' ')
            text = text[..^1];

        return text;
    }

    private static bool TryParseHex(ReadOnlySpan<byte> text, bool negative, BinaryFormat format, out double value)
    {
        value = 0;
        int p = text.IndexOfAny((byte)'p', (byte)'P');
        if (p < 0 || !TryParseExponent(text[(p + 1)..], out long exponent))
            return false;

        // 64 bits of the digits are kept; what lies below them matters for rounding only, and the lowest bit stands for it.
        ulong mantissa = 0;
        bool hasPoint = false;
        bool hasDigits = false;
        foreach (byte c in text[..p])
        {
            if (c == '.' && !hasPoint)
            {
                hasPoint = true;
                continue;
            }

            if (!char.IsAsciiHexDigit((char)c))
                return false;

            uint digit = (uint)(c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
            hasDigits = true;
            if (mantissa >> 60 == 0)
            {
                mantissa = (mantissa << 4) | digit;
                exponent -= hasPoint ? 4 : 0;
            }
            else
            {
                mantissa |= digit == 0 ? 0u : 1u;
                exponent += hasPoint ? 0 : 4;
            }
        }

        if (!hasDigits)
            return false;

        value = format.Round(mantissa, exponent);
        if (negative)
            value = -value;

        return true;
    }

    private static bool TryParseExponent(ReadOnlySpan<byte> text, out long exponent)
    {
        exponent = 0;
        bool negative = !text.IsEmpty && text[0] == '-';
        if (!text.IsEmpty && text[0] is (byte)'+' or (byte)'-')
            text = text[1..];

        if (text.IsEmpty || text.ContainsAnyExceptInRange((byte)'0', (byte)'9'))
            return false;

        // Exponents of more digits are out of every range; capped, they stay far away from overflow.
        text = text.TrimStart((byte)'0');
        exponent = text.Length > 15 ? 1_000_000_000_000_000 : Utf8Parser.TryParse(text, out long digits, out _) ? digits : 0;
        exponent = negative ? -exponent : exponent;
        return true;
    }

    // In the range in which Java writes no exponent, the framework writes none either; only the fraction of whole numbers is missing.
    private static int FormatPlain(double value, Span<byte> destination)
    {
        int length;
        int whole = (int)value;
        if (whole != value)
        {
            value.TryFormat(destination, out length, default, CultureInfo.InvariantCulture);
            return length;
        }

        Utf8Formatter.TryFormat(whole, destination, out length);
        ".0"u8.CopyTo(destination[length..]);
        return length + 2;
    }

    private static int FormatShortest(ReadOnlySpan<byte> shortest, double magnitude, Span<byte> destination)
    {
        if (!double.IsFinite(magnitude))
        {
            shortest.CopyTo(destination);
            return shortest.Length;
        }

        // Take sign, digits and exponent apart: -12.5E+20 is digits 125, and the point stands behind the first of them times 10^21.
        Span<byte> digits = stackalloc byte[MaximumLength];
        int count = 0;
        int point = -1;
        int exponent = 0;
        int length = 0;
        for (int i = 0; i < shortest.Length; i++)
        {
            byte c = shortest[i];
            if (c == '-')
                destination[length++] = c;
            else if (c == '.')
                point = count;
            else if (c == 'E' && Utf8Parser.TryParse(shortest[(i + 1)..], out exponent, out _))
                break;
            else
                digits[count++] = c;
        }

        exponent += (point < 0 ? count : point) - 1;
        ReadOnlySpan<byte> significant = digits[..count].TrimStart((byte)'0');
        exponent -= count - significant.Length;
        significant = significant.TrimEnd((byte)'0');
        if (significant.IsEmpty)
        {
            "0.0"u8.CopyTo(destination[length..]);
            return length + 3;
        }

        if (magnitude is >= 1e-3 and < 1e7)
        {
            length += Append(destination[length..], significant, exponent + 1);
            return length;
        }

        length += Append(destination[length..], significant, 1);
        destination[length++] = (byte)'E';
        Utf8Formatter.TryFormat(exponent, destination[length..], out int written);
        return length + written;
    }

    // Digits with a point behind so many of them, and at least one digit on both sides.
    private static int Append(Span<byte> destination, ReadOnlySpan<byte> digits, int point)
    {
        int length = 0;
        for (int i = Math.Min(0, point - 1); i < Math.Max(digits.Length, point + 1); i++)
        {
            if (i == point)
                destination[length++] = (byte)'.';

            destination[length++] = i >= 0 && i < digits.Length ? digits[i] : (byte)'0';
        }

        return length;
    }

    /// <summary>A binary floating point format: the bits of its significand, the exponent of its smallest number, and the exponent where infinity begins.</summary>
    private readonly record struct BinaryFormat(int Precision, int MinimumExponent, int MaximumExponent)
    {
        /// <summary>Rounds mantissa * 2^exponent to the nearest number, to the even one between two.</summary>
        public double Round(ulong mantissa, long exponent)
        {
            if (mantissa == 0)
                return 0;

            int bits = 64 - BitOperations.LeadingZeroCount(mantissa);
            if (bits + exponent > MaximumExponent)
                return double.PositiveInfinity;

            long drop = Math.Max(bits - Precision, MinimumExponent - exponent);
            if (drop > 64)
                return 0;

            if (drop > 0)
            {
                UInt128 wide = mantissa;
                UInt128 half = UInt128.One << (int)(drop - 1);
                UInt128 low = wide & ((half << 1) - 1);
                mantissa = (ulong)(wide >> (int)drop);
                if (low > half || (low == half && (mantissa & 1) == 1))
                    mantissa++;

                exponent += drop;
            }

            double value = Math.ScaleB(mantissa, (int)exponent);
            return value >= Math.ScaleB(1.0, MaximumExponent - 1) * 2 ? double.PositiveInfinity : value;
        }
    }
}
