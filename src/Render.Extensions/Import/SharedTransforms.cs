using System.Globalization;
using Render.Transforms;

namespace Render;

/// <summary>Gathers the transforms that tiles refer to by id.</summary>
internal static class SharedTransforms
{
    /// <summary>Orders transforms by id; of two with the same id the later one counts, as on the server.</summary>
    /// <param name="transforms">The transforms.</param>
    /// <param name="flatten">Whether references in them are replaced by what they refer to, as far as that is there.</param>
    /// <exception cref="RenderException">A transform has no id.</exception>
    public static Dictionary<string, TransformSpec> Index(IEnumerable<TransformSpec> transforms, bool flatten = false)
    {
        var byId = new Dictionary<string, TransformSpec>(StringComparer.Ordinal);
        foreach (var transform in transforms)
        {
            ArgumentNullException.ThrowIfNull(transform);
            if (string.IsNullOrEmpty(transform.Id))
            {
                throw new RenderException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"Shared transform number {byId.Count} has no id, so that no tile can refer to it. Give it an Id or leave it out."));
            }

            byId[transform.Id] = transform;
        }

        if (flatten)
            Flatten(byId);

        return byId;
    }

    /// <summary>Whether a transform refers to others: the server refuses shared ones that do, whatever the request brings along.</summary>
    public static bool Refers(TransformSpec transform)
    {
        List<string> references = [];
        transform.CollectReferences(references);
        return references.Count > 0;
    }

    private static void Flatten(Dictionary<string, TransformSpec> shared)
    {
        foreach (var (id, transform) in shared.Where(entry => Refers(entry.Value)).ToArray())
        {
            try
            {
                var resolved = transform.Resolve(shared);

                // What a reference alone stands for has the id of another one.
                shared[id] = resolved.Id == id ? resolved : new ListTransform(resolved) { Id = id, Metadata = transform.Metadata };
            }
            catch (Exception exception) when (exception is UnresolvedReferenceException or InvalidTransformException)
            {
                // The tiles that refer to it are reported with what is missing, or with the circle.
            }
        }
    }

    /// <summary>The ids that a tile refers to, itself and through other shared transforms.</summary>
    public static List<string> ReferencesOf(TileSpec tile, IReadOnlyDictionary<string, TransformSpec> shared)
    {
        List<string> references = [];
        FindReferences(tile, shared, references);
        return references;
    }

    /// <summary>Puts the ids that a tile refers to, itself and through other shared transforms, into a list that serves for one tile after the other.</summary>
    /// <returns>Whether there are some of the latter.</returns>
    public static bool FindReferences(TileSpec tile, IReadOnlyDictionary<string, TransformSpec> shared, List<string> references)
    {
        references.Clear();
        tile.Transforms?.CollectReferences(references);
        return AddNested(references, shared);
    }

    /// <summary>Adds to ids those that the transforms refer to in turn: whoever sends one must send these too.</summary>
    /// <returns>Whether a transform refers to others.</returns>
    public static bool AddNested(List<string> references, IReadOnlyDictionary<string, TransformSpec> shared)
    {
        bool isNested = false;
        List<string>? nested = null;
        for (int i = 0; i < references.Count; i++)
        {
            if (!shared.TryGetValue(references[i], out var transform))
                continue;

            nested ??= [];
            nested.Clear();
            transform.CollectReferences(nested);
            isNested |= nested.Count > 0;
            foreach (string id in nested)
            {
                if (!references.Contains(id))
                    references.Add(id);
            }
        }

        return isNested;
    }

    /// <summary>Reads the transforms of a file: an array of them, or a resolved tile collection.</summary>
    /// <exception cref="SpecFileException">The file cannot be read, or something in it is no shared transform.</exception>
    public static async Task<List<TransformSpec>> ReadAsync(string file, CancellationToken cancellationToken)
    {
        List<TransformSpec> transforms = [];
        foreach (var part in SpecPart.Of(file))
            transforms.AddRange(await ReadAsync(part, inArray: SpecKind.Transform, cancellationToken).ConfigureAwait(false));

        return transforms;
    }

    /// <summary>Reads the transforms of files that belong together.</summary>
    /// <exception cref="SpecFileException">A file cannot be read, or something in it is no shared transform.</exception>
    /// <exception cref="ConflictingTransformsException">Files give different transforms the same id.</exception>
    public static async Task<List<TransformSpec>> ReadAgreeingAsync(IReadOnlyList<string> files, CancellationToken cancellationToken)
    {
        List<TransformSpec> transforms = [];
        var hashes = new TransformHashes();
        var known = new Dictionary<string, (ulong Hash, string File)>(StringComparer.Ordinal);
        var conflicts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (string file in files)
        {
            foreach (var transform in await ReadAsync(file, cancellationToken).ConfigureAwait(false))
            {
                ulong hash = hashes.Of(transform);
                if (known.TryAdd(transform.Id!, (hash, file)))
                    transforms.Add(transform);
                else if (known[transform.Id!] is var first && first.Hash != hash)
                    conflicts.TryAdd(transform.Id!, $"{first.File} and {file}");
            }
        }

        return conflicts.Count == 0 ? transforms : throw new ConflictingTransformsException("Transform files", conflicts);
    }

    /// <summary>Reads the transforms of one document; none from an array of tiles.</summary>
    /// <exception cref="SpecFileException">The document cannot be read, or something in it is no shared transform.</exception>
    public static async Task<List<TransformSpec>> ReadAsync(SpecPart part, SpecKind inArray, CancellationToken cancellationToken)
    {
        List<TransformSpec> transforms = [];
        using var scanner = new SpecScanner(part, wanted: SpecKind.Transform, inArray);
        while (await scanner.ReadAsync(cancellationToken).ConfigureAwait(false) is { } specs)
        {
            using (specs)
            {
                for (int i = 0; i < specs.Count; i++)
                    transforms.Add(Parse(specs, i));
            }
        }

        return transforms;
    }

    private static TransformSpec Parse(RawSpecs specs, int index)
    {
        try
        {
            var transform = SpecJson.ReadTransform(specs[index]);
            return string.IsNullOrEmpty(transform?.Id) ? throw Fault("it has no id, so that no tile can refer to it.", null) : transform;
        }
        catch (SpecJsonException exception)
        {
            throw Fault(exception.Message, exception);
        }

        SpecFileException Fault(string reason, SpecJsonException? inner) =>
            new(specs.File, specs.Line(index), position: null, $"the transform that starts here{(inner?.SpecId is { } id ? $", '{id}'," : "")} cannot be shared: {reason}", inner);
    }
}
