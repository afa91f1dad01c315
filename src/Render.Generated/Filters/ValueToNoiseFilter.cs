namespace Render;

/// <summary>Replaces pixels of one value by noise. It is random: no two images are the same.</summary>
public sealed record ValueToNoiseFilter : ImageFilter
{
    internal const string JavaClass = "org.janelia.alignment.filter.ValueToNoise";

    /// <summary>Creates the filter.</summary>
    public ValueToNoiseFilter()
        : base(JavaClass)
    {
    }

    [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
    internal ValueToNoiseFilter(FilterSpec spec)
        : base(spec)
    {
    }

    /// <summary>The value that is replaced.</summary>
    /// <exception cref="RenderException">It is missing, or no number.</exception>
    public required double Value
    {
        get => GetNumber("value");
        init => Set("value", value);
    }

    /// <summary>Lowest value of the noise.</summary>
    /// <exception cref="RenderException">It is missing, or no number.</exception>
    public required double Min
    {
        get => GetNumber("min");
        init => Set("min", value);
    }

    /// <summary>Highest value of the noise.</summary>
    /// <exception cref="RenderException">It is missing, or no number.</exception>
    public required double Max
    {
        get => GetNumber("max");
        init => Set("max", value);
    }
}
