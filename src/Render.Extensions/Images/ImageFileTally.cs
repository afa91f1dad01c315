using System.Diagnostics;

namespace Render;

/// <summary>Counts what becomes of images, for all workers that write them.</summary>
internal sealed class ImageFileTally(int maxReported, IProgress<ImageFileProgress>? progress)
{
    private readonly Lock gate = new();
    private readonly Stopwatch clock = Stopwatch.StartNew();
    private readonly List<FailedImage> failures = [];
    private int total;
    private int written;
    private int kept;
    private int failed;
    private long bytes;

    /// <summary>Says how many images there are, before the first of them.</summary>
    public void Expect(int images) => total = images;

    public void Write(long length)
    {
        lock (gate)
        {
            written++;
            bytes += length;
            Report();
        }
    }

    public void Keep()
    {
        lock (gate)
        {
            kept++;
            Report();
        }
    }

    public void Fail(string name, string reason)
    {
        lock (gate)
        {
            failed++;
            if (failures.Count < maxReported)
                failures.Add(new FailedImage(name, reason));

            Report();
        }
    }

    public ImageFileReport ToReport()
    {
        lock (gate)
        {
            return new ImageFileReport
            {
                Written = written,
                Kept = kept,
                Failed = failed,
                Failures = [.. failures],
                Bytes = bytes,
                Elapsed = clock.Elapsed,
            };
        }
    }

    // Inside of the lock, so that progress never runs backwards.
    private void Report() => progress?.Report(new ImageFileProgress(written, kept, failed, total, bytes, clock.Elapsed));
}
