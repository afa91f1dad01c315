using System.Text.Json;

namespace Render.LocalServer;

/// <summary>
/// Finds tiles whose <c>transforms</c> do not say that they are a list: unlike anywhere else the Java server insists on it. The search
/// goes over the bytes and looks closer only where the type does not come first.
/// </summary>
internal static class UntypedLists
{
    /// <exception cref="UnreadableBodyException">There is such a tile.</exception>
    public static void Refuse(Type type, ReadOnlySpan<byte> body)
    {
        if (type != typeof(ResolvedTileSpecCollection) && type != typeof(TileSpec))
            return;

        var offset = 0;
        while (body[offset..].IndexOf("\"transforms\""u8) is >= 0 and var next)
        {
            offset += next + "\"transforms\""u8.Length;
            var value = body[offset..].TrimStart(" \t\r\n:"u8);
            if (value is [(byte)'{', ..] && !value[1..].TrimStart(" \t\r\n"u8).StartsWith("\"type\""u8) && IsUntyped(value))
                throw new UnreadableBodyException(JacksonMessage.MissingListType(body, body.Length - value.Length));
        }
    }

    private static bool IsUntyped(ReadOnlySpan<byte> list)
    {
        var reader = new Utf8JsonReader(list, ModelReader.Options);
        var hasMembers = false;
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("type"u8))
                return false;

            hasMembers |= reader.ValueTextEquals("specList"u8);
            reader.Read();
            reader.Skip();
        }

        // Without a list in it this may be anything, such as a tile whose id is "transforms".
        return hasMembers;
    }
}
