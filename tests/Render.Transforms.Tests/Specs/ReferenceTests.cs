namespace Render.Transforms.Tests;

/// <summary>Shared transforms, lists in lists, labels.</summary>
public sealed class ReferenceTests
{
    private static readonly Point2D Origin = new(0, 0);

    [Fact]
    public void References_to_references_are_resolved_in_one_go()
    {
        Dictionary<string, TransformSpec> shared = new()
        {
            ["a"] = new ReferenceTransform("b") { Id = "a" },
            ["b"] = new ListTransform(new ReferenceTransform("c"), new ReferenceTransform("c")) { Id = "b" },
            ["c"] = new TranslationModel2D(1, 2) { Id = "c" },
        };
        TransformSpec resolved = new ListTransform(new ReferenceTransform("a")).Resolve(shared);
        Assert.Equal(new Point2D(2, 4), resolved.Apply(Origin));
    }

    [Fact]
    public void A_transform_without_references_resolves_to_itself()
    {
        var transform = new ListTransform(new TranslationModel2D(1, 2));
        Assert.Same(transform, transform.Resolve(new Dictionary<string, TransformSpec>()));
    }

    [Fact]
    public void All_missing_shared_transforms_are_named()
    {
        var transform = new ListTransform(
            new ReferenceTransform("z"),
            new InterpolatedTransform(new ReferenceTransform("a"), new TranslationModel2D(0, 0), 0.5));
        var exception = Assert.Throws<UnresolvedReferenceException>(() => transform.Resolve(new Dictionary<string, TransformSpec>()));
        Assert.Equal(["a", "z"], exception.MissingIds);
        Assert.Contains("'a', 'z'", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void References_in_a_circle_are_named()
    {
        Dictionary<string, TransformSpec> shared = new()
        {
            ["a"] = new ListTransform(new ReferenceTransform("b")),
            ["b"] = new ReferenceTransform("a"),
        };
        var exception = Assert.Throws<InvalidTransformException>(() => new ReferenceTransform("a").Resolve(shared));
        Assert.Contains("a -> b -> a", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_chain_of_references_that_never_ends_well_is_refused()
    {
        Dictionary<string, TransformSpec> shared = Enumerable.Range(0, 100_000)
            .ToDictionary(i => $"{i}", i => (TransformSpec)new ReferenceTransform($"{i + 1}"));
        Assert.Throws<InvalidTransformException>(() => new ReferenceTransform("0").Resolve(shared));
    }

    [Fact]
    public void An_unresolved_reference_cannot_be_applied_and_names_its_id()
    {
        var exception = Assert.Throws<UnresolvedReferenceException>(() => new ReferenceTransform("lens").Apply(Origin));
        Assert.Equal(["lens"], exception.MissingIds);
    }

    [Fact]
    public void Referenced_ids_are_listed()
    {
        List<string> ids = [];
        new ListTransform(
            new ReferenceTransform("a"),
            new InterpolatedTransform(new ReferenceTransform("b"), new ListTransform(new ReferenceTransform("a")), 0)).CollectReferences(ids);
        Assert.Equal(["a", "b", "a"], ids);
    }

    [Fact]
    public void Flat_lists_hand_labels_down_and_drop_the_ids_of_lists()
    {
        var inner = new TranslationModel2D(1, 2) { Id = "leaf", Metadata = Labelled("own") };
        var plain = new TranslationModel2D(3, 4);
        var list = new ListTransform(new ListTransform(inner) { Id = "gone", Metadata = Labelled("lens") }, plain) { Metadata = Labelled("all") };
        IReadOnlyList<TransformSpec> flat = list.Flatten();
        Assert.Equal(2, flat.Count);
        Assert.Equal("leaf", flat[0].Id);
        Assert.Equal(["all", "lens", "own"], flat[0].Metadata!.Labels.Order());
        Assert.Equal(["all"], flat[1].Metadata!.Labels);
        Assert.Null(plain.Metadata);
        Assert.Equal(list.Apply(Origin), new ListTransform(flat).Apply(Origin));
    }

    [Fact]
    public void Points_may_be_mapped_in_place_but_not_half_over_themselves()
    {
        Point2D[] points = [new(1, 1), new(2, 2), new(3, 3)];
        var transform = new ListTransform(new TranslationModel2D(1, 0), new TranslationModel2D(0, 1));
        transform.Apply(points, points);
        Assert.Equal([new(2, 2), new(3, 3), new(4, 4)], points);
        Assert.Throws<ArgumentException>(() => transform.Apply(points.AsSpan(0, 2), points.AsSpan(1, 2)));
        Assert.Throws<ArgumentException>(() => transform.Apply(points, new Point2D[2]));
    }

    [Fact]
    public void An_empty_list_copies_its_points()
    {
        Point2D[] mapped = new Point2D[2];
        new ListTransform().Apply([new(1, 2), new(3, 4)], mapped);
        Assert.Equal([new(1, 2), new(3, 4)], mapped);
    }

    private static TransformMetadata Labelled(string label) => new() { Labels = new HashSet<string> { label } };
}
