namespace Render.LocalServer;

/// <summary>How a request wants things drawn: the part of the query that all operations on images and render parameters share.</summary>
internal sealed record RenderOptions
{
    /// <summary>Replaces any other scale.</summary>
    public double? Scale { get; init; }

    public double? MinIntensity { get; init; }

    public double? MaxIntensity { get; init; }

    public bool? BinaryMask { get; init; }

    public bool? ExcludeMask { get; init; }

    public bool? ConvertToGray { get; init; }

    public bool? FillWithNoise { get; init; }

    public bool? Filter { get; init; }

    /// <summary>The name of a list of filters of the server.</summary>
    public string? FilterListName { get; init; }

    /// <summary>Names of channels, perhaps with weights: <c>DAPI</c>, <c>DAPI__0.7__GFP__0.3</c>.</summary>
    public string? Channels { get; init; }

    /// <summary>Replaces the left edge in the URL of masks that are computed.</summary>
    public int? MaskMinX { get; init; }

    /// <summary>Replaces the upper edge in the URL of masks that are computed.</summary>
    public int? MaskMinY { get; init; }

    /// <summary>The order of the tiles, if not that of their ids.</summary>
    public TileSpecOrder? TileSpecOrder { get; init; }
}
