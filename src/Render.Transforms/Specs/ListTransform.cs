using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Render.Transforms;

/// <summary>Transforms that apply one after the other. An empty list leaves points where they are.</summary>
[JsonConverter(typeof(ListTransformJsonConverter))]
public sealed class ListTransform : TransformSpec
{
    // Points pass through all transforms in blocks that stay in the first level cache.
    private const int BlockLength = 512;

    private readonly ImmutableArray<TransformSpec> transforms;

    /// <summary>Makes a list of transforms.</summary>
    /// <param name="transforms">The transforms in the order in which they apply.</param>
    public ListTransform(params IEnumerable<TransformSpec> transforms)
    {
        ArgumentNullException.ThrowIfNull(transforms);
        this.transforms = [.. transforms];
        if (this.transforms.Contains(null!))
            throw new ArgumentException("A list of transforms must not contain null.", nameof(transforms));
    }

    internal ListTransform(in TransformMembers members, ImmutableArray<TransformSpec> transforms)
        : base(in members) => this.transforms = transforms;

    /// <summary>The transforms in the order in which they apply.</summary>
    public IReadOnlyList<TransformSpec> Transforms => transforms;

    // Without the object that an interface makes of the array at every access.
    internal ImmutableArray<TransformSpec> Items => transforms;

    /// <summary>
    /// Puts affine transforms that follow one another together into one, also across nested lists: points are mapped faster, and equally but for the
    /// last bits.
    /// </summary>
    /// <returns>A list with as few transforms as possible, without ids and labels of what was put together; this list if nothing can be put
    /// together.</returns>
    /// <exception cref="TransformDataException">The data string of an affine transform cannot be parsed.</exception>
    public ListTransform Collapse()
    {
        List<TransformSpec> collapsed = [];
        IReadOnlyList<TransformSpec> flat = Flatten();
        foreach (TransformSpec transform in flat)
        {
            if (collapsed is [.., IAffineTransform last] && transform is IAffineTransform next)
                collapsed[^1] = new AffineModel2D(last.Matrix.Then(next.Matrix));
            else
                collapsed.Add(transform);
        }

        return collapsed.Count < transforms.Length || collapsed.Count < flat.Count ? new ListTransform(collapsed) : this;
    }

    /// <summary>One transform in place of all: the affine one that they are if all are affine, nested ones included, else a polynomial close to them.</summary>
    /// <param name="points">Where the polynomial is to be close, in pixels: for example a grid over the tile.</param>
    /// <param name="order">The order of the polynomial.</param>
    /// <returns>An <see cref="AffineModel2D"/> or a <see cref="PolynomialTransform2D"/>.</returns>
    /// <exception cref="EstimationException">The points are too few for a polynomial of that order, or do not determine it.</exception>
    /// <inheritdoc cref="TransformSpec.Apply(Point2D)" path="/exception"/>
    public LeafTransform CollapseToOne(ReadOnlySpan<Point2D> points, int order = 2)
    {
        ListTransform collapsed = Collapse();
        switch (collapsed.Flatten())
        {
            case []:
                return new AffineModel2D(AffineMatrix.Identity);
            case [IAffineTransform affine]:
                return new AffineModel2D(affine.Matrix);
        }

        Point2D[] mapped = new Point2D[points.Length];
        Apply(points, mapped);
        var matches = new PointMatch[points.Length];
        for (int i = 0; i < matches.Length; i++)
            matches[i] = new PointMatch(points[i], mapped[i]);

        return PolynomialTransform2D.Estimate(matches, order);
    }

    /// <inheritdoc/>
    public override Point2D Apply(Point2D point)
    {
        foreach (TransformSpec transform in transforms)
            point = transform.Apply(point);

        return point;
    }

    /// <inheritdoc/>
    public override void Validate()
    {
        foreach (TransformSpec transform in transforms)
            transform.Validate();
    }

    /// <inheritdoc/>
    public override void Validate(ServerLine line)
    {
        foreach (TransformSpec transform in transforms)
            transform.Validate(line);
    }

    /// <inheritdoc/>
    public override void CollectReferences(ICollection<string> ids)
    {
        foreach (TransformSpec transform in transforms)
            transform.CollectReferences(ids);
    }

    /// <inheritdoc/>
    protected override void ApplyCore(ReadOnlySpan<Point2D> source, Span<Point2D> destination)
    {
        if (transforms.IsEmpty)
        {
            source.CopyTo(destination);
            return;
        }

        for (int start = 0; start < source.Length; start += BlockLength)
        {
            int length = Math.Min(BlockLength, source.Length - start);
            Span<Point2D> block = destination.Slice(start, length);
            transforms[0].Apply(source.Slice(start, length), block);
            foreach (TransformSpec transform in transforms.AsSpan()[1..])
                transform.Apply(block, block);
        }
    }

    internal override TransformSpec ResolveWith(ReferenceResolver resolver)
    {
        ImmutableArray<TransformSpec>.Builder? resolved = null;
        for (int i = 0; i < transforms.Length; i++)
        {
            TransformSpec transform = resolver.Resolve(transforms[i]);
            if (!ReferenceEquals(transform, transforms[i]))
            {
                resolved ??= transforms.ToBuilder();
                resolved[i] = transform;
            }
        }

        if (resolved is null)
            return this;

        return new ListTransform(default, resolved.MoveToImmutable())
        {
            Id = Id,
            Metadata = Metadata,
            AdditionalProperties = AdditionalProperties,
        };
    }

    internal override void FlattenInto(List<TransformSpec> flat, IReadOnlyList<string> labels)
    {
        if (Metadata is { Labels.Count: > 0 } own)
            labels = [.. labels, .. own.Labels];

        foreach (TransformSpec transform in transforms)
            transform.FlattenInto(flat, labels);
    }

    internal override void WriteMembers(Utf8JsonWriter writer)
    {
        writer.WriteStartArray(TransformJson.SpecList);
        foreach (TransformSpec transform in transforms)
            TransformSpecJsonConverter.WriteSpec(writer, transform);

        writer.WriteEndArray();
    }
}
