namespace Render;

/// <summary>Maps intensities: a v + b, rounded half up. What leaves 0 to 255 wraps around; it is not clamped. 8 bits.</summary>
public sealed record AffineIntensityFilter : ImageFilter
{
    internal const string JavaClass = "org.janelia.alignment.filter.AffineIntensityFilter";

    /// <summary>Creates the filter.</summary>
    public AffineIntensityFilter()
        : base(JavaClass)
    {
    }

    [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
    internal AffineIntensityFilter(FilterSpec spec)
        : base(spec)
    {
    }

    /// <summary>Factor a.</summary>
    /// <exception cref="RenderException">It is missing, or no number.</exception>
    public required double A
    {
        get => GetNumber("a");
        init => Set("a", value);
    }

    /// <summary>Offset b, in intensities of 8 bits.</summary>
    /// <exception cref="RenderException">It is missing, or no number.</exception>
    public required double B
    {
        get => GetNumber("b");
        init => Set("b", value);
    }
}
