namespace Render;

/// <summary>Maps intensities by region: A v + 255 B, clamped to 0 to 255, rounded half up. A and B are interpolated bilinearly between the middles of the regions, of which all have floor(width / columns) by floor(height / rows) pixels.</summary>
public sealed record LinearIntensityMap8BitFilter : ImageFilter
{
    internal const string JavaClass = "org.janelia.alignment.filter.LinearIntensityMap8BitFilter";

    /// <summary>Creates the filter.</summary>
    public LinearIntensityMap8BitFilter()
        : base(JavaClass)
    {
    }

#pragma warning disable CS8618 // The properties read the parameters of the filter.
    [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
    internal LinearIntensityMap8BitFilter(FilterSpec spec)
        : base(spec)
    {
    }
#pragma warning restore CS8618

    /// <summary>Rows, columns, 2, and then the 2 coefficients of each region, row by row: <c>2,2,2,0.5,0.1,1,0,1.5,-0.2,0.75,0.25</c>.</summary>
    /// <exception cref="RenderException">It is missing, or no list of numbers.</exception>
    public required IReadOnlyList<double> Data
    {
        get => GetNumbers("dataString");
        init => Set("dataString", value);
    }
}
