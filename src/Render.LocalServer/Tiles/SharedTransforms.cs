using Render.Transforms;

namespace Render.LocalServer;

/// <summary>Looks the shared transforms of a stack up as tiles ask for them.</summary>
internal sealed class SharedTransforms(Session session, StackRow stack)
{
    private readonly SortedDictionary<string, TransformSpec> found = new(StringComparer.Ordinal);

    /// <summary>What was found so far, by id.</summary>
    public IReadOnlyDictionary<string, TransformSpec> Found => found;

    /// <summary>Finds the transforms of a tile.</summary>
    /// <exception cref="IllegalStateException">One is missing.</exception>
    public void Collect(byte[] tileJson)
    {
        if (tileJson.AsSpan().IndexOf("\"refId\""u8) >= 0)
            Collect(TileTable.Parse(tileJson));
    }

    /// <inheritdoc cref="Collect(byte[])"/>
    public void Collect(TileSpec tile)
    {
        if (tile.Transforms is null)
            return;

        List<string> wanted = [];
        tile.Transforms.CollectReferences(wanted);
        for (var i = 0; i < wanted.Count; i++)
        {
            if (found.ContainsKey(wanted[i]))
                continue;

            if (session.FindTransform(stack, wanted[i]) is not { } transform)
            {
                throw new IllegalStateException(
                    $"tile spec {tile.TileId} is not fully resolved after applying the following transform specs: [{string.Join(", ", found.Keys)}]");
            }

            found.Add(wanted[i], transform);
            transform.CollectReferences(wanted);
        }
    }

    /// <summary>Puts the transforms of a tile into one list without references and lists in it.</summary>
    /// <exception cref="IllegalStateException">A shared transform is missing.</exception>
    public TileSpec Flatten(byte[] tileJson)
    {
        var tile = TileTable.Parse(tileJson);
        Collect(tile);
        if (tile.Transforms is { } transforms)
            tile.Transforms = new ListTransform(transforms.Resolve(found).Flatten());

        return tile;
    }
}
