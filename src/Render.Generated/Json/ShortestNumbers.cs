using System.Buffers.Text;
using System.Globalization;

namespace Render;

/// <summary>Writes doubles with as few digits as lead back to the same double, and of these the closest: what the framework writes.</summary>
/// <remarks>
/// For coordinates, that is from 10^-4 to 10^15, all of Schubfach's arithmetic (R. Giulietti, The Schubfach way to render doubles, 2020) fits
/// 128 bits exactly: no tables of rounded powers are needed. Other numbers are left to the framework.
/// </remarks>
internal static class ShortestNumbers
{
    /// <summary>The most bytes that a double needs.</summary>
    public const int LongestNumber = 32;

    private const double Least = 1e-4;
    private const double Limit = 1e15;
    private const int MantissaBits = 52;

    private static readonly UInt128[] PowersOfTen = [.. Enumerable.Range(0, 22).Select(Power)];

    /// <summary>Writes a finite number.</summary>
    /// <returns>The number of bytes.</returns>
    public static int Write(double value, Span<byte> destination)
    {
        var magnitude = Math.Abs(value);
        if (!(magnitude >= Least && magnitude < Limit))
        {
            value.TryFormat(destination, out var length, default, CultureInfo.InvariantCulture);
            return length;
        }

        var start = 0;
        if (value < 0)
        {
            destination[0] = (byte)'-';
            start = 1;
        }

        var (digits, decimals) = Shorten(magnitude);
        return start + Write(digits, decimals, destination[start..]);
    }

    // The number is digits / 10^decimals.
    private static (ulong Digits, int Decimals) Shorten(double value)
    {
        var bits = BitConverter.DoubleToUInt64Bits(value);
        var mantissa = (bits & ((1UL << MantissaBits) - 1)) | (1UL << MantissaBits);
        var exponent = (int)(bits >> MantissaBits) - 1023 - MantissaBits;

        // Below a power of two the next double is half as far away.
        var isPower = mantissa == 1UL << MantissaBits;
        var decimals = -(((exponent * 1262611) - (isPower ? 524031 : 0)) >> 22);
        var power = PowersOfTen[decimals];

        // The number and the ends of its interval, times 4 · 10^decimals; the last bit says that something was cut off.
        var middle = Scale(mantissa * 4, power, -exponent);
        var odd = mantissa & 1;
        var lower = Scale((mantissa * 4) - (isPower ? 1UL : 2UL), power, -exponent) + odd;
        var upper = Scale((mantissa * 4) + 2, power, -exponent) - odd;

        var digits = middle / 4;
        var tens = digits / 10;
        var (down, up) = (lower <= 40 * tens, (40 * tens) + 40 <= upper);
        if (down != up)
        {
            return Strip(tens + (up ? 1UL : 0), decimals - 1);
        }

        (down, up) = (lower <= 4 * digits, (4 * digits) + 4 <= upper);
        if (down == up)
        {
            var half = (4 * digits) + 2;
            up = middle > half || (middle == half && digits % 2 == 1);
        }

        return (digits + (up ? 1UL : 0), decimals);
    }

    private static ulong Scale(ulong number, UInt128 power, int shift)
    {
        var product = power * number;
        var whole = product >> shift;
        return (ulong)whole | (whole << shift == product ? 0UL : 1UL);
    }

    private static (ulong Digits, int Decimals) Strip(ulong digits, int decimals)
    {
        while (decimals > 0 && digits % 10 == 0)
        {
            digits /= 10;
            decimals--;
        }

        return (digits, decimals);
    }

    private static int Write(ulong digits, int decimals, Span<byte> destination)
    {
        int count;
        if (decimals <= 0)
        {
            Utf8Formatter.TryFormat(digits, destination, out count);
            return count;
        }

        // The decimals in their place; the few digits before them make room for the point.
        Utf8Formatter.TryFormat(digits, destination[1..], out count);
        var whole = count - decimals;
        if (whole > 0)
        {
            for (var i = 0; i < whole; i++)
            {
                destination[i] = destination[i + 1];
            }

            destination[whole] = (byte)'.';
            return count + 1;
        }

        destination[1..(count + 1)].CopyTo(destination[(2 - whole)..]);
        destination[..(2 - whole)].Fill((byte)'0');
        destination[1] = (byte)'.';
        return count + 2 - whole;
    }

    private static UInt128 Power(int exponent)
    {
        UInt128 power = 1;
        for (var i = 0; i < exponent; i++)
        {
            power *= 10;
        }

        return power;
    }
}
