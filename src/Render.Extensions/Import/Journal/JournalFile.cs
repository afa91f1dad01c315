using System.Buffers;
using System.IO.Hashing;
using System.Text;

namespace Render;

/// <summary>
/// A text file of lines that end in their CRC-32, written one at a time and never changed. The first line that is not whole, as a crash
/// or a power cut leaves it, ends the file: it is cut off there.
/// </summary>
internal sealed class JournalFile : IDisposable
{
    private const int ChecksumLength = 1 + 8;
    private const int LargestBuffer = 1 << 20;

    private readonly FileStream stream;
    private readonly ArrayBufferWriter<byte> line = new();

    private JournalFile(FileStream stream) => this.stream = stream;

    /// <summary>Opens a file, or makes one, and keeps others from writing to it.</summary>
    /// <exception cref="ImportJournalException">It cannot be opened, or another import has it.</exception>
    public static JournalFile Open(string path)
    {
        try
        {
            return new JournalFile(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, bufferSize: 0));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ImportJournalException(path, $"it cannot be opened, or another import is using it: {exception.Message}", exception);
        }
    }

    /// <summary>Bytes in the file.</summary>
    public long Length => stream.Length;

    /// <summary>Reads the whole lines, without their checksums, and gets ready to write behind them. To be enumerated once, to the end.</summary>
    public IEnumerable<string> ReadLines()
    {
        long whole = 0;
        long length = stream.Length;
        int buffer = (int)Math.Clamp(length, 1, LargestBuffer);
        using (var reader = new StreamReader(stream, Encoding.Latin1, detectEncodingFromByteOrderMarks: false, buffer, leaveOpen: true))
        {
            while (reader.ReadLine() is { } text && whole + text.Length + 1 <= length && Payload(text) is { } payload)
            {
                whole += text.Length + 1;
                yield return payload;
            }
        }

        stream.SetLength(whole);
        stream.Position = whole;
    }

    /// <summary>The first bytes of the file, as text.</summary>
    public string Peek(int count)
    {
        Span<byte> bytes = stackalloc byte[count];
        int read = RandomAccess.Read(stream.SafeFileHandle, bytes, 0);
        return Encoding.Latin1.GetString(bytes[..read]);
    }

    /// <summary>Writes a line. It survives the end of the process, and a power cut too if it is flushed to the disk.</summary>
    public void Append(ReadOnlySpan<byte> payload, bool toDisk)
    {
        line.ResetWrittenCount();
        line.Write(payload);
        Encoding.ASCII.GetBytes($" {Crc32.HashToUInt32(payload):x8}\n", line);
        stream.Write(line.WrittenSpan);
        if (toDisk)
            FlushToDisk();
    }

    /// <summary>What was written until now survives a power cut.</summary>
    public void FlushToDisk() => stream.Flush(flushToDisk: true);

    public void Dispose() => stream.Dispose();

    private static string? Payload(string text)
    {
        int length = text.Length - ChecksumLength;
        if (length < 0)
            return null;

        uint checksum = Crc32.HashToUInt32(Encoding.Latin1.GetBytes(text, 0, length));
        return text.AsSpan(length).SequenceEqual($" {checksum:x8}") ? text[..length] : null;
    }
}
