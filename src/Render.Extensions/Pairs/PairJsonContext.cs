using System.Text.Json.Serialization;

namespace Render;

/// <summary>How files of pairs are written and read, without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PairFileJson))]
internal sealed partial class PairJsonContext : JsonSerializerContext;
