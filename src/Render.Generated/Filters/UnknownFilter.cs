namespace Render;

/// <summary>A filter of a class that is not known here. It is kept and written back as it came.</summary>
public sealed record UnknownFilter : ImageFilter
{
    /// <summary>Creates a filter of any class.</summary>
    /// <param name="spec">Class and parameters; copied.</param>
    public UnknownFilter(FilterSpec spec)
        : base(spec ?? throw new ArgumentNullException(nameof(spec)))
    {
    }
}
