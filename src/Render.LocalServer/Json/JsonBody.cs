using System.Text.Json;
using System.Text.Unicode;
using Render.Transforms;

namespace Render.LocalServer;

/// <summary>Makes a model of a body. Whatever is wrong with it is the client's fault.</summary>
internal static class JsonBody
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = ServerJson.MaximumDepth };

    private static ReadOnlySpan<byte> Blanks => " \t\r\n"u8;

    /// <summary>Reads the first value of a body; what follows it is ignored.</summary>
    /// <returns>The model, or <c>null</c> when the body is empty.</returns>
    /// <exception cref="UnreadableBodyException">It does not parse, or does not bind to the model.</exception>
    public static T? Read<T>(ReadOnlySpan<byte> body, LineRules rules)
    {
        var text = BodyEncoding.ToUtf8(body).TrimEnd(Blanks);
        if (text.Trim(Blanks).IsEmpty)
            return default;

        if (typeof(T) == typeof(IReadOnlyList<CanvasMatches>) && RawPairs.TryRead(text) is T pairs)
            return pairs;

        if (TryBind<T>(text, rules, out var model, out var fault))
            return model;

        // Bodies with something behind the value are rare: only what cannot be read is looked at twice.
        var end = EndOfValue(text);
        if (end > 0 && end < text.Length)
        {
            text = text[..end];
            if (TryBind(text, rules, out model, out fault))
                return model;
        }

        throw new UnreadableBodyException(JacksonMessage.For(typeof(T), text, fault, rules));
    }

    private static bool TryBind<T>(ReadOnlySpan<byte> text, LineRules rules, out T? model, out JsonException fault)
    {
        model = default;
        fault = null!;
        try
        {
            model = JsonSerializer.Deserialize(text, ServerJson.BodyInfo<T>(rules.Line));
        }
        catch (NullSpecListException exception)
        {
            throw new IllegalStateException(exception.Message);
        }
        catch (JsonException exception)
        {
            fault = exception;
            return false;
        }
        catch (Exception exception) when (exception is InvalidOperationException or FormatException or ArithmeticException or ArgumentException)
        {
            // Text that is no Unicode, and numbers that no type can hold.
            fault = new JsonException(exception.Message, exception);
            return false;
        }

        if (!Utf8.IsValid(text))
            throw new UnreadableBodyException(JacksonMessage.InvalidUtf8(text));

        UntypedLists.Refuse(typeof(T), text);
        return true;
    }

    private static int EndOfValue(ReadOnlySpan<byte> text)
    {
        var reader = new Utf8JsonReader(text, Options);
        try
        {
            reader.Read();
            reader.Skip();
            return (int)reader.BytesConsumed;
        }
        catch (JsonException)
        {
            return 0;
        }
    }
}
