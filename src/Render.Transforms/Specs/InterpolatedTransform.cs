using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Render.Transforms;

/// <summary>The mean of two transforms of the same point: a(p) + lambda (b(p) - a(p)).</summary>
public sealed class InterpolatedTransform : TransformSpec
{
    /// <summary>Makes the interpolation between two transforms.</summary>
    /// <param name="a">The transform at <paramref name="lambda"/> 0.</param>
    /// <param name="b">The transform at <paramref name="lambda"/> 1.</param>
    /// <param name="lambda">The share of <paramref name="b"/>. Values outside of 0 to 1 extrapolate.</param>
    public InterpolatedTransform(TransformSpec a, TransformSpec b, double lambda)
        : this(default, a, b, lambda)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
    }

    internal InterpolatedTransform(in TransformMembers members, TransformSpec a, TransformSpec b, double lambda)
        : base(in members)
    {
        A = a;
        B = b;
        Lambda = lambda;
    }

    /// <summary>The transform at <see cref="Lambda"/> 0.</summary>
    public TransformSpec A { get; }

    /// <summary>The transform at <see cref="Lambda"/> 1.</summary>
    public TransformSpec B { get; }

    /// <summary>The share of <see cref="B"/>, not limited to 0 to 1.</summary>
    public double Lambda { get; }

    /// <inheritdoc/>
    public override Point2D Apply(Point2D point) => Interpolate(A.Apply(point), B.Apply(point));

    /// <inheritdoc/>
    public override void Validate()
    {
        A.Validate();
        B.Validate();
    }

    /// <inheritdoc/>
    public override void Validate(ServerLine line)
    {
        A.Validate(line);
        B.Validate(line);
    }

    /// <inheritdoc/>
    public override void CollectReferences(ICollection<string> ids)
    {
        A.CollectReferences(ids);
        B.CollectReferences(ids);
    }

    /// <inheritdoc/>
    protected override void ApplyCore(ReadOnlySpan<Point2D> source, Span<Point2D> destination)
    {
        PointBlock buffer = default;
        Span<Point2D> block = buffer;
        for (int start = 0; start < source.Length; start += block.Length)
        {
            int length = Math.Min(block.Length, source.Length - start);
            ReadOnlySpan<Point2D> from = source.Slice(start, length);
            Span<Point2D> to = destination.Slice(start, length);
            B.Apply(from, block[..length]);
            A.Apply(from, to);
            for (int i = 0; i < length; i++)
                to[i] = Interpolate(to[i], block[i]);
        }
    }

    internal override TransformSpec ResolveWith(ReferenceResolver resolver)
    {
        TransformSpec a = resolver.Resolve(A);
        TransformSpec b = resolver.Resolve(B);
        if (ReferenceEquals(a, A) && ReferenceEquals(b, B))
            return this;

        return new InterpolatedTransform(a, b, Lambda) { Id = Id, Metadata = Metadata, AdditionalProperties = AdditionalProperties };
    }

    internal override void FlattenInto(List<TransformSpec> flat, IReadOnlyList<string> labels) =>
        new InterpolatedTransform(Flattened(A), Flattened(B), Lambda) { Id = Id, Metadata = Metadata, AdditionalProperties = AdditionalProperties }
            .AddTo(flat, labels);

    internal override void WriteMembers(Utf8JsonWriter writer)
    {
        writer.WritePropertyName(TransformJson.A);
        TransformSpecJsonConverter.WriteSpec(writer, A);
        writer.WritePropertyName(TransformJson.B);
        TransformSpecJsonConverter.WriteSpec(writer, B);
        writer.WritePropertyName(TransformJson.Lambda);
        TransformJson.WriteNumber(writer, Lambda);
    }

    // A side that is a list stays one, without lists inside.
    private static TransformSpec Flattened(TransformSpec side) => side.Flatten() is [var only] && side is not ListTransform
        ? only
        : new ListTransform(side.Flatten());

    private void AddTo(List<TransformSpec> flat, IReadOnlyList<string> labels) => base.FlattenInto(flat, labels);

    private Point2D Interpolate(Point2D a, Point2D b) => new(a.X + Lambda * (b.X - a.X), a.Y + Lambda * (b.Y - a.Y));

    // 4 kB of stack for each level of nesting.
    [InlineArray(256)]
    private struct PointBlock
    {
        private Point2D first;
    }
}
