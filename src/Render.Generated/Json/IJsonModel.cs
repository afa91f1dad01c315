using System.Text.Json;

namespace Render;

/// <summary>A model whose reading and writing is generated member by member.</summary>
internal interface IJsonModel
{
    IDictionary<string, JsonElement>? AdditionalProperties { get; set; }

    /// <summary>Reads all members; the reader stands at the start of the object, and at its end afterwards.</summary>
    void ReadMembers(ref ModelReader reader);

    void WriteMembers(ModelWriter writer);
}
