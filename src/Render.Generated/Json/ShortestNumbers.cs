using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Render;

/// <summary>Writes doubles with as few digits as lead back to the same double, and of these the closest: what the framework writes.</summary>
/// <remarks>
/// For coordinates, that is from 2^-10 to 10^15, all of Schubfach's arithmetic (R. Giulietti, The Schubfach way to render doubles, 2020) fits
/// 128 bits exactly: no tables of rounded powers are needed. Other numbers are left to the framework.
/// </remarks>
internal static class ShortestNumbers
{
    /// <summary>The room that a double needs, to the end of the last register that is written.</summary>
    public const int LongestNumber = 32;

    private const double Least = 1.0 / 1024;
    private const double Limit = 1e15;
    private const int MantissaBits = 52;
    private const int MostDigits = 17;

    private static ReadOnlySpan<ulong> PowersOfTen =>
    [
        1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000, 10_000_000_000, 100_000_000_000,
        1_000_000_000_000, 10_000_000_000_000, 100_000_000_000_000, 1_000_000_000_000_000, 10_000_000_000_000_000, 100_000_000_000_000_000,
        1_000_000_000_000_000_000, 10_000_000_000_000_000_000,
    ];

    /// <summary>Writes a finite number.</summary>
    /// <returns>The number of bytes.</returns>
    public static int Write(double value, Span<byte> destination)
    {
        var magnitude = Math.Abs(value);
        if (!(magnitude >= Least && magnitude < Limit))
        {
            return WriteSlowly(value, destination);
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

    // The number is digits / 10^decimals. Which way a number takes cannot be foreseen: selections are faster than branches.
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
        var high = Math.BigMul(mantissa * 4, power, out var low);
        var odd = mantissa & 1;
        var (lowerHigh, lowerLow) = isPower ? Subtract(high, low, 0, power) : Subtract(high, low, power >> 63, power << 1);
        var lower = Shift(lowerHigh, lowerLow, -exponent) + odd;
        var upperLow = low + (power << 1);
        var upper = Shift(high + (power >> 63) + (upperLow < low ? 1UL : 0), upperLow, -exponent) - odd;

        // One digit less, if one of the two such neighbours lies within.
        var middle = Shift(high, low, -exponent);
        var tens = middle / 40;
        var tensUp = (40 * tens) + 40 <= upper;
        var isShort = (lower <= 40 * tens) != tensUp;

        // Otherwise the closer neighbour, of two the even one; unless that lies below the shorter half of an interval.
        var digits = middle / 4;
        var up = (((middle & 3) + (digits & 1) + 1) >> 2) | (isPower && lower > 4 * digits ? 1UL : 0);

        digits = isShort ? tens + (tensUp ? 1UL : 0) : digits + up;
        return digits % 10 == 0 ? Strip(digits, decimals - (isShort ? 1 : 0)) : (digits, decimals - (isShort ? 1 : 0));
    }

    private static (ulong High, ulong Low) Subtract(ulong high, ulong low, ulong otherHigh, ulong otherLow) =>
        (high - otherHigh - (low < otherLow ? 1UL : 0), low - otherLow);

    // By less than 64 bits.
    private static ulong Shift(ulong high, ulong low, int count) =>
        (high << (64 - count)) | (low >> count) | (low << (64 - count) == 0 ? 0UL : 1UL);

    private static (ulong Digits, int Decimals) Strip(ulong digits, int decimals)
    {
        // Short numbers end in many zeros.
        for (var zeros = 8; zeros > 0; zeros /= 2)
        {
            var power = PowersOfTen[zeros];
            while (decimals >= zeros && digits % power == 0)
            {
                digits /= power;
                decimals -= zeros;
            }
        }

        return (digits, decimals);
    }

    private static int Write(ulong digits, int decimals, Span<byte> destination)
    {
        // As if there were always 17 digits: first those in two registers, then one more. What is too much is written over.
        var count = Count(digits);
        var sixteen = digits * PowersOfTen[MostDigits - count];
        var last = (byte)('0' + (sixteen % 10));
        sixteen /= 10;
        var text = ToText(sixteen);
        var (left, right) = (text.GetElement(0), text.GetElement(1));
        var whole = count - decimals;
        if (whole <= 0)
        {
            "0.000000"u8.CopyTo(destination);
            var fraction = destination[(2 - whole)..];
            BinaryPrimitives.WriteUInt64LittleEndian(fraction, left);
            BinaryPrimitives.WriteUInt64LittleEndian(fraction[8..], right);
            fraction[16] = last;
            return count + 2 - whole;
        }

        // The digits behind the point move by one.
        if (whole < 8)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(destination, WithPoint(left, whole));
            destination[8] = (byte)(left >> 56);
            BinaryPrimitives.WriteUInt64LittleEndian(destination[9..], right);
        }
        else
        {
            BinaryPrimitives.WriteUInt64LittleEndian(destination, left);
            BinaryPrimitives.WriteUInt64LittleEndian(destination[8..], WithPoint(right, whole - 8));
            destination[16] = (byte)(right >> 56);
        }

        destination[17] = last;
        return decimals == 0 ? count : count + 1;
    }

    private static ulong WithPoint(ulong text, int position)
    {
        var behind = ulong.MaxValue << (8 * position);
        return (text & ~behind) | ((ulong)'.' << (8 * position)) | ((text << 8) & (behind << 8));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static int WriteSlowly(double value, Span<byte> destination)
    {
        value.TryFormat(destination, out var length, default, CultureInfo.InvariantCulture);
        return length;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Count(ulong digits)
    {
        // 1233 / 4096 is a little less than the logarithm of 2 to the base 10.
        var count = ((BitOperations.Log2(digits) + 1) * 1233) >> 12;
        return count + (digits >= PowersOfTen[count] ? 1 : 0);
    }

    // Sixteen digits side by side in a register: four fours, eight pairs, then all.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ulong> ToText(ulong number)
    {
        var (first, second) = ((uint)(number / 100_000_000), (uint)(number % 100_000_000));
        var fours = Vector128.Create(first / 10_000, first % 10_000, second / 10_000, second % 10_000);
        var hundreds = (fours * 5_243u) >>> 19;
        var pairs = (hundreds | ((fours - (hundreds * 100u)) << 16)).AsUInt16();
        var tens = (pairs * (ushort)103) >>> 10;
        return ((tens | ((pairs - (tens * (ushort)10)) << 8)).AsByte() + Vector128.Create((byte)'0')).AsUInt64();
    }
}
