namespace Render.Transforms;

/// <summary>Follows references through shared transforms, each of which is resolved once.</summary>
internal sealed class ReferenceResolver(IReadOnlyDictionary<string, TransformSpec> shared)
{
    private readonly Dictionary<string, TransformSpec> resolved = [];
    private readonly List<string> path = [];
    private readonly SortedSet<string> missing = new(StringComparer.Ordinal);
    private int depth;

    public TransformSpec Resolve(TransformSpec spec)
    {
        if (++depth > TransformSpec.MaximumNesting)
        {
            throw new InvalidTransformException(
                $"Transforms and references are nested deeper than {TransformSpec.MaximumNesting}.");
        }

        TransformSpec result = spec.ResolveWith(this);
        depth--;
        return result;
    }

    public TransformSpec Find(ReferenceTransform reference)
    {
        string id = reference.ReferenceId;
        if (resolved.TryGetValue(id, out TransformSpec? found))
            return found;

        if (path.Contains(id))
        {
            throw new InvalidTransformException(
                $"References form a circle: {string.Join(" -> ", path.SkipWhile(step => step != id))} -> {id}.");
        }

        if (!shared.TryGetValue(id, out TransformSpec? target))
        {
            missing.Add(id);
            return reference;
        }

        path.Add(id);
        found = Resolve(target);
        path.RemoveAt(path.Count - 1);
        resolved.Add(id, found);
        return found;
    }

    public void ThrowIfMissing()
    {
        if (missing.Count > 0)
            throw new UnresolvedReferenceException([.. missing]);
    }
}
