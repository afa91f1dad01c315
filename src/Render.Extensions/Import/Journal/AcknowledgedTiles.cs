namespace Render;

/// <summary>
/// The tiles that the server has acknowledged in earlier runs, by the hash of their id. A layer may be lost as a whole, with all that was
/// acknowledged until then, although nobody knows which tiles were in it.
/// </summary>
internal sealed class AcknowledgedTiles
{
    // Stands for the content of a tile of which several versions were acknowledged: as good as no tile has this hash.
    private const ulong NotKnown = 0;

    // Each part has what was acknowledged, in the order of the journal, before its layers were lost.
    private readonly List<Part> parts = [new Part()];

    public bool IsEmpty => parts.TrueForAll(part => part.Contents.Count == 0);

    public void EnsureCapacity(int count) => parts[0].Contents.EnsureCapacity(count);

    /// <summary>
    /// Adds a tile. Those of the same id and different content, with no <see cref="Remove"/> between them, come from a source that has all of
    /// them: which one the server has is not known, so that none counts.
    /// </summary>
    public void Add(TileMark mark)
    {
        if (parts[^1].LostLayers.Count > 0)
            parts.Add(new Part());

        var contents = parts[^1].Contents;
        if (!contents.TryAdd(mark.Id, mark.Content) && contents[mark.Id] != mark.Content)
            contents[mark.Id] = NotKnown;
    }

    /// <summary>Forgets a tile.</summary>
    public void Remove(ulong id) => parts.ForEach(part => part.Contents.Remove(id));

    /// <summary>Forgets what was in a layer.</summary>
    public void Lose(double z) => parts[^1].LostLayers.Add(z);

    /// <summary>Finds the version of a tile of a layer that was acknowledged last: one that no tile has if there were several.</summary>
    public bool TryGet(ulong id, double z, out ulong content)
    {
        content = 0;
        for (int i = parts.Count - 1; i >= 0 && !parts[i].LostLayers.Contains(z); i--)
        {
            if (parts[i].Contents.TryGetValue(id, out content))
                return true;
        }

        return false;
    }

    private sealed class Part
    {
        public Dictionary<ulong, ulong> Contents { get; } = [];

        public HashSet<double> LostLayers { get; } = [];
    }
}
