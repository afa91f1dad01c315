namespace Render;

/// <summary>Inverts the image: 255 - v, with 16 bits 65535 - v.</summary>
public sealed record InvertFilter : ImageFilter
{
    internal const string JavaClass = "org.janelia.alignment.filter.Invert";

    /// <summary>Creates the filter.</summary>
    public InvertFilter()
        : base(JavaClass)
    {
    }

    [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
    internal InvertFilter(FilterSpec spec)
        : base(spec)
    {
    }
}
