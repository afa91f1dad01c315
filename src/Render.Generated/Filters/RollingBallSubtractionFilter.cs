namespace Render;

/// <summary>Subtracts the background by a rolling ball, as ImageJ does.</summary>
public sealed record RollingBallSubtractionFilter : ImageFilter
{
    internal const string JavaClass = "org.janelia.alignment.filter.RollingBallSubtraction";

    /// <summary>Creates the filter.</summary>
    public RollingBallSubtractionFilter()
        : base(JavaClass)
    {
    }

    [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
    internal RollingBallSubtractionFilter(FilterSpec spec)
        : base(spec)
    {
    }

    /// <summary>Radius of the ball, in pixels at full scale.</summary>
    /// <exception cref="RenderException">It is missing, or no number.</exception>
    public required double Radius
    {
        get => GetNumber("radius");
        init => Set("radius", value);
    }
}
