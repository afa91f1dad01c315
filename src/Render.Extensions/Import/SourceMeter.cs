namespace Render;

/// <summary>How much of the files of an import has been read.</summary>
/// <param name="bytesExpected">The size of all files.</param>
internal sealed class SourceMeter(long bytesExpected)
{
    private long bytesRead;

    public long BytesExpected => bytesExpected;

    public long BytesRead
    {
        get => Interlocked.Read(ref bytesRead);
        set => Interlocked.Exchange(ref bytesRead, value);
    }
}
