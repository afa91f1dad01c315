using Render.Transforms;

namespace Render.LocalServer;

/// <summary>
/// Brings lists of numbers into the form in which the Java server answers them: <c>1.0</c> for <c>1</c>. Numbers that have it already, as
/// coordinates mostly do, are copied without being read.
/// </summary>
internal static class JavaNumberLists
{
    /// <summary>What a number takes at most, with what separates it from the next one.</summary>
    public const int LongestNumber = JavaNumber.MaximumLength;

    private const int MostWholeDigits = 7;
    private const int MostDigits = 17;

    /// <summary>Copies lists.</summary>
    /// <param name="text">The text in which they stand, of valid JSON.</param>
    /// <param name="range">Where they stand in it.</param>
    /// <param name="destination">Has room for the lists, and for <see cref="LongestNumber"/> more bytes a number.</param>
    /// <returns>How many bytes were written.</returns>
    public static int Copy(ReadOnlySpan<byte> text, Range range, Span<byte> destination)
    {
        var (copied, end) = (range.Start.Value, range.End.Value);
        var length = 0;
        for (var i = copied; i < end;)
        {
            if (!IsNumber(text[i]))
            {
                i++;
            }
            else if (IsInForm(text[i..], out var size))
            {
                i += size;
            }
            else
            {
                size = Measure(text[i..end]);
                length += Append(text[copied..i], destination[length..]);
                _ = JavaNumber.TryParseDouble(text.Slice(i, size), out var value);
                length += JavaNumber.Format(value, destination[length..]);
                i += size;
                copied = i;
            }
        }

        return length + Append(text[copied..end], destination[length..]);
    }

    private static bool IsInForm(ReadOnlySpan<byte> text, out int size)
    {
        var start = text[0] == '-' ? 1 : 0;
        size = 0;
        if (!DecimalNumber.TryMeasure(text, start, out var whole, out var decimals) || decimals == 0 || whole > MostWholeDigits
            || whole + decimals > MostDigits)
        {
            return false;
        }

        var fraction = text.Slice(start + whole + 1, decimals);
        size = start + whole + 1 + decimals;
        return decimals == 1 || (fraction[^1] != '0' && !(text[start] == '0' && fraction.StartsWith("000"u8)));
    }

    private static int Measure(ReadOnlySpan<byte> text)
    {
        var size = 0;
        while (size < text.Length && IsNumber(text[size]))
            size++;

        return size;
    }

    private static bool IsNumber(byte character) => character is (>= (byte)'0' and <= (byte)'9') or (byte)'-' or (byte)'+' or (byte)'.' or (byte)'e' or (byte)'E';

    private static int Append(ReadOnlySpan<byte> text, Span<byte> destination)
    {
        text.CopyTo(destination);
        return text.Length;
    }
}
