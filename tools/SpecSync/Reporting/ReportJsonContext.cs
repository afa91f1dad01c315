using System.Text.Json.Serialization;

namespace Render.SpecSync;

/// <summary>The JSON of reports.</summary>
[JsonSourceGenerationOptions(
    WriteIndented = true,
    NewLine = "\n",
    UseStringEnumConverter = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ComparisonReport))]
internal sealed partial class ReportJsonContext : JsonSerializerContext;
