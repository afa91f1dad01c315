using System.Globalization;

namespace Render.LocalServer;

/// <summary>Parses what stands in paths and queries as Java's <c>Double.parseDouble</c>, <c>Integer.valueOf</c> and so on do.</summary>
internal static class ParameterText
{
    /// <summary>Parses a parameter.</summary>
    /// <exception cref="UnparsableParameterException">The text has another form.</exception>
    public static T Parse<T>(string text)
    {
        if (typeof(T) == typeof(string))
            return (T)(object)text;

        if (typeof(T) == typeof(bool))
            return (T)(object)text.Equals("true", StringComparison.OrdinalIgnoreCase);

        if (typeof(T) == typeof(double) && TryParseDouble(text, out var number))
            return (T)(object)number;

        if (typeof(T) == typeof(int) && int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer))
            return (T)(object)integer;

        throw new UnparsableParameterException();
    }

    /// <summary>Parses a value of an enumeration. Its case matters.</summary>
    /// <exception cref="UnparsableParameterException">That line of the server has no such value.</exception>
    public static T ParseEnum<T>(string text, ServerLine line)
        where T : struct, IExtensibleEnum<T>
    {
        var value = T.Of(text);
        return LineValues<T>.Of(line).Contains(value) ? value : throw new UnparsableParameterException();
    }

    private static bool TryParseDouble(string text, out double number)
    {
        var digits = text.AsSpan().Trim();
        if (digits is [.., 'd' or 'D' or 'f' or 'F'])
            digits = digits[..^1];

        switch (digits)
        {
            case "NaN" or "+NaN" or "-NaN":
                number = double.NaN;
                return true;
            case "Infinity" or "+Infinity":
                number = double.PositiveInfinity;
                return true;
            case "-Infinity":
                number = double.NegativeInfinity;
                return true;
            default:
                const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
                number = 0;
                return digits is [.., >= '0' and <= '9' or '.'] && double.TryParse(digits, Style, CultureInfo.InvariantCulture, out number);
        }
    }
}
