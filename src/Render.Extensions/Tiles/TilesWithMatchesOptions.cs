namespace Render;

/// <summary>Which tiles are read with their matches. Tiles that meet all conditions are; without any, all tiles of the stack.</summary>
public sealed record TilesWithMatchesOptions
{
    /// <summary>The lowest z.</summary>
    public double? MinZ { get; init; }

    /// <summary>The highest z, included.</summary>
    public double? MaxZ { get; init; }

    /// <summary>The group of the tiles.</summary>
    public string? GroupId { get; init; }

    /// <summary>Only tiles whose box reaches to the right of this, in world pixels.</summary>
    public double? MinX { get; init; }

    /// <summary>Only tiles whose box reaches to the left of this, in world pixels.</summary>
    public double? MaxX { get; init; }

    /// <summary>Only tiles whose box reaches below this, in world pixels.</summary>
    public double? MinY { get; init; }

    /// <summary>Only tiles whose box reaches above this, in world pixels.</summary>
    public double? MaxY { get; init; }

    /// <summary>Only tiles whose id matches: a regular expression that is sought anywhere in the id.</summary>
    public string? TileIdPattern { get; init; }

    /// <summary>
    /// Whether pairs come as often as the server sends them: with more than 80 tiles, render-ws 4.3 sends some twice. Leaving the doubles out takes
    /// the ids of all pairs in memory. Default: they are left out.
    /// </summary>
    public bool KeepDoubles { get; init; }
}
