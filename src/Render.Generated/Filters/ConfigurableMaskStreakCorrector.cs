namespace Render;

/// <summary>Removes streaks: regions of the Fourier transform are set to 0, and the same done to a constant image is subtracted. Full scale and 8 bits only.</summary>
public sealed record ConfigurableMaskStreakCorrector : ImageFilter
{
    internal const string JavaClass = "org.janelia.alignment.destreak.ConfigurableMaskStreakCorrector";

    /// <summary>Creates the filter.</summary>
    public ConfigurableMaskStreakCorrector()
        : base(JavaClass)
    {
    }

#pragma warning disable CS8618 // The properties read the parameters of the filter.
    [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
    internal ConfigurableMaskStreakCorrector(FilterSpec spec)
        : base(spec)
    {
    }
#pragma warning restore CS8618

    /// <summary>Width and height of the Fourier transform, by how much regions grow in x and y, and then x, y, width and height of each region: <c>6161,10920,0,6,6043,5459,113,3</c>.</summary>
    /// <exception cref="RenderException">It is missing, or no list of numbers.</exception>
    public required IReadOnlyList<double> Data
    {
        get => GetNumbers("dataString");
        init => Set("dataString", value);
    }
}
