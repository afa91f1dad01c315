using System.Text.Json.Serialization;

namespace Render.Transforms.Tests;

/// <summary>Source-generated metadata, as programs without reflection use it.</summary>
[JsonSerializable(typeof(TransformSpec))]
[JsonSerializable(typeof(ListTransform))]
[JsonSerializable(typeof(TileLike))]
internal sealed partial class TransformJsonContext : JsonSerializerContext;

/// <summary>Declares its transforms as tile specs do.</summary>
internal sealed record TileLike(ListTransform? Transforms);
