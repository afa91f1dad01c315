using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace Render;

/// <summary>What a journal keeps of a tile: 64 bit hashes of its id, and of everything that the server would be sent for it.</summary>
/// <remarks>
/// A tile counts as acknowledged only if both agree. Two ids with one hash cost a request too many; a changed tile is taken for the old
/// one with a probability of 2^-64.
/// </remarks>
/// <param name="Id">Hash of the tile's id.</param>
/// <param name="Content">Hash of its JSON, and of the shared transforms that it refers to.</param>
internal readonly record struct TileMark(ulong Id, ulong Content)
{
    /// <summary>Bytes of a mark in the journal.</summary>
    public const int Size = 2 * sizeof(ulong);

    /// <summary>The hash of a tile's id.</summary>
    public static ulong HashOf(string tileId) => XxHash3.HashToUInt64(MemoryMarshal.AsBytes(tileId.AsSpan()));
}
