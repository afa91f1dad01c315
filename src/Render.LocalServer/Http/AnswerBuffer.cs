using System.Buffers;
using System.Collections.Concurrent;

namespace Render.LocalServer;

/// <summary>Memory for an answer, used again for another one.</summary>
internal sealed class AnswerBuffer : IDisposable
{
    // All together.
    private const long MostKept = 32 << 20;

    private static readonly ConcurrentBag<ArrayBufferWriter<byte>> Idle = [];
    private static long Kept;

    private readonly ArrayBufferWriter<byte> writer;

    private AnswerBuffer(ArrayBufferWriter<byte> writer) => this.writer = writer;

    public IBufferWriter<byte> Writer => writer;

    public ReadOnlyMemory<byte> Written => writer.WrittenMemory;

    public static AnswerBuffer Rent() => new(TakeIdle() ?? new ArrayBufferWriter<byte>());

    /// <summary>Lets go of the memory that is kept for the next answers.</summary>
    public static void ReleaseMemory()
    {
        while (TakeIdle() is not null)
        {
            // What was taken is not put back.
        }
    }

    public void Dispose()
    {
        if (Interlocked.Add(ref Kept, writer.Capacity) > MostKept)
        {
            Interlocked.Add(ref Kept, -writer.Capacity);
            return;
        }

        writer.ResetWrittenCount();
        Idle.Add(writer);
    }

    private static ArrayBufferWriter<byte>? TakeIdle()
    {
        if (!Idle.TryTake(out var idle))
            return null;

        Interlocked.Add(ref Kept, -idle.Capacity);
        return idle;
    }
}
