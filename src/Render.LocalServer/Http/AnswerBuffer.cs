using System.Buffers;
using System.Collections.Concurrent;

namespace Render.LocalServer;

/// <summary>Memory for an answer, used again for another one.</summary>
internal sealed class AnswerBuffer : IDisposable
{
    private const int LargestKept = 16 << 20;

    private static readonly ConcurrentBag<ArrayBufferWriter<byte>> Idle = [];

    private readonly ArrayBufferWriter<byte> writer;

    private AnswerBuffer(ArrayBufferWriter<byte> writer) => this.writer = writer;

    public IBufferWriter<byte> Writer => writer;

    public ReadOnlyMemory<byte> Written => writer.WrittenMemory;

    public static AnswerBuffer Rent() => new(Idle.TryTake(out var idle) ? idle : new ArrayBufferWriter<byte>());

    public void Dispose()
    {
        if (writer.Capacity > LargestKept)
            return;

        writer.ResetWrittenCount();
        Idle.Add(writer);
    }
}
