using System.Runtime.CompilerServices;
using Render.Transforms;

namespace Render;

/// <summary>
/// Passes over lists of numbers in one go, which the JSON reader takes token by token. Only the plain form is known here; whatever else JSON
/// allows, or forbids, is for the JSON reader.
/// </summary>
internal static class JsonNumbers
{
    // With no more, a number of moderate length is certainly a double.
    private const int MostExponentDigits = 2;

    /// <summary>Reads the numbers of a list.</summary>
    /// <param name="text">What follows the opening bracket.</param>
    /// <param name="numbers">Receives the numbers; made larger if they are more.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="length">Where the closing bracket stands.</param>
    public static bool TryReadList(ReadOnlySpan<byte> text, ref double[] numbers, out int count, out int length)
    {
        count = 0;
        length = 0;
        while (TryGoOn(text, isFirst: count == 0, ref length, out var isEnd))
        {
            if (isEnd)
            {
                return true;
            }

            if (HasLeadingZero(text[length..]) || !DecimalNumber.TryParseStart(text[length..], out var number, out var consumed))
            {
                return false;
            }

            if (count == numbers.Length)
            {
                Array.Resize(ref numbers, 2 * count);
            }

            numbers[count++] = number;
            length += consumed;
        }

        return false;
    }

    /// <summary>Counts the numbers of a list in which each is certainly a double.</summary>
    /// <param name="text">What follows the opening bracket.</param>
    /// <param name="longest">The most bytes that a number may have.</param>
    /// <param name="count">How many there are.</param>
    /// <param name="length">Where the closing bracket stands.</param>
    public static bool TryCountList(ReadOnlySpan<byte> text, int longest, out int count, out int length)
    {
        count = 0;
        length = 0;
        while (TryGoOn(text, isFirst: count == 0, ref length, out var isEnd))
        {
            if (isEnd)
            {
                return true;
            }

            if (!TryPass(text[length..], out var consumed) || consumed > longest)
            {
                return false;
            }

            count++;
            length += consumed;
        }

        return false;
    }

    // JSON has no 007, and those who read numbers elsewhere do.
    private static bool HasLeadingZero(ReadOnlySpan<byte> text)
    {
        var first = !text.IsEmpty && text[0] == '-' ? 1 : 0;
        return text.Length > first + 1 && text[first] == '0' && IsDigit(text[first + 1]);
    }

    private static bool TryPass(ReadOnlySpan<byte> text, out int length)
    {
        if (TryPassPlain(text, out length))
        {
            return true;
        }

        if (HasLeadingZero(text))
        {
            return false;
        }

        var i = !text.IsEmpty && text[0] == '-' ? 1 : 0;
        var start = i;
        i = PassDigits(text, i);
        if (i == start)
        {
            return false;
        }

        if (i < text.Length && text[i] == '.')
        {
            start = i + 1;
            i = PassDigits(text, start);
            if (i == start)
            {
                return false;
            }
        }

        if (i < text.Length && (text[i] | 0x20) == 'e')
        {
            i++;
            i += i < text.Length && text[i] is (byte)'+' or (byte)'-' ? 1 : 0;
            start = i;
            i = PassDigits(text, start);
            if (i == start || i - start > MostExponentDigits)
            {
                return false;
            }
        }

        length = i;
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool TryPassPlain(ReadOnlySpan<byte> text, out int length)
    {
        length = 0;
        var start = !text.IsEmpty && text[0] == '-' ? 1 : 0;
        if (!DecimalNumber.TryMeasure(text, start, out var whole, out var decimals) || (whole > 1 && text[start] == '0'))
        {
            return false;
        }

        length = start + whole + (decimals > 0 ? 1 + decimals : 0);
        return true;
    }

    private static int PassDigits(ReadOnlySpan<byte> text, int start)
    {
        var i = start;
        while (i < text.Length && IsDigit(text[i]))
        {
            i++;
        }

        return i;
    }

    // To the first number, or from behind one to the next, or to the end of the list.
    private static bool TryGoOn(ReadOnlySpan<byte> text, bool isFirst, ref int position, out bool isEnd)
    {
        PassBlanks(text, ref position);
        isEnd = position < text.Length && text[position] == ']';
        if (isEnd || isFirst)
        {
            return true;
        }

        if (position >= text.Length || text[position] != ',')
        {
            return false;
        }

        position++;
        PassBlanks(text, ref position);
        return true;
    }

    private static void PassBlanks(ReadOnlySpan<byte> text, ref int position)
    {
        while (position < text.Length && text[position] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
        {
            position++;
        }
    }

    private static bool IsDigit(byte character) => character - (uint)'0' <= 9;
}
