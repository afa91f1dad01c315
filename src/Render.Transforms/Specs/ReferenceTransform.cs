using System.Text.Json;

namespace Render.Transforms;

/// <summary>Stands for a shared transform, which <see cref="TransformSpec.Resolve"/> puts in its place.</summary>
public sealed class ReferenceTransform : TransformSpec
{
    /// <summary>Makes a reference to a shared transform.</summary>
    /// <param name="referenceId">The <see cref="TransformSpec.Id"/> of the shared transform.</param>
    public ReferenceTransform(string referenceId)
    {
        ArgumentNullException.ThrowIfNull(referenceId);
        ReferenceId = referenceId;
    }

    internal ReferenceTransform(in TransformMembers members, string referenceId)
        : base(in members) => ReferenceId = referenceId;

    /// <summary>The <see cref="TransformSpec.Id"/> of the shared transform.</summary>
    public string ReferenceId { get; }

    /// <summary>Always fails: a reference cannot be applied before it is resolved.</summary>
    /// <param name="point">A location in pixels.</param>
    /// <returns>Nothing.</returns>
    /// <exception cref="UnresolvedReferenceException">Always.</exception>
    public override Point2D Apply(Point2D point) => throw new UnresolvedReferenceException([ReferenceId]);

    /// <summary>Does nothing: a reference has no data string.</summary>
    public override void Validate()
    {
    }

    /// <inheritdoc cref="Validate()"/>
    /// <param name="line">Does not matter.</param>
    public override void Validate(ServerLine line)
    {
    }

    /// <inheritdoc/>
    public override void CollectReferences(ICollection<string> ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        ids.Add(ReferenceId);
    }

    internal override TransformSpec ResolveWith(ReferenceResolver resolver) => resolver.Find(this);

    internal override void WriteMembers(Utf8JsonWriter writer) => writer.WriteString(TransformJson.RefId, ReferenceId);
}
