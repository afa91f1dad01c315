namespace Render;

/// <summary>Subtracts a polynomial of the place: v - (c0 + c1 Y + c2 X + c3 Y^2 + c4 X Y + c5 X^2 [+ c6 Y^4 + c7 X^2 Y^2 + c8 X^4]), X = 2 x / width - 1, Y = 2 y / height - 1, clamped, rounded half up.</summary>
public sealed record ShadingCorrectionFilter : ImageFilter
{
    internal const string JavaClass = "org.janelia.alignment.filter.ShadingCorrectionFilter";

    /// <summary>Creates the filter.</summary>
    public ShadingCorrectionFilter()
        : base(JavaClass)
    {
    }

#pragma warning disable CS8618 // The properties read the parameters of the filter.
    [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
    internal ShadingCorrectionFilter(FilterSpec spec)
        : base(spec)
    {
    }
#pragma warning restore CS8618

    /// <summary><c>QUADRATIC</c> with 6 coefficients or <c>FOURTH_ORDER</c> with 9, in any case.</summary>
    /// <exception cref="RenderException">It is missing.</exception>
    public required string CorrectionMethod
    {
        get => GetText("correctionMethod");
        init => Set("correctionMethod", value);
    }

    /// <summary>The coefficients c0, c1, ... in intensities; more than the method needs are ignored.</summary>
    /// <exception cref="RenderException">It is missing, or no list of numbers.</exception>
    public required IReadOnlyList<double> Coefficients
    {
        get => GetNumbers("coefficients");
        init => Set("coefficients", value);
    }
}
