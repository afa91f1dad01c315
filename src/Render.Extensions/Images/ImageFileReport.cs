using System.Globalization;

namespace Render;

/// <summary>What became of images that were to be written to files.</summary>
public sealed record ImageFileReport
{
    internal ImageFileReport()
    {
    }

    /// <summary>Images written.</summary>
    public required int Written { get; init; }

    /// <summary>Images that were there already and were kept.</summary>
    public required int Kept { get; init; }

    /// <summary>Images that could not be rendered.</summary>
    public required int Failed { get; init; }

    /// <summary>The first of them, at most <see cref="ImageFileOptions.MaxReported"/>.</summary>
    public required IReadOnlyList<FailedImage> Failures { get; init; }

    /// <summary>Bytes written.</summary>
    public required long Bytes { get; init; }

    /// <summary>Duration of the whole run.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>What became of the images, in one line.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Written:N0} images written, {Kept:N0} kept, {Failed:N0} failed ({Bytes:N0} bytes, {Elapsed.TotalSeconds:0.0} s).{(Failures is [var first, ..] ? $" First failed: {first.Name}: {first.Reason}" : "")}");
}
