using System.Globalization;

namespace Render;

/// <summary>Finds what the server would stumble over, or would store and fail with later.</summary>
internal static class TileCheck
{
    /// <summary>Says what is wrong with a tile, or <c>null</c>.</summary>
    public static string? Problem(TileSpec? tile, ImportBounds bounds)
    {
        if (tile is null)
            return "it is null.";

        if (string.IsNullOrEmpty(tile.TileId))
            return Kind(tile) ?? "it has no tileId. Give every tile one; the server stores tiles by it.";

        return Size(tile, tile.Width, "width")
            ?? Size(tile, tile.Height, "height")
            ?? Z(tile.Z)
            ?? Box(tile, bounds)
            ?? Cell(tile.MeshCellSize)
            ?? Finite(tile.MinIntensity, "minIntensity")
            ?? Finite(tile.MaxIntensity, "maxIntensity")
            ?? Layout(tile.Layout)
            ?? Channels(tile.Channels);
    }

    private static string? Kind(TileSpec tile) => tile.AdditionalProperties is { } others && Misfit.Kind(others.Keys) is { } kind
        ? $"it is no tile spec, but looks like {kind}"
        : null;

    private static string? Size(TileSpec tile, double? value, string name) => value switch
    {
        null => Kind(tile) ?? $"it has no {name}. Set it to the image's {name} in pixels.",
        > 0 and < double.PositiveInfinity => null,
        _ => Text($"its {name} is {value}. Set it to the image's {name} in pixels."),
    };

    private static string? Z(double? z) => z is null
        ? "it has no z. The server would store it in no layer; set z."
        : Finite(z, "z");

    private static string? Box(TileSpec tile, ImportBounds bounds)
    {
        // What is derived is overwritten, whatever stands there now.
        if (bounds != ImportBounds.Keep)
            return null;

        return Side(tile.MinX, "minX") ?? Side(tile.MinY, "minY") ?? Side(tile.MaxX, "maxX") ?? Side(tile.MaxY, "maxY") ?? Place(tile);
    }

    private static string? Place(TileSpec tile) => CountedBox.Reaches(tile.MinX, tile.MinY, tile.MaxX, tile.MaxY)
        ? null
        : Text($"its box, x {tile.MinX} to {tile.MaxX}, y {tile.MinY} to {tile.MaxY}, is beyond where the server can count tiles, from {CountedBox.Min} to {CountedBox.Max}. Correct it and its transforms.");

    private static string? Side(double? value, string name) => value is null
        ? $"it has no {name}, and bounds are not derived. Set it, or import with {nameof(ImportBounds)}.{nameof(ImportBounds.Client)}."
        : Finite(value, name);

    private static string? Cell(double? size) => size is null or (> 0 and < double.PositiveInfinity)
        ? null
        : Text($"its meshCellSize is {size}. Set it to a positive number of pixels, or leave it out for 64.");

    private static string? Layout(LayoutData? layout) => layout is null
        ? null
        : Finite(layout.StageX, "layout.stageX")
            ?? Finite(layout.StageY, "layout.stageY")
            ?? Finite(layout.Rotation, "layout.rotation")
            ?? Finite(layout.Pixelsize, "layout.pixelsize")
            ?? Finite(layout.DistanceZ, "layout.distanceZ");

    private static string? Channels(IReadOnlyList<ChannelSpec>? channels)
    {
        for (int i = 0; i < channels?.Count; i++)
        {
            if ((Finite(channels[i]?.MinIntensity, $"channels[{i}].minIntensity") ?? Finite(channels[i]?.MaxIntensity, $"channels[{i}].maxIntensity")) is { } problem)
                return problem;
        }

        return null;
    }

    private static string? Finite(double? value, string name) => value is { } number && !double.IsFinite(number)
        ? Text($"its {name} is {number}. JSON has no such number; set a finite one or leave it out.")
        : null;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
