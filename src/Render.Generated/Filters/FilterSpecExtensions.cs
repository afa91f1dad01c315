namespace Render;

/// <summary>Filters as tiles, channels and lists of the server hold them, and typed.</summary>
public static class FilterSpecExtensions
{
    /// <summary>Reads a filter by its class.</summary>
    /// <param name="spec">Class and parameters; copied.</param>
    /// <returns>The filter; an <see cref="UnknownFilter"/> when its class is not known here. <see cref="ImageFilter.ToSpec"/> gives the same back.</returns>
    public static ImageFilter ToFilter(this FilterSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        return spec.ClassName switch
        {
            InvertFilter.JavaClass => new InvertFilter(spec),
            AffineIntensityFilter.JavaClass => new AffineIntensityFilter(spec),
            ExponentialIntensityFilter.JavaClass => new ExponentialIntensityFilter(spec),
            LinearIntensityMap8BitFilter.JavaClass => new LinearIntensityMap8BitFilter(spec),
            QuadraticIntensityMap8BitFilter.JavaClass => new QuadraticIntensityMap8BitFilter(spec),
            ShadingCorrectionFilter.JavaClass => new ShadingCorrectionFilter(spec),
            BackgroundCorrectionFilter.JavaClass => new BackgroundCorrectionFilter(spec),
            ClaheFilter.JavaClass => new ClaheFilter(spec),
            EqualizeHistogramFilter.JavaClass => new EqualizeHistogramFilter(spec),
            NormalizeLocalContrastFilter.JavaClass => new NormalizeLocalContrastFilter(spec),
            RankFilter.JavaClass => new RankFilter(spec),
            RollingBallSubtractionFilter.JavaClass => new RollingBallSubtractionFilter(spec),
            ValueToNoiseFilter.JavaClass => new ValueToNoiseFilter(spec),
            ConfigurableMaskStreakCorrector.JavaClass => new ConfigurableMaskStreakCorrector(spec),
            LocalConfigurableMaskStreakCorrector.JavaClass => new LocalConfigurableMaskStreakCorrector(spec),
            SmoothMaskStreakCorrector.JavaClass => new SmoothMaskStreakCorrector(spec),
            LocalSmoothMaskStreakCorrector.JavaClass => new LocalSmoothMaskStreakCorrector(spec),
            CompositeFilter.JavaClass => new CompositeFilter(spec),
            _ => new UnknownFilter(spec),
        };
    }
}
