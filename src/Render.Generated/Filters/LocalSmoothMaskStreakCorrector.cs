namespace Render;

/// <summary>Removes streaks as <see cref="SmoothMaskStreakCorrector"/> does, but only near pixels that this changes by more than the threshold.</summary>
public sealed record LocalSmoothMaskStreakCorrector : ImageFilter
{
    internal const string JavaClass = "org.janelia.alignment.destreak.LocalSmoothMaskStreakCorrector";

    /// <summary>Creates the filter.</summary>
    public LocalSmoothMaskStreakCorrector()
        : base(JavaClass)
    {
    }

#pragma warning disable CS8618 // The properties read the parameters of the filter.
    [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
    internal LocalSmoothMaskStreakCorrector(FilterSpec spec)
        : base(spec)
    {
    }
#pragma warning restore CS8618

    /// <summary>That of <see cref="SmoothMaskStreakCorrector"/>, then the radius of a Gaussian blur in pixels, the initial and the final threshold: <c>6161,8190,30,15,0,100,8,0.1</c>.</summary>
    /// <exception cref="RenderException">It is missing, or no list of numbers.</exception>
    public required IReadOnlyList<double> Data
    {
        get => GetNumbers("dataString");
        init => Set("dataString", value);
    }
}
