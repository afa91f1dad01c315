namespace Render;

/// <summary>Removes streaks as <see cref="ConfigurableMaskStreakCorrector"/> does, but only near pixels that this changes by more than the threshold.</summary>
public sealed record LocalConfigurableMaskStreakCorrector : ImageFilter
{
    internal const string JavaClass = "org.janelia.alignment.destreak.LocalConfigurableMaskStreakCorrector";

    /// <summary>Creates the filter.</summary>
    public LocalConfigurableMaskStreakCorrector()
        : base(JavaClass)
    {
    }

#pragma warning disable CS8618 // The properties read the parameters of the filter.
    [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
    internal LocalConfigurableMaskStreakCorrector(FilterSpec spec)
        : base(spec)
    {
    }
#pragma warning restore CS8618

    /// <summary>That of <see cref="ConfigurableMaskStreakCorrector"/>, then the radius of a Gaussian blur in pixels, the initial and the final threshold.</summary>
    /// <exception cref="RenderException">It is missing, or no list of numbers.</exception>
    public required IReadOnlyList<double> Data
    {
        get => GetNumbers("dataString");
        init => Set("dataString", value);
    }
}
