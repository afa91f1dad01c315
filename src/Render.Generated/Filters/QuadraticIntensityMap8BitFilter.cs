namespace Render;

/// <summary>Maps intensities by region: (A / 255) v^2 + B v + 255 C, clamped to 0 to 255. A, B and C are interpolated as those of <see cref="LinearIntensityMap8BitFilter"/>.</summary>
public sealed record QuadraticIntensityMap8BitFilter : ImageFilter
{
    internal const string JavaClass = "org.janelia.alignment.filter.QuadraticIntensityMap8BitFilter";

    /// <summary>Creates the filter.</summary>
    public QuadraticIntensityMap8BitFilter()
        : base(JavaClass)
    {
    }

#pragma warning disable CS8618 // The properties read the parameters of the filter.
    [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
    internal QuadraticIntensityMap8BitFilter(FilterSpec spec)
        : base(spec)
    {
    }
#pragma warning restore CS8618

    /// <summary>Rows, columns, 3, and then the 3 coefficients of each region, row by row: <c>1,2,3,0.5,0.4,0.05,-0.25,1.2,0</c>.</summary>
    /// <exception cref="RenderException">It is missing, or no list of numbers.</exception>
    public required IReadOnlyList<double> Data
    {
        get => GetNumbers("dataString");
        init => Set("dataString", value);
    }
}
