using System.Text.Json;

namespace Render.LocalServer;

/// <summary>Reads the id out of a tile's JSON, where it comes first.</summary>
internal static class TileIds
{
    public static string Read(byte[] tile)
    {
        var reader = new Utf8JsonReader(tile, ModelReader.Options);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isId = reader.ValueTextEquals("tileId"u8);
            reader.Read();
            if (isId)
                return reader.GetString()!;

            reader.Skip();
        }

        throw new IllegalStateException("a stored tile has no id");
    }
}
