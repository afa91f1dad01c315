using System.Globalization;
using Render.Transforms;

namespace Render;

/// <summary>Limits that tiles of a stack keep, beyond what the server asks for. Tiles that do not are rejected with the reason.</summary>
/// <remarks>
/// What the Java clients call a tile spec validator; there, tiles that fail are left out with no more than a line in a log. Coordinates
/// are those of the bounding box: derived, or as the tile has them with <see cref="ImportBounds.Keep"/>. When the server derives the boxes
/// (<see cref="ImportBounds.Server"/>), they are derived here as well for the check, so that transform classes must be known here.
/// </remarks>
public sealed record TileValidation
{
    /// <summary>The limits of render's validator for transmission electron microscopy: world coordinates 0 to 400,000, sizes 500 to 5,000.</summary>
    public static TileValidation Tem { get; } = new() { MinCoordinate = 0, MaxCoordinate = 400_000, MinSize = 500, MaxSize = 5_000 };

    /// <summary>
    /// The limits that render-python gives that validator (<c>import_jsonfiles_validate_client</c>): world coordinates -500 to 100,000, sizes
    /// 500 to 10,000.
    /// </summary>
    public static TileValidation RenderPythonTem { get; } = new() { MinCoordinate = -500, MaxCoordinate = 100_000, MinSize = 500, MaxSize = 10_000 };

    /// <summary>The least that minX and minY may be, in world pixels; no limit unless set.</summary>
    public double MinCoordinate { get; init; } = double.NegativeInfinity;

    /// <summary>The most that maxX and maxY may be, in world pixels; no limit unless set.</summary>
    public double MaxCoordinate { get; init; } = double.PositiveInfinity;

    /// <summary>The least that the width and height of the image may be, in pixels; no limit unless set.</summary>
    public double MinSize { get; init; }

    /// <summary>The most that the width and height of the image may be, in pixels; no limit unless set.</summary>
    public double MaxSize { get; init; } = double.PositiveInfinity;

    /// <summary>
    /// Rules of your own: each says what is wrong with a tile and what to do, or <c>null</c>. They see the tile with its bounds, on several
    /// threads at a time. One that throws stops the import.
    /// </summary>
    public IReadOnlyList<Func<TileSpec, string?>> Rules { get; init; } = [];

    internal void Validate()
    {
        ArgumentNullException.ThrowIfNull(Rules);
        if (Rules.Contains(null!))
            throw new ArgumentException("A rule is null. Leave it out.", nameof(Rules));

        RequireOrder(MinCoordinate, MaxCoordinate, nameof(MinCoordinate), nameof(MaxCoordinate));
        RequireOrder(MinSize, MaxSize, nameof(MinSize), nameof(MaxSize));
    }

    // Nothing lies between limits of which one is NaN, either.
    private static void RequireOrder(double min, double max, string minName, string maxName)
    {
        if (!(min <= max))
            throw new ArgumentOutOfRangeException(minName, min, $"{minName} must be at most {maxName}, which is {max.ToString(CultureInfo.InvariantCulture)}.");
    }

    internal bool LimitsCoordinates => !double.IsNegativeInfinity(MinCoordinate) || !double.IsPositiveInfinity(MaxCoordinate);

    /// <summary>Says what is wrong with a tile that has a size, or <c>null</c>.</summary>
    /// <param name="tile">The tile.</param>
    /// <param name="box">Its bounding box, or <c>null</c> when it is that of the tile.</param>
    internal string? Problem(TileSpec tile, BoundingBox? box) =>
        OutOfRange(tile.Width!.Value, "width", MinSize, MaxSize)
        ?? OutOfRange(tile.Height!.Value, "height", MinSize, MaxSize)
        ?? (LimitsCoordinates ? OutOfRange(box?.MinX ?? tile.MinX, "minX") ?? OutOfRange(box?.MinY ?? tile.MinY, "minY") : null)
        ?? (LimitsCoordinates ? OutOfRange(box?.MaxX ?? tile.MaxX, "maxX") ?? OutOfRange(box?.MaxY ?? tile.MaxY, "maxY") : null)
        ?? BrokenRule(tile, box);

    private string? OutOfRange(double? value, string name) => OutOfRange(value!.Value, name, MinCoordinate, MaxCoordinate);

    private static string? OutOfRange(double value, string name, double min, double max) => value >= min && value <= max
        ? null
        : string.Create(
            CultureInfo.InvariantCulture,
            $"its {name} is {value}, but should be {min} to {max}. Correct the tile, or the limits in {nameof(ImportOptions)}.{nameof(ImportOptions.Validation)}.");

    // A box that the server is to derive belongs to the tile only while rules look at it.
    private string? BrokenRule(TileSpec tile, BoundingBox? box)
    {
        var (minX, minY, maxX, maxY) = (tile.MinX, tile.MinY, tile.MaxX, tile.MaxY);
        if (box is { } derived)
            (tile.MinX, tile.MinY, tile.MaxX, tile.MaxY) = (derived.MinX, derived.MinY, derived.MaxX, derived.MaxY);

        string? problem = null;
        for (int i = 0; i < Rules.Count && problem is null; i++)
            problem = Rules[i](tile);

        (tile.MinX, tile.MinY, tile.MaxX, tile.MaxY) = (minX, minY, maxX, maxY);
        return problem;
    }
}
