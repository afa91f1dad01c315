using System.Text.Json;

namespace Render.Transforms;

/// <summary>What a transform of any kind has in JSON.</summary>
internal struct TransformMembers
{
    public string? Id;
    public TransformMetadata? Metadata;
    public Dictionary<string, JsonElement>? AdditionalProperties;
}
