using System.Text.Json;
using System.Text.Json.Serialization;

namespace Render.Transforms;

/// <summary>Notes about a transform: its labels, and whatever else the server keeps there.</summary>
[JsonConverter(typeof(TransformMetadataJsonConverter))]
public sealed class TransformMetadata
{
    private readonly IReadOnlySet<string> labels;

    /// <summary>Notes labels, and nothing else.</summary>
    /// <param name="labels">The labels, such as <c>lens</c>; none is a note without labels.</param>
    public TransformMetadata(params IEnumerable<string> labels) => this.labels = new HashSet<string>(labels, StringComparer.Ordinal);

    /// <summary>Labels, a set without order, such as <c>lens</c>.</summary>
    public IReadOnlySet<string> Labels
    {
        get => labels;
        init => labels = value ?? throw new ArgumentNullException(nameof(value));
    }

    /// <summary>JSON members that this library does not know. They are written back as they came.</summary>
    public IReadOnlyDictionary<string, JsonElement>? AdditionalProperties { get; init; }

    internal TransformMetadata WithLabels(IEnumerable<string> more) =>
        new() { Labels = new HashSet<string>(labels.Concat(more)), AdditionalProperties = AdditionalProperties };
}
