using System.Globalization;
using System.Text.RegularExpressions;
using Render.Transforms;

namespace Render;

/// <summary>Which tiles are neighbours. The defaults are those of render's own TilePairClient as render-python calls it.</summary>
public sealed record TilePairOptions
{
    /// <summary>How far apart in z tiles may be, at least 0; 0 pairs tiles within their layer only. Default: 2.</summary>
    public double ZDistance { get; init; } = 2;

    /// <summary>
    /// Tiles are neighbours when the box of one reaches into the circle around the centre of the other, whose radius is this factor times the
    /// longer side of its box. Greater than 0; default: 0.9.
    /// </summary>
    public double RadiusFactor { get; init; } = 0.9;

    /// <summary>
    /// Whether neighbours across a corner are left out: those whose centre is neither within the columns nor within the rows of pixels of the
    /// tile's box. Default: <c>true</c>.
    /// </summary>
    public bool ExcludeCorners { get; init; } = true;

    /// <summary>
    /// Whether tiles are left out that other tiles of their layer cover completely: of tiles that overlap, the one with the larger id is on
    /// top. Default: <c>true</c>.
    /// </summary>
    public bool ExcludeObscured { get; init; } = true;

    /// <summary>Whether tiles with the same z are no pair. Default: <c>false</c>.</summary>
    public bool ExcludeSameLayer { get; init; }

    /// <summary>Whether tiles with the same section id are no pair. Default: <c>false</c>.</summary>
    public bool ExcludeSameSection { get; init; }

    /// <summary>
    /// Whether neighbours within a section are told by <see cref="LayoutData.ImageRow"/> and <see cref="LayoutData.ImageCol"/> instead of by
    /// their boxes, as well as their relative positions: for sections that are not montaged yet. Tile specs are read instead of boxes.
    /// </summary>
    public bool UseRowsAndColumns { get; init; }

    /// <summary>
    /// Leaves out pairs that have matches in any of these collections. A collection that does not exist (the server creates them with their
    /// first pair) has none.
    /// </summary>
    public IReadOnlyList<RenderMatchCollection> ExcludeMatched { get; init; } = [];

    /// <summary>How many matches a pair must have to be left out by <see cref="ExcludeMatched"/>. Default: 1.</summary>
    public int MinExistingMatches { get; init; } = 1;

    /// <summary>Takes only tiles whose id has a match of this expression; all when <c>null</c>.</summary>
    public Regex? TileIdPattern { get; init; }

    /// <summary>Takes only tiles whose box touches this one, in world pixels; all when <c>null</c>.</summary>
    public BoundingBox? Area { get; init; }

    /// <summary>The lowest z; no limit when <c>null</c>.</summary>
    public double? MinZ { get; init; }

    /// <summary>The highest z, included; no limit when <c>null</c>.</summary>
    public double? MaxZ { get; init; }

    /// <summary>Takes only tiles that this stack has too, whatever their z there; all when <c>null</c>.</summary>
    public RenderStack? OnlyTilesOf { get; init; }

    /// <summary>
    /// Takes only the pairs that are found when these tiles look around: their circle and their box decide, and across layers they are the ones
    /// with the lower z. Ids that do not exist find nothing. All tiles look when <c>null</c>.
    /// </summary>
    public IReadOnlySet<string>? NearTiles { get; init; }

    /// <summary>How many layers are read, and how many searched, side by side. Default: 4.</summary>
    public int Parallelism { get; init; } = OrderedParallel.DefaultParallelism;

    internal void Validate()
    {
        ArgumentNullException.ThrowIfNull(ExcludeMatched);
        if (ExcludeMatched.Contains(null!))
            throw new ArgumentException("A collection is null.", nameof(ExcludeMatched));

        ArgumentOutOfRangeException.ThrowIfLessThan(Parallelism, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(MinExistingMatches, 1);
        if (!(ZDistance >= 0))
            throw new ArgumentOutOfRangeException(nameof(ZDistance), ZDistance, "The distance in z must be 0 or more.");

        if (!(RadiusFactor > 0) || double.IsInfinity(RadiusFactor))
            throw new ArgumentOutOfRangeException(nameof(RadiusFactor), RadiusFactor, "The radius must be a positive number of tile sides.");

        if (MinZ is double.NaN)
            throw new ArgumentOutOfRangeException(nameof(MinZ), MinZ, "The lowest z must be a number; leave it out for no limit.");

        if (MaxZ is double.NaN || MaxZ < MinZ)
        {
            throw new ArgumentOutOfRangeException(
                nameof(MaxZ), MaxZ, string.Create(CultureInfo.InvariantCulture, $"The highest z must be a number, and not below the lowest ({nameof(MinZ)} {MinZ})."));
        }

        if (Area is { } area && !(area.MinX <= area.MaxX && area.MinY <= area.MaxY))
        {
            throw new ArgumentOutOfRangeException(
                nameof(Area), area, "The left side must not be behind the right one, nor the upper below the lower one, and all must be numbers.");
        }

        if (ExcludeSameLayer && ZDistance == 0)
            throw new ArgumentException($"{nameof(ExcludeSameLayer)} with {nameof(ZDistance)} 0 leaves no pairs at all. Set a larger distance.");
    }
}
