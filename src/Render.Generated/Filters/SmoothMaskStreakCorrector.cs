namespace Render;

/// <summary>Removes streaks: the Fourier transform is multiplied by 1 - (1 - exp(-u^2 / (2 c^2))) exp(-w^2 / (2 b^2)), where u and w are its axes turned by the angle. Full scale only.</summary>
public sealed record SmoothMaskStreakCorrector : ImageFilter
{
    internal const string JavaClass = "org.janelia.alignment.destreak.SmoothMaskStreakCorrector";

    /// <summary>Creates the filter.</summary>
    public SmoothMaskStreakCorrector()
        : base(JavaClass)
    {
    }

#pragma warning disable CS8618 // The properties read the parameters of the filter.
    [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
    internal SmoothMaskStreakCorrector(FilterSpec spec)
        : base(spec)
    {
    }
#pragma warning restore CS8618

    /// <summary>Width and height of the Fourier transform, inner cutoff c, band width b, angle in degrees: <c>6161,8190,30,15,0</c>.</summary>
    /// <exception cref="RenderException">It is missing, or no list of numbers.</exception>
    public required IReadOnlyList<double> Data
    {
        get => GetNumbers("dataString");
        init => Set("dataString", value);
    }
}
