using Render.Transforms;

namespace Render;

/// <summary>Consecutive tiles of a source: what one worker takes at a time.</summary>
internal abstract class TileBatch(long firstIndex, IReadOnlyDictionary<string, TransformSpec> shared) : IDisposable
{
    /// <summary>The place of the first tile in the source or file.</summary>
    protected long FirstIndex { get; } = firstIndex;

    /// <summary>The transforms that the tiles may refer to, by id.</summary>
    public IReadOnlyDictionary<string, TransformSpec> Shared { get; } = shared;

    public abstract int Count { get; }

    public abstract string? File { get; }

    /// <summary>Reads one tile.</summary>
    /// <exception cref="SpecJsonException">The JSON of this tile is no tile spec.</exception>
    public abstract TileSpec? Read(int index);

    /// <summary>Reads one tile; <c>null</c> also if it is none, for those who leave it to the import to say what is wrong.</summary>
    public TileSpec? TryRead(int index)
    {
        try
        {
            return Read(index);
        }
        catch (SpecJsonException)
        {
            return null;
        }
    }

    /// <summary>Whether a tile may refer to shared transforms, as far as that can be seen at a glance.</summary>
    public abstract bool MayRefer(int index);

    public abstract TileOrigin Origin(int index);

    public abstract void Dispose();
}
