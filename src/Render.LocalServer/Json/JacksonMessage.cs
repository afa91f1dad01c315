using System.Text;
using System.Text.Json;

namespace Render.LocalServer;

/// <summary>
/// Says what is wrong with a body in the words of the Java server's parser, as far as they can be had: clients show or log them.
/// </summary>
internal static class JacksonMessage
{
    private const string Parser = "com.fasterxml.jackson.core.JsonParseException";
    private const string Mismatch = "com.fasterxml.jackson.databind.exc.MismatchedInputException";
    private const string Format = "com.fasterxml.jackson.databind.exc.InvalidFormatException";

    public static string For(Type type, ReadOnlySpan<byte> body, JsonException exception)
    {
        var reader = new Utf8JsonReader(body);
        try
        {
            reader.Read();
            if (IsMismatch(type, reader.TokenType))
            {
                var at = Place(body, (int)reader.TokenStartIndex);
                return reader.TokenType == JsonTokenType.String && JavaTypes.IsNumber(type)
                    ? NotANumber(type, reader.GetString()!) + at
                    : $"{Mismatch}: Cannot deserialize instance of `{JavaTypes.NameOf(type)}` out of {TokenName(reader.TokenType)} token{at}";
            }

            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.String && reader.BytesConsumed >= Offset(body, exception) && JavaTypes.IsNumberAt(type, exception.Path, out var number))
                {
                    return NotANumber(number, reader.GetString()!) + Place(body, (int)reader.TokenStartIndex)
                        + $" (through reference chain: {JavaTypes.ReferenceChain(type, exception.Path!)})";
                }
            }
        }
        catch (JsonException)
        {
            return Unexpected(body, (int)reader.BytesConsumed, reader.TokenType);
        }

        return $"{Mismatch}: {exception.Message}{Place(body, Offset(body, exception))}";
    }

    public static string MissingListType(ReadOnlySpan<byte> body, int offset) =>
        "com.fasterxml.jackson.databind.exc.InvalidTypeIdException: Missing type id when trying to resolve subtype of "
        + "[simple type, class org.janelia.alignment.spec.ListTransformSpec]: missing type id property 'type' (for POJO property 'transforms')"
        + Place(body, offset);

    private static string NotANumber(Type number, string text)
    {
        var name = JavaTypes.NameOf(number);
        return $"{Format}: Cannot deserialize value of type `{name}` from String \"{text}\": not a valid {name[(name.LastIndexOf('.') + 1)..]} value";
    }

    private static string Unexpected(ReadOnlySpan<byte> body, int consumed, JsonTokenType last)
    {
        var offset = consumed;
        while (offset < body.Length && body[offset] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
            offset++;

        if (offset >= body.Length)
            return $"com.fasterxml.jackson.core.io.JsonEOFException: Unexpected end-of-input{Place(body, body.Length)}";

        var expected = last == JsonTokenType.StartObject ? "was expecting double-quote to start field name" : "expected a valid value";
        return $"{Parser}: Unexpected character ('{(char)body[offset]}' (code {body[offset]})): {expected}{Place(body, offset + 1)}";
    }

    private static bool IsMismatch(Type type, JsonTokenType token) => JavaTypes.IsNumber(type)
        ? token is not (JsonTokenType.Number or JsonTokenType.Null)
        : token != (JavaTypes.IsList(type) ? JsonTokenType.StartArray : JsonTokenType.StartObject);

    private static string TokenName(JsonTokenType token) => token switch
    {
        JsonTokenType.StartArray => "START_ARRAY",
        JsonTokenType.StartObject => "START_OBJECT",
        JsonTokenType.String => "VALUE_STRING",
        JsonTokenType.Number => "VALUE_NUMBER_INT",
        JsonTokenType.True => "VALUE_TRUE",
        JsonTokenType.False => "VALUE_FALSE",
        _ => "VALUE_NULL",
    };

    private static int Offset(ReadOnlySpan<byte> body, JsonException exception)
    {
        var offset = 0;
        for (var line = exception.LineNumber ?? 0; line > 0; line--)
            offset += body[offset..].IndexOf((byte)'\n') + 1;

        return Math.Min(body.Length, offset + (int)(exception.BytePositionInLine ?? 0));
    }

    private static string Place(ReadOnlySpan<byte> body, int offset)
    {
        var before = body[..offset];
        var line = before.Count((byte)'\n') + 1;
        var column = Encoding.UTF8.GetCharCount(before[(before.LastIndexOf((byte)'\n') + 1)..]) + 1;
        return $"\n at [Source: (org.eclipse.jetty.server.HttpInputOverHTTP); line: {line}, column: {column}]";
    }
}
