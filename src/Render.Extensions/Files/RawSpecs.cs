using System.Buffers;

namespace Render;

/// <summary>Specs as they stand in a file: slices of one pooled buffer, so that they can be parsed elsewhere and in parallel.</summary>
internal sealed class RawSpecs : IDisposable
{
    private readonly byte[] buffer;
    private readonly List<Range> specs;
    private readonly long linesBefore;

    public RawSpecs(string file, byte[] buffer, List<Range> specs, long linesBefore)
    {
        File = file;
        this.buffer = buffer;
        this.specs = specs;
        this.linesBefore = linesBefore;
    }

    public string File { get; }

    public int Count => specs.Count;

    public ReadOnlySpan<byte> this[int index] => buffer.AsSpan(specs[index]);

    /// <summary>The line on which a spec starts, counted from 1. Counted when asked: only faulty specs are.</summary>
    public long Line(int index) => linesBefore + buffer.AsSpan(0, specs[index].Start.Value).Count((byte)'\n') + 1;

    public void Dispose() => ArrayPool<byte>.Shared.Return(buffer);
}
