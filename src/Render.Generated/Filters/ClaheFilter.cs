namespace Render;

/// <summary>Equalizes the histogram around each pixel, with limited contrast (CLAHE).</summary>
public sealed record ClaheFilter : ImageFilter
{
    internal const string JavaClass = "org.janelia.alignment.filter.CLAHE";

    /// <summary>Creates the filter.</summary>
    public ClaheFilter()
        : base(JavaClass)
    {
    }

    [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
    internal ClaheFilter(FilterSpec spec)
        : base(spec)
    {
    }

    /// <summary>Whether it is interpolated between blocks instead of computed at each pixel.</summary>
    /// <exception cref="RenderException">It is missing.</exception>
    public required bool IsFast
    {
        get => GetFlag("fast");
        init => Set("fast", value);
    }

    /// <summary>Radius of the surroundings, in pixels at full scale.</summary>
    /// <exception cref="RenderException">It is missing, or no whole number.</exception>
    public required int BlockRadius
    {
        get => GetWhole("blockRadius");
        init => Set("blockRadius", value);
    }

    /// <summary>Number of bins of the histogram.</summary>
    /// <exception cref="RenderException">It is missing, or no whole number.</exception>
    public required int Bins
    {
        get => GetWhole("bins");
        init => Set("bins", value);
    }

    /// <summary>Largest slope of the mapping, from 1; it limits the contrast.</summary>
    /// <exception cref="RenderException">It is missing, or no number.</exception>
    public required double Slope
    {
        get => GetNumber("slope");
        init => Set("slope", value);
    }
}
