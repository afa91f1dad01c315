namespace Render;

/// <summary>How far the writing of images is. Reported after every image.</summary>
/// <param name="Written">Images written.</param>
/// <param name="Kept">Images that were there already.</param>
/// <param name="Failed">Images that could not be rendered.</param>
/// <param name="Total">All images that are asked for.</param>
/// <param name="Bytes">Bytes written.</param>
/// <param name="Elapsed">Time since the start.</param>
public readonly record struct ImageFileProgress(int Written, int Kept, int Failed, int Total, long Bytes, TimeSpan Elapsed)
{
    /// <summary>Images that are done, one way or another.</summary>
    public int Done => Written + Kept + Failed;

    /// <summary>Images written per second, on average.</summary>
    public double ImagesPerSecond => Elapsed > TimeSpan.Zero ? Written / Elapsed.TotalSeconds : 0;

    /// <summary>Time left at the average rate, or <c>null</c> while that is unknown.</summary>
    public TimeSpan? Remaining => Done > Kept ? Elapsed * ((double)(Total - Done) / (Done - Kept)) : null;
}
