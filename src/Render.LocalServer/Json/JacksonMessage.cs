using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Render.LocalServer;

/// <summary>
/// Says what is wrong with a body in the words of the Java server's parser, as far as they can be had: clients show or log them.
/// </summary>
internal static class JacksonMessage
{
    private const string Parser = "com.fasterxml.jackson.core.JsonParseException";
    private const string Mismatch = "com.fasterxml.jackson.databind.exc.MismatchedInputException";
    private const string Format = "com.fasterxml.jackson.databind.exc.InvalidFormatException";

    /// <summary>What is wrong with a body that could not be read as a model.</summary>
    /// <param name="type">The model.</param>
    /// <param name="body">The body as UTF-8.</param>
    /// <param name="exception">What reading it ended with.</param>
    /// <param name="rules">The words of the line.</param>
    public static string For(Type type, ReadOnlySpan<byte> body, JsonException exception, LineRules rules)
    {
        if (!Utf8.IsValid(body))
            return InvalidUtf8(body);

        var reader = new Utf8JsonReader(body, new JsonReaderOptions { MaxDepth = ServerJson.MaximumDepth });
        try
        {
            reader.Read();
            if (IsMismatch(type, reader.TokenType))
            {
                var at = Place(body, (int)reader.TokenStartIndex);
                return reader.TokenType == JsonTokenType.String && JavaTypes.IsNumber(type)
                    ? NotANumber(type, reader.GetString()!, rules) + at
                    : $"{Mismatch}: {rules.Mismatch(JavaTypes.NameOf(type), TokenName(in reader))}{at}";
            }

            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.String && reader.BytesConsumed >= Offset(body, exception) && JavaTypes.IsNumberAt(type, exception.Path, out var number))
                {
                    return NotANumber(number, reader.GetString()!, rules) + Place(body, (int)reader.TokenStartIndex)
                        + $" (through reference chain: {JavaTypes.ReferenceChain(type, exception.Path!)})";
                }
            }
        }
        catch (JsonException)
        {
            return Unexpected(body, (int)reader.BytesConsumed, reader.TokenType);
        }
        catch (InvalidOperationException)
        {
            // An escaped half of a character: the exception says so.
        }

        return $"{Mismatch}: {exception.Message}{Place(body, Offset(body, exception))}";
    }

    /// <summary>What is wrong with a body that is no UTF-8.</summary>
    public static string InvalidUtf8(ReadOnlySpan<byte> body)
    {
        var offset = 0;
        while (Rune.DecodeFromUtf8(body[offset..], out _, out var length) == OperationStatus.Done)
            offset += length;

        return offset == body.Length
            ? $"{Parser}: Invalid UTF-8"
            : $"{Parser}: Invalid UTF-8 start byte 0x{body[offset]:x}{Place(body, offset)}";
    }

    public static string MissingListType(ReadOnlySpan<byte> body, int offset) =>
        "com.fasterxml.jackson.databind.exc.InvalidTypeIdException: Missing type id when trying to resolve subtype of "
        + "[simple type, class org.janelia.alignment.spec.ListTransformSpec]: missing type id property 'type' (for POJO property 'transforms')"
        + Place(body, offset);

    private static string NotANumber(Type number, string text, LineRules rules)
    {
        var name = JavaTypes.NameOf(number);
        return $"{Format}: Cannot deserialize value of type `{name}` from String \"{text}\": not a valid {rules.Quote}{name[(name.LastIndexOf('.') + 1)..]}{rules.Quote} value";
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

    private static string TokenName(in Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.StartArray => "START_ARRAY",
        JsonTokenType.StartObject => "START_OBJECT",
        JsonTokenType.String => "VALUE_STRING",
        JsonTokenType.Number => reader.ValueSpan.IndexOfAny((byte)'.', (byte)'e', (byte)'E') < 0 ? "VALUE_NUMBER_INT" : "VALUE_NUMBER_FLOAT",
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
