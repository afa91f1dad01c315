using System.Text.Json;

namespace Render;

/// <summary>A model whose reading and writing is generated member by member.</summary>
internal interface IJsonModel
{
    IDictionary<string, JsonElement>? AdditionalProperties { get; set; }

    /// <summary>Reads the member at whose name the reader stands.</summary>
    /// <returns><c>false</c> when the contract does not know the name; the reader has not moved then.</returns>
    bool ReadMember(ref Utf8JsonReader reader);

    void WriteMembers(Utf8JsonWriter writer);
}
