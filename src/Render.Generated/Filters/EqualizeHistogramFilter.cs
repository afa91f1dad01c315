namespace Render;

/// <summary>Stretches the histogram of the image.</summary>
public sealed record EqualizeHistogramFilter : ImageFilter
{
    internal const string JavaClass = "org.janelia.alignment.filter.EqualizeHistogram";

    /// <summary>Creates the filter.</summary>
    public EqualizeHistogramFilter()
        : base(JavaClass)
    {
    }

    [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
    internal EqualizeHistogramFilter(FilterSpec spec)
        : base(spec)
    {
    }

    /// <summary>Part of the pixels that may saturate, in percent.</summary>
    /// <exception cref="RenderException">It is missing, or no number.</exception>
    public required double SaturatedPixels
    {
        get => GetNumber("saturatedPixels");
        init => Set("saturatedPixels", value);
    }
}
