using System.Text.Json;
using System.Text.Json.Serialization;

namespace Render.Transforms;

/// <summary>
/// A coordinate transform of a tile, from local (image) pixels towards world pixels: a <see cref="LeafTransform"/>, a
/// <see cref="ListTransform"/>, a <see cref="ReferenceTransform"/> or an <see cref="InterpolatedTransform"/>.
/// </summary>
/// <remarks>Objects are immutable and safe to share between threads.</remarks>
[JsonConverter(typeof(TransformSpecJsonConverter))]
public abstract class TransformSpec
{
    /// <summary>How deep lists, interpolations and chains of references may nest.</summary>
    public const int MaximumNesting = 256;

    private TransformMetadata? metadata;

    private protected TransformSpec()
    {
    }

    private protected TransformSpec(in TransformMembers members)
    {
        Id = members.Id;
        metadata = members.Metadata;
        AdditionalProperties = members.AdditionalProperties;
    }

    /// <summary>The name by which a <see cref="ReferenceTransform"/> finds this transform, if it is shared.</summary>
    public string? Id { get; init; }

    /// <summary>Labels and other notes about this transform.</summary>
    public TransformMetadata? Metadata
    {
        get => metadata;
        init => metadata = value;
    }

    /// <summary>JSON members that this library does not know. They are written back as they came.</summary>
    public IReadOnlyDictionary<string, JsonElement>? AdditionalProperties { get; init; }

    /// <summary>Maps one point.</summary>
    /// <param name="point">A location in pixels.</param>
    /// <returns>The mapped location in pixels.</returns>
    /// <exception cref="TransformDataException">A data string in here cannot be parsed.</exception>
    /// <exception cref="UnresolvedReferenceException">A reference in here has not been resolved.</exception>
    /// <exception cref="UnknownTransformException">A transform in here has a class that is not known.</exception>
    public abstract Point2D Apply(Point2D point);

    /// <summary>Maps many points, without an allocation per point.</summary>
    /// <param name="source">Locations in pixels.</param>
    /// <param name="destination">Receives the mapped locations in pixels. It may be the very span of <paramref name="source"/>, but must not overlap
    /// it in another way.</param>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is shorter than <paramref name="source"/>, or overlaps it partly.</exception>
    /// <inheritdoc cref="Apply(Point2D)" path="/exception"/>
    public void Apply(ReadOnlySpan<Point2D> source, Span<Point2D> destination)
    {
        if (destination.Length < source.Length)
        {
            throw new ArgumentException(
                $"The destination holds {destination.Length} points, the source {source.Length}.", nameof(destination));
        }

        if (source.Overlaps(destination, out int offset) && offset != 0)
            throw new ArgumentException("Source and destination must be the same span or not overlap at all.", nameof(destination));

        ApplyCore(source, destination[..source.Length]);
    }

    /// <summary>Parses every data string in here now. Reading JSON does not: data strings are parsed at their first use.</summary>
    /// <exception cref="TransformDataException">A data string cannot be parsed.</exception>
    /// <exception cref="UnknownTransformException">A transform in here has a class that is not known.</exception>
    public abstract void Validate();

    /// <summary>
    /// Says whether servers of a line read every transform in here, as they check a tile whose bounds they derive. Reading here is more tolerant:
    /// it takes what either line takes.
    /// </summary>
    /// <remarks>
    /// They differ about <see cref="LeafTransform.IsKnownTo"/>, and about blanks around the numbers of distortions along one axis, which 4.0.2 refuses.
    /// </remarks>
    /// <param name="line">The line of the server that is to read it.</param>
    /// <exception cref="TransformDataException">Such a server refuses a data string.</exception>
    /// <exception cref="UnknownTransformException">Such a server does not have a class, or it is not known here.</exception>
    public abstract void Validate(ServerLine line);

    /// <summary>Replaces references, also those inside of the shared transforms, by the shared transforms that they name.</summary>
    /// <param name="shared">The shared transforms by id.</param>
    /// <returns>A transform without references: this very object if it holds none.</returns>
    /// <exception cref="UnresolvedReferenceException">Ids are missing from <paramref name="shared"/>; the exception lists all of them.</exception>
    /// <exception cref="InvalidTransformException">References form a circle, or are chained deeper than <see cref="MaximumNesting"/>.</exception>
    public TransformSpec Resolve(IReadOnlyDictionary<string, TransformSpec> shared)
    {
        ArgumentNullException.ThrowIfNull(shared);
        var resolver = new ReferenceResolver(shared);
        TransformSpec resolved = resolver.Resolve(this);
        resolver.ThrowIfMissing();
        return resolved;
    }

    /// <summary>Lists the ids of the shared transforms that are referenced in here, each as often as it occurs.</summary>
    /// <param name="ids">Receives the ids.</param>
    public virtual void CollectReferences(ICollection<string> ids) => ArgumentNullException.ThrowIfNull(ids);

    /// <summary>
    /// The transforms in the order in which they apply, without nested lists, as the server answers them: labels of a list are added to the
    /// labels of its members, its id is dropped. Both sides of an interpolated transform are flattened each for itself.
    /// </summary>
    /// <returns>Leaf and interpolated transforms, and references that have not been resolved.</returns>
    public IReadOnlyList<TransformSpec> Flatten()
    {
        List<TransformSpec> flat = [];
        FlattenInto(flat, []);
        return flat;
    }

    /// <summary>Maps points from <paramref name="source"/> to <paramref name="destination"/>, which have equal length and may be the same.</summary>
    /// <param name="source">Locations in pixels.</param>
    /// <param name="destination">Receives the mapped locations in pixels.</param>
    protected virtual void ApplyCore(ReadOnlySpan<Point2D> source, Span<Point2D> destination)
    {
        for (int i = 0; i < source.Length; i++)
            destination[i] = Apply(source[i]);
    }

    internal virtual TransformSpec ResolveWith(ReferenceResolver resolver) => this;

    internal virtual void FlattenInto(List<TransformSpec> flat, IReadOnlyList<string> labels) =>
        flat.Add(WithLabels(labels));

    internal abstract void WriteMembers(Utf8JsonWriter writer);

    private TransformSpec WithLabels(IReadOnlyList<string> labels)
    {
        if (labels.Count == 0)
            return this;

        var copy = (TransformSpec)MemberwiseClone();
        copy.metadata = (metadata ?? new TransformMetadata()).WithLabels(labels);
        return copy;
    }
}
