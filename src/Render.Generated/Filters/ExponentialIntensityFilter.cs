namespace Render;

/// <summary>Brightens lines: v (1 + exp(-a (Y - b))), where Y is the middle of the line in pixels at full scale, (y + 0.5) / scale. What leaves 0 to 255 wraps around. 8 bits.</summary>
public sealed record ExponentialIntensityFilter : ImageFilter
{
    internal const string JavaClass = "org.janelia.alignment.filter.ExponentialIntensityFilter";

    /// <summary>Creates the filter.</summary>
    public ExponentialIntensityFilter()
        : base(JavaClass)
    {
    }

    [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
    internal ExponentialIntensityFilter(FilterSpec spec)
        : base(spec)
    {
    }

    /// <summary>Decay a, in 1/pixels at full scale.</summary>
    /// <exception cref="RenderException">It is missing, or no number.</exception>
    public required double A
    {
        get => GetNumber("a");
        init => Set("a", value);
    }

    /// <summary>Line b, in pixels at full scale.</summary>
    /// <exception cref="RenderException">It is missing, or no number.</exception>
    public required double B
    {
        get => GetNumber("b");
        init => Set("b", value);
    }
}
