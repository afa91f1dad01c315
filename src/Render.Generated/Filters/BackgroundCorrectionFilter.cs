namespace Render;

/// <summary>Subtracts a smoothed copy of the image, minus its mean. The copy is made at the scale f = <see cref="DownSamplingFactor"/> / scale, smoothed by radius f pixels, and enlarged again. The result has 8 bits.</summary>
public sealed record BackgroundCorrectionFilter : ImageFilter
{
    internal const string JavaClass = "org.janelia.alignment.filter.BackgroundCorrectionFilter";

    /// <summary>Creates the filter.</summary>
    public BackgroundCorrectionFilter()
        : base(JavaClass)
    {
    }

#pragma warning disable CS8618 // The properties read the parameters of the filter.
    [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
    internal BackgroundCorrectionFilter(FilterSpec spec)
        : base(spec)
    {
    }
#pragma warning restore CS8618

    /// <summary>Radius (MEDIAN) or sigma (GAUSSIAN) of the smoothing, in pixels at full scale.</summary>
    /// <exception cref="RenderException">It is missing, or no number.</exception>
    public required double Radius
    {
        get => GetNumber("radius");
        init => Set("radius", value);
    }

    /// <summary>Scale of the copy, 1 being full scale.</summary>
    /// <exception cref="RenderException">It is missing, or no number.</exception>
    public required double DownSamplingFactor
    {
        get => GetNumber("downSamplingFactor");
        init => Set("downSamplingFactor", value);
    }

    /// <summary><c>GAUSSIAN</c> or <c>MEDIAN</c>, in any case.</summary>
    /// <exception cref="RenderException">It is missing.</exception>
    public required string SmoothMethod
    {
        get => GetText("smoothMethod");
        init => Set("smoothMethod", value);
    }
}
