using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Render.Transforms;

/// <summary>JSON strings kept as they stand in the JSON text: UTF-8, with quotes and escapes.</summary>
internal static class JsonToken
{
    /// <summary>Keeps the string at which the reader stands.</summary>
    public static byte[] Read(ref Utf8JsonReader reader)
    {
        byte[] token;
        if (reader.HasValueSequence)
        {
            token = GC.AllocateUninitializedArray<byte>(checked((int)reader.ValueSequence.Length + 2));
            reader.ValueSequence.CopyTo(token.AsSpan(1));
        }
        else
        {
            token = GC.AllocateUninitializedArray<byte>(reader.ValueSpan.Length + 2);
            reader.ValueSpan.CopyTo(token.AsSpan(1));
        }

        token[0] = token[^1] = (byte)'"';
        if (!Utf8.IsValid(token))
            throw new JsonException("A string is not valid UTF-8.");

        // Escapes of half a character fail here, where the text is still at hand, and not at the first use.
        if (reader.ValueIsEscaped)
        {
            byte[]? buffer = null;
            Unescape(token, ref buffer);
        }

        return token;
    }

    /// <summary>The characters of a kept string as UTF-8. They are a part of the token itself unless it holds escapes.</summary>
    public static ReadOnlySpan<byte> Unescape(byte[] token, ref byte[]? buffer)
    {
        ReadOnlySpan<byte> text = token.AsSpan(1, token.Length - 2);
        if (!text.Contains((byte)'\\'))
            return text;

        var reader = new Utf8JsonReader(token);
        reader.Read();
        buffer = new byte[token.Length];
        return buffer.AsSpan(0, reader.CopyString(buffer));
    }

    /// <summary>The characters of a kept string.</summary>
    public static string ToString(byte[] token)
    {
        byte[]? buffer = null;
        return Encoding.UTF8.GetString(Unescape(token, ref buffer));
    }
}
