using System.Globalization;

namespace Render.LocalServer;

/// <summary>Numbers in messages as Java prints them: <c>1.0</c>, <c>1.0E10</c>.</summary>
internal static class JavaText
{
    public static string Of(double value)
    {
        if (!double.IsFinite(value))
            return value.ToString(CultureInfo.InvariantCulture);

        var magnitude = Math.Abs(value);
        if (magnitude is 0 or (>= 1e-3 and < 1e7))
        {
            var text = value.ToString("R", CultureInfo.InvariantCulture);
            return text.Contains('.') ? text : text + ".0";
        }

        var parts = value.ToString("E16", CultureInfo.InvariantCulture).Split('E');
        var digits = value.ToString("R", CultureInfo.InvariantCulture).TrimStart('-').Split('E')[0].Replace(".", "", StringComparison.Ordinal).Trim('0');
        var mantissa = digits.Length > 1 ? $"{digits[0]}.{digits[1..]}" : $"{digits}.0";
        return $"{(value < 0 ? "-" : "")}{mantissa}E{int.Parse(parts[1], CultureInfo.InvariantCulture)}";
    }
}
