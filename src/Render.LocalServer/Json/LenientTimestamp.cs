namespace Render.LocalServer;

/// <summary>
/// Reads <c>yyyy-MM-ddTHH:mm:ss.SSSZ</c> as a lenient <c>SimpleDateFormat</c> does: each field is a number of any length and sign that may
/// have blanks in front and be beyond its range, which carries over; what stands behind the Z is ignored.
/// </summary>
/// <remarks>
/// The digits behind the dot are a number of milliseconds: <c>.5</c> is 5 ms. Years are taken as they stand, also those of two digits. The
/// calendar is the Gregorian one throughout; Java's is the Julian one before October 1582. The result must be in the years 1 to 9999.
/// </remarks>
internal static class LenientTimestamp
{
    // What stands behind each field.
    private const string Marks = "--T::.Z";

    public static bool TryParse(ReadOnlySpan<char> text, out DateTimeOffset timestamp)
    {
        timestamp = default;
        Span<int> fields = stackalloc int[Marks.Length];
        for (var i = 0; i < fields.Length; i++)
        {
            if (!TryReadField(ref text, out fields[i]) || text.IsEmpty || text[0] != Marks[i])
                return false;

            text = text[1..];
        }

        // Months carry over into years; all other fields have a fixed length.
        var months = (12L * fields[0]) + fields[1] - 1;
        var year = Math.DivRem(months - Modulo(months, 12), 12).Quotient;
        if (year is < 1 or > 9999)
            return false;

        var milliseconds = (((((((fields[2] - 1L) * 24) + fields[3]) * 60) + fields[4]) * 60) + fields[5]) * 1000 + fields[6];
        var start = new DateTimeOffset((int)year, (int)Modulo(months, 12) + 1, 1, 0, 0, 0, TimeSpan.Zero);
        var found = TryAdd(start, milliseconds);
        timestamp = found.GetValueOrDefault();
        return found is not null;
    }

    /// <returns><c>null</c> when that is beyond the years that .NET can express.</returns>
    public static DateTimeOffset? TryAdd(DateTimeOffset start, long milliseconds)
    {
        var least = (DateTimeOffset.MinValue - start).Ticks / TimeSpan.TicksPerMillisecond;
        var most = (DateTimeOffset.MaxValue - start).Ticks / TimeSpan.TicksPerMillisecond;
        return milliseconds >= least && milliseconds <= most ? start.AddTicks(milliseconds * TimeSpan.TicksPerMillisecond) : null;
    }

    private static bool TryReadField(ref ReadOnlySpan<char> text, out int value)
    {
        text = text.TrimStart(" \t");
        var start = text is ['-', ..] ? 1 : 0;
        var end = start;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
            end++;

        value = 0;
        if (end == start)
            return false;

        value = Narrow(text[start..end]);
        value = start == 0 ? value : unchecked(-value);
        text = text[end..];
        return true;
    }

    // A number is read as a long and cut to an int; beyond a long it is a double, which becomes the largest int.
    private static int Narrow(ReadOnlySpan<char> digits) => long.TryParse(digits, out var number) ? unchecked((int)number) : int.MaxValue;

    private static long Modulo(long value, long divisor) => ((value % divisor) + divisor) % divisor;
}
