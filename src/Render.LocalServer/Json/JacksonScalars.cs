using System.Globalization;
using System.Text;
using System.Text.Json;
using Render.Transforms;

namespace Render.LocalServer;

/// <summary>
/// Reads members as Jackson does: numbers and truth values from text, fractions of whole numbers cut off unless they are text, text from
/// numbers and truth values, and null from an empty text.
/// </summary>
internal static class JacksonScalars
{
    public static double? ReadDouble(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.Number => reader.GetDouble(),
        JsonTokenType.String when IsNone(ref reader, out _) => null,
        JsonTokenType.String when TryParse(ref reader, out var number) => number,
        _ => throw Mismatch(ref reader, "Double"),
    };

    public static int? ReadInteger(ref Utf8JsonReader reader) => (int?)ReadWhole(ref reader, int.MinValue, int.MaxValue, "Integer");

    public static long? ReadLong(ref Utf8JsonReader reader) => ReadWhole(ref reader, long.MinValue, long.MaxValue, "Long");

    public static bool? ReadBoolean(ref Utf8JsonReader reader)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.True:
                return true;
            case JsonTokenType.False:
                return false;
            case JsonTokenType.Number when reader.TryGetInt64(out var number):
                return number != 0;
            case JsonTokenType.String when IsNone(ref reader, out _):
                return null;
            case JsonTokenType.String:
                return JavaBlanks.Trim(reader.GetString()!) switch
                {
                    "true" or "True" => true,
                    "false" or "False" => false,
                    _ => throw Mismatch(ref reader, "Boolean"),
                };
            default:
                throw Mismatch(ref reader, "Boolean");
        }
    }

    public static string? ReadText(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => reader.GetString(),
        JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False => Encoding.UTF8.GetString(reader.ValueSpan),
        _ => throw Mismatch(ref reader, "String"),
    };

    private static long? ReadWhole(ref Utf8JsonReader reader, long least, long most, string name)
    {
        if (reader.TokenType == JsonTokenType.Number)
        {
            if (reader.TryGetInt64(out var whole) && whole >= least && whole <= most)
                return whole;

            // The limits as doubles: what is rounded to 2^63 is beyond.
            var number = Math.Truncate(reader.GetDouble());
            return number >= least && number < most + 1.0
                ? (long)number
                : throw new JsonException(
                    $"Numeric value ({Encoding.UTF8.GetString(reader.ValueSpan)}) out of range of {(name == "Long" ? "long" : "int")} ({least} - {most})");
        }

        if (reader.TokenType != JsonTokenType.String)
            throw Mismatch(ref reader, name);

        if (IsNone(ref reader, out var text))
            return null;

        return long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var parsed) && parsed >= least && parsed <= most
            ? parsed
            : throw Mismatch(ref reader, name);
    }

    private static bool IsNone(ref Utf8JsonReader reader, out string text)
    {
        text = JavaBlanks.Trim(reader.GetString()!).ToString();
        return text is "" or "null";
    }

    private static bool TryParse(ref Utf8JsonReader reader, out double number) =>
        JavaNumber.TryParseDouble(Encoding.UTF8.GetBytes(reader.GetString()!), out number);

    private static JsonException Mismatch(ref Utf8JsonReader reader, string name) =>
        ModelJson.Unexpected(reader.TokenType, name == "String" ? "a string" : $"a {name}");
}
