using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Serialization;
using Render.Transforms;

namespace Render;

/// <summary>Where one point of many went, or why it went nowhere.</summary>
/// <remarks>As JSON it has the members of this type; <see cref="Point"/> is <c>null</c> where there is none.</remarks>
[JsonConverter(typeof(MappedPointJsonConverter))]
public readonly record struct MappedPoint
{
    private const string NeverMapped = "no point was mapped";

    private readonly Point2D point;
    private readonly string? error;

    private MappedPoint(Point2D point, double? z, string? tileId, bool isVisible, string? error)
    {
        this.point = point;
        Z = z;
        TileId = tileId;
        IsVisible = isVisible;
        IsMapped = error is null;
        this.error = error;
    }

    /// <summary>The mapped location in pixels.</summary>
    /// <exception cref="RenderException">The point could not be mapped; the message is <see cref="Error"/>.</exception>
    public Point2D Point => IsMapped ? point : throw new RenderException(Error);

    /// <summary>The z of the tile, when it has one.</summary>
    public double? Z { get; }

    /// <summary>The tile that the point was mapped through, when one was found.</summary>
    public string? TileId { get; }

    /// <summary>
    /// Whether the tile is the one that is seen at the point: of tiles that overlap, the last by id. Only said of mappings from world
    /// to local.
    /// </summary>
    public bool IsVisible { get; }

    /// <summary>Why the point could not be mapped, in the server's words or ours; <c>null</c> when it was.</summary>
    public string? Error => IsMapped ? null : error ?? NeverMapped;

    /// <summary>Whether there is a <see cref="Point"/>.</summary>
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsMapped { get; }

    /// <summary>The point, or the error, with tile and z as far as they are known.</summary>
    public override string ToString()
    {
        string what = IsMapped ? string.Create(CultureInfo.InvariantCulture, $"({point.X}, {point.Y})") : Error;
        string tile = TileId is null ? "" : $", tile '{TileId}'";
        return string.Create(CultureInfo.InvariantCulture, $"{what}{tile}{(Z is null ? "" : ", z ")}{Z}");
    }

    internal static MappedPoint At(Point2D point, double? z = null, string? tileId = null, bool isVisible = false) =>
        new(point, z, tileId, isVisible, error: null);

    internal static MappedPoint Failed(string error, string? tileId = null) => new(default, z: null, tileId, isVisible: false, error);

    internal static MappedPoint FromWire(TileCoordinates answer, IReadOnlyList<double>? coordinates)
    {
        if (answer.Error is not null)
        {
            return Failed(answer.Error, answer.TileId);
        }

        return coordinates is { Count: >= 2 }
            ? At(
                new Point2D(coordinates[0], coordinates[1]),
                coordinates.Count > 2 ? coordinates[2] : null,
                answer.TileId,
                answer.Visible ?? false)
            : Failed("the server answered with neither coordinates nor an error", answer.TileId);
    }
}
