namespace Render;

/// <summary>Normalizes the contrast around each pixel.</summary>
public sealed record NormalizeLocalContrastFilter : ImageFilter
{
    internal const string JavaClass = "org.janelia.alignment.filter.NormalizeLocalContrast";

    /// <summary>Creates the filter.</summary>
    public NormalizeLocalContrastFilter()
        : base(JavaClass)
    {
    }

    [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
    internal NormalizeLocalContrastFilter(FilterSpec spec)
        : base(spec)
    {
    }

    /// <summary>Half the width of the surroundings, in pixels at full scale.</summary>
    /// <exception cref="RenderException">It is missing, or no whole number.</exception>
    public required int BlockRadiusX
    {
        get => GetWhole("blockRadiusX");
        init => Set("blockRadiusX", value);
    }

    /// <summary>Half the height of the surroundings, in pixels at full scale.</summary>
    /// <exception cref="RenderException">It is missing, or no whole number.</exception>
    public required int BlockRadiusY
    {
        get => GetWhole("blockRadiusY");
        init => Set("blockRadiusY", value);
    }

    /// <summary>How many standard deviations the new range spans on each side.</summary>
    /// <exception cref="RenderException">It is missing, or no number.</exception>
    public required double MeanFactor
    {
        get => GetNumber("meanFactor");
        init => Set("meanFactor", value);
    }

    /// <summary>Whether the mean becomes the middle of the range.</summary>
    /// <exception cref="RenderException">It is missing.</exception>
    public required bool IsCentered
    {
        get => GetFlag("center");
        init => Set("center", value);
    }

    /// <summary>Whether the contrast is stretched to the range.</summary>
    /// <exception cref="RenderException">It is missing.</exception>
    public required bool IsStretched
    {
        get => GetFlag("stretch");
        init => Set("stretch", value);
    }
}
