namespace Render;

/// <summary>A rank filter of ImageJ.</summary>
public sealed record RankFilter : ImageFilter
{
    internal const string JavaClass = "org.janelia.alignment.filter.Rank";

    /// <summary>Creates the filter.</summary>
    public RankFilter()
        : base(JavaClass)
    {
    }

    [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
    internal RankFilter(FilterSpec spec)
        : base(spec)
    {
    }

    /// <summary>Radius, in pixels at full scale.</summary>
    /// <exception cref="RenderException">It is missing, or no number.</exception>
    public required double Radius
    {
        get => GetNumber("radius");
        init => Set("radius", value);
    }

    /// <summary>ImageJ's number of the filter; 4 is the median.</summary>
    /// <exception cref="RenderException">It is missing, or no whole number.</exception>
    public required int FilterType
    {
        get => GetWhole("filterType");
        init => Set("filterType", value);
    }
}
